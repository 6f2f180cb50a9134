import { expect, test } from 'vitest'
import { writeValue } from './pack-value.ts'

test('[W6] values are written as code: bare keys where a language allows them, strings quoted', () => {
  expect(writeValue({ links: [['a', 'b', 5]], 'not bare': null, drained: [], done: true })).toBe('{links: [["a", "b", 5]], "not bare": null, drained: [], done: true}')
  expect(writeValue(null)).toBe('null')
})
