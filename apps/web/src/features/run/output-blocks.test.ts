import { expect, test } from 'vitest'
import { blockUnits, linesIn, outputBlocks } from './output-blocks.ts'

const lines = (count: number, line: string) => `${line}\n`.repeat(count)

test.each([
  ['nothing', '', 0],
  ['a line without an end', 'one', 1],
  ['less than a block', lines(10, 'ten'), 1],
  ['a line longer than a block, with others around it', `${lines(3, 'before')}${'x'.repeat(3 * blockUnits)}\n${lines(3, 'after')}`, 3],
  ['one line and no end of it', 'x'.repeat(5 * blockUnits), 1],
  ['exactly a block', `${'x'.repeat(blockUnits - 1)}\n`, 1],
])('%s comes in blocks that are the output when joined', (_, text, count) => {
  const blocks = outputBlocks(text)
  expect(blocks.join('')).toBe(text)
  expect(blocks).toHaveLength(count)
})

test('a flood comes in blocks of whole lines, none of them longer than a block', () => {
  const flood = lines(8_000, 'line of a flood that goes on and on')
  const blocks = outputBlocks(flood)
  expect(blocks.join('')).toBe(flood)
  expect(blocks.every(block => block.endsWith('\n') && block.length <= blockUnits)).toBe(true)
  expect(blocks.reduce((sum, block) => sum + linesIn(block), 0)).toBe(8_000)
})

test('an end without a new line counts as a line', () => {
  expect(linesIn('a\nb')).toBe(2)
  expect(linesIn('a\nb\n')).toBe(2)
  expect(linesIn('\n')).toBe(1)
})
