import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bytesBelow, readStat } from './watchdog.ts'

test('a process may call itself anything', () => {
  expect(readStat(`7 (a) 1 (b) S 3 ${'0 '.repeat(19)}25 0`)).toEqual({ id: 7, parent: 3, bytes: 25 * 4096 })
  expect(readStat('')).toBeUndefined()
})

test('it reads what the kernel writes', () => {
  expect(readStat(readFileSync('/proc/self/stat', 'utf8'))).toMatchObject({ id: process.pid, parent: process.ppid })
})

test('a family is everything that came of a process, in whatever order it is listed', () => {
  const rows = [{ id: 4, parent: 3, bytes: 1 }, { id: 9, parent: 1, bytes: 100 }, { id: 3, parent: 2, bytes: 10 }, { id: 2, parent: 1, bytes: 1000 }]
  expect(bytesBelow(2, rows)).toBe(1011)
})
