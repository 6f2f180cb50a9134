import type { EditorView } from '@codemirror/view'

// Chords are commands, to the room or to the browser; the lone modifiers are on their way to one.
const isCommand = (event: KeyboardEvent): boolean => event.altKey || event.ctrlKey || event.metaKey || /^(Alt|Control|Meta|Shift|F\d+|Tab|Escape)$/.test(event.key)

/** Calls when a person scrolls, points or types in an editor: with the wheel, a finger, the bar at its side or a key. Gives how to stop. */
export const whenOnesOwn = (view: EditorView, run: () => void): (() => void) => {
  const { scrollDOM } = view
  const onKey = (event: KeyboardEvent) => !isCommand(event) && run()
  const passive = { passive: true } as const
  for (const kind of ['wheel', 'touchmove', 'pointerdown'] as const) scrollDOM.addEventListener(kind, run, passive)
  scrollDOM.addEventListener('keydown', onKey)
  return () => {
    for (const kind of ['wheel', 'touchmove', 'pointerdown'] as const) scrollDOM.removeEventListener(kind, run)
    scrollDOM.removeEventListener('keydown', onKey)
  }
}
