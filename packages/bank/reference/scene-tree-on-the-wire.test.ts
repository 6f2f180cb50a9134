import { expect, test } from 'vitest'
import { seeded, times } from './random-input.ts'
import { read, write, type Part } from './scene-tree-on-the-wire.ts'

const NAMES = ['', 'a', '(', ')', '1:', '0:()', '12(', 'été']

test('scene tree on the wire: what was written is read back, whatever the names', () => {
  const below = seeded(20)
  const tree = (depth: number): Part => [NAMES[below(NAMES.length)] ?? '', depth === 0 ? [] : times(below(4), () => tree(depth - 1))]
  for (let round = 0; round < 1000; round++) {
    const made = tree(below(4))
    expect(read(write(made)), write(made)).toEqual(made)
  }
})

test('scene tree on the wire: of all short texts, those are read that writing can produce', () => {
  const texts = (length: number): string[] =>
    length === 0 ? [''] : texts(length - 1).flatMap(text => ['0', '1', ':', '(', ')'].map(each => text + each))
  const accepted = times(9, texts).flat().filter(text => read(text) !== null)
  expect(accepted.filter(text => write(read(text)!) !== text)).toEqual([])
  expect(accepted).toEqual(['0:()', '1:0()', '1:1()', '1::()', '1:(()', '1:)()', '0:(0:())'])
})

test('scene tree on the wire: a text with one wrong character is refused, or is another tree that is written so', () => {
  const below = seeded(21)
  const good = '4:film(5:reel1(6:take 1()0:())10:()()()()()(3:)1:()))'
  expect(read(good)).not.toBeNull()
  for (let round = 0; round < 2000; round++) {
    const at = below(good.length)
    const text = good.slice(0, at) + '0123:()x'[below(8)] + good.slice(at + below(2))
    const tree = read(text)
    if (tree !== null) expect(write(tree)).toBe(text)
  }
})

test('scene tree on the wire: 100,000 levels', () => {
  const text = `${'1:v('.repeat(100_000)}${')'.repeat(100_000)}`
  const tree = read(text)
  expect(tree !== null && write(tree) === text).toBe(true)
})
