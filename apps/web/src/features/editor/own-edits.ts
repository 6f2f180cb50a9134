import { type Extension, Facet, type StateCommand } from '@codemirror/state'
import { EditorView, type KeyBinding } from '@codemirror/view'
import * as Y from 'yjs'

/** A pause of this length ends what one undo takes back. Shorter than the library's half second, so that a pasted block does not melt into what is typed after it. */
const captureTimeout = 300

const managers = new WeakMap<Y.Text, Y.UndoManager>()

/** What one may take back in a text. It outlives the editor: going to another language and back forgets nothing. */
const managerOf = (text: Y.Text): Y.UndoManager => {
  const known = managers.get(text)
  if (known) return known
  // Nothing is tracked but what an editor adds: starter code and the other's edits are not one's own.
  const made = new Y.UndoManager(text, { captureTimeout, trackedOrigins: new Set() })
  managers.set(text, made)
  return made
}

const ownManager = Facet.define<Y.UndoManager, Y.UndoManager | undefined>({ combine: inputs => inputs.at(-1) })

type Way = 'undo' | 'redo'

const travel = (way: Way): StateCommand => ({ state }) => {
  // A text that is only read has an undo stack still; moving along it would edit.
  if (!state.readOnly) state.facet(ownManager)?.[way]()
  return true
}

/** Takes back the last of one's own edits, wherever the other person has written since. */
export const undoOwn = travel('undo')
export const redoOwn = travel('redo')

/** What is edited next is taken back by itself. */
export const parted: StateCommand = ({ state }) => {
  state.facet(ownManager)?.stopCapturing()
  return false
}

/** The keys of undo in every key map; Vim and Emacs have more of their own. */
export const ownUndoKeys: readonly KeyBinding[] = [
  { key: 'Mod-z', run: undoOwn, preventDefault: true },
  { key: 'Mod-y', mac: 'Mod-Shift-z', run: redoOwn, preventDefault: true },
  { key: 'Mod-Shift-z', run: redoOwn, preventDefault: true },
]

// The browser's own menu and the shake of a phone undo too.
const fromTheBrowser = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType === 'historyUndo') return undoOwn(view)
    return event.inputType === 'historyRedo' && redoOwn(view)
  },
})

/** The undo of one text: give `manager` to its binding, and put `extension` before everything else that listens to keys. */
export const ownEdits = (text: Y.Text): { readonly manager: Y.UndoManager; readonly extension: Extension } => {
  const manager = managerOf(text)
  return { manager, extension: [ownManager.of(manager), fromTheBrowser] }
}
