import { ChangeSet, Text } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { changesBetween } from './changes-between.ts'

const applied = (before: string, after: string): string => {
  const doc = Text.of(before.split('\n'))
  return ChangeSet.of([...changesBetween(before, after)], doc.length).apply(doc).toString()
}

const lines = ['a', '  a', '']
/** Every text of up to four of these lines. */
const texts = (left = 4): readonly string[][] => (left === 0 ? [[]] : [[], ...lines.flatMap(line => texts(left - 1).map(rest => [line, ...rest]))])

describe('what has to change', () => {
  test('makes the one text of the other, whatever they are', () => {
    const all = [...new Set(texts().map(each => each.join('\n')))]
    expect(all.length).toBeGreaterThan(100)
    for (const before of all) for (const after of all) expect(applied(before, after)).toBe(after)
  })

  test('is nothing for equal texts, and only the lines that differ for as many lines', () => {
    expect(changesBetween('a\nb', 'a\nb')).toEqual([])
    expect(changesBetween('a\nb\nc', 'a\n  b\nc')).toEqual([{ from: 2, to: 3, insert: '  b' }])
  })
})
