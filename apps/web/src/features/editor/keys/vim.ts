import type { Extension } from '@codemirror/state'
import { CodeMirror, vim } from '@replit/codemirror-vim'
import { redoOwn, undoOwn } from '../own-edits.ts'

type Vim = Parameters<typeof CodeMirror.commands.undo>[0]

/** As the library does it, but with one's own edits: `u`, Ctrl R, counts and `:undo` all end here. The caret goes to where the text changed. */
const travel = (undo: boolean) => (vim: Vim) => {
  delete vim.curOp?.$changeStart
  const act = undo ? undoOwn : redoOwn
  act(vim.cm6)
  const changedAt = vim.curOp?.$changeStart
  if (changedAt !== undefined) vim.cm6.dispatch({ selection: { anchor: changedAt } })
}
CodeMirror.commands.undo = travel(true)
CodeMirror.commands.redo = travel(false)

/** Vim's modes and motions; the mode stands in a line below the text. */
export const keys = (): Extension => vim({ status: true })
