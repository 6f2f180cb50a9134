import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { search, searchKeymap } from '@codemirror/search'
import type { Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { leftToTheEditor } from './room-keys.ts'

/** What an editor has besides typing: finding, and in code the closing half of a bracket. */
export const extras = (prose: boolean): Extension => [
  search({ top: true }), keymap.of([...leftToTheEditor(searchKeymap)]), prose ? [] : [closeBrackets(), keymap.of([...closeBracketsKeymap])],
]
