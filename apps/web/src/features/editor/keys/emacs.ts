import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { emacs, EmacsHandler } from '@replit/codemirror-emacs'
import { parted, redoOwn, undoOwn } from '../own-edits.ts'

interface Handler {
  readonly view: EditorView
  readonly $data: { readonly lastCommand: string | null }
}
interface Yanking {
  readonly exec: (handler: Handler, args?: unknown) => unknown
}

EmacsHandler.bindKey('C-/|C-x u|S-C--|C-z', undoOwn)
EmacsHandler.bindKey('S-C-/|S-C-x u|C--|S-C-z', redoOwn)

// M-y takes back what C-y has just put in, by the library's own history, which is not here.
const { yank, yankRotate } = EmacsHandler.commands as { yank: Yanking; yankRotate: Yanking }
EmacsHandler.addCommands({
  yank: {
    ...yank,
    exec: (handler: Handler) => {
      parted(handler.view)
      return yank.exec(handler)
    },
  },
  yankRotate: {
    ...yankRotate,
    exec: (handler: Handler) => {
      if (handler.$data.lastCommand !== 'yank') return
      undoOwn(handler.view)
      parted(handler.view)
      yankRotate.exec(handler)
    },
  },
})

/** Emacs' chords, its marks and its kill ring. */
export const keys = (): Extension => emacs()
