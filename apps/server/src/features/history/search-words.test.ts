import { limits } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { beginsWith, searchWords } from './search-words.ts'

test('words are letters and digits in lower case, without accents, each once', () => {
  expect(searchWords('Prices the Heap, the heap!', null, 'Café 10x', undefined)).toEqual(['prices', 'the', 'heap', 'cafe', '10x'])
  expect(searchWords('Größe 大きさ отказ')).toEqual(['große', '大きさ', 'отказ'])
  expect(searchWords()).toEqual([])
})

test('nothing that is asked for holds a sign that the database reads as its own', () => {
  expect(searchWords("don't | & ! \\ ':* (a)").map(beginsWith)).toEqual(["'don':*", "'t':*", "'a':*"])
})

test('a word without end is cut where the kept ones are', () => {
  expect(searchWords('x'.repeat(5_000))).toEqual(['x'.repeat(limits.searchWordChars)])
})
