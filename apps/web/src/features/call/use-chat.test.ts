import { expect, it } from 'vitest'
import { type ChatDoor, doorAfter, doorPressed, isOpen } from './use-chat.ts'

/** What becomes of the door: whether text is all there is, or a press. */
const after = (...events: readonly (boolean | 'press')[]): ChatDoor =>
  events.reduce<ChatDoor>((door, event) => (event === 'press' ? doorPressed(door) : doorAfter(door, event)), 'shut')

it.each([
  ['is shut where people can talk', [false], 'shut'],
  ['opens by itself where text is all there is', [true], 'open-by-itself'],
  ['stays when the call comes after all', [true, false], 'open-by-itself'],
  ['is shut by a press, and then stays shut when the call is lost again', [true, 'press', false, true], 'pressed-shut'],
  ['opens by a press', [false, 'press'], 'pressed-open'],
  ['opens by a press after it was shut', [true, 'press', 'press'], 'pressed-open'],
] as const)('the chat %s', (_what, events, door) => {
  expect(after(...events)).toBe(door)
  expect(isOpen(door)).toBe(door.includes('open'))
})
