import type { KeyBinding } from '@codemirror/view'

// The room runs the code, mutes and counts by these, inside the text too.
const keysOfTheRoom = new Set(['Mod-Enter', 'Mod-d', 'Alt-l'])

/** Bindings of the library without those that the room has a use of its own for. */
export const leftToTheEditor = (bindings: readonly KeyBinding[]): readonly KeyBinding[] => bindings.filter(({ key = '' }) => !keysOfTheRoom.has(key))
