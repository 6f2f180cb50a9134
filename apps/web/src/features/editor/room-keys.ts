import type { KeyBinding } from '@codemirror/view'

// The room runs the code, mutes, counts and looks for a way out by these, inside the text too.
const keysOfTheRoom = new Set(['Mod-Enter', 'Mod-d', 'Alt-l', 'Ctrl-Alt-h'])

/** Bindings of the library without those that the room has a use of its own for. */
export const leftToTheEditor = (bindings: readonly KeyBinding[]): readonly KeyBinding[] => bindings.filter(({ key = '', mac = '' }) => !keysOfTheRoom.has(key) && !keysOfTheRoom.has(mac))
