import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { codeText, outlineText, readTexts, rootNames, seedOf } from './index.ts'

test('a seeded document gives each language its own text with uniform line ends', () => {
  const seed = seedOf({ typescript: 'let a\r\nlet b', python: 'a = 1\rb = 2' }, '# Scope\n')
  expect(readTexts(seed, ['typescript', 'python', 'go'])).toEqual({ typescript: 'let a\nlet b', python: 'a = 1\nb = 2', outline: '# Scope\n' })
})

test('a seed that is written again is the same one: a page that still holds the first has its text once', () => {
  const page = new Y.Doc()
  Y.applyUpdate(page, seedOf({ go: 'package main\n', python: '' }, '# Scope\n'))
  page.getText(codeText('go')).insert(13, 'func main() {}\n')
  Y.applyUpdate(page, seedOf({ go: 'package main\n', python: '' }, '# Scope\n'))
  expect(readTexts(Y.encodeStateAsUpdate(page), ['go'])).toEqual({ go: 'package main\nfunc main() {}\n', outline: '# Scope\n' })
  const clientsOf = (seed: Uint8Array) => [...Y.parseUpdateMeta(seed).from.keys()]
  expect(clientsOf(seedOf({ go: 'package main\n' }))).not.toEqual(clientsOf(seedOf({ go: 'package other\n' })))
})

test('what both write after the seed is in the texts that are read', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedOf({ go: 'package main\n' }))
  doc.getText(codeText('go')).insert(13, 'func main() {}\n')
  doc.getText(outlineText).insert(0, 'scope')
  expect(readTexts(Y.encodeStateAsUpdate(doc), ['go'])).toEqual({ go: 'package main\nfunc main() {}\n', outline: 'scope' })
})

test('root names are the outline, one text a language, the runs and the board', () => {
  expect(rootNames(['go', 'sql'])).toEqual(['outline', 'code:go', 'code:sql', 'runs', 'board'])
})
