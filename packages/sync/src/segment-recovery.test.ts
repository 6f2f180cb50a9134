import { appendFile, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LogBatch, openSegmentLog } from './index.ts'
import { readRecord, recordAuthor } from './log-record.ts'
import { block, fileOf, leftBehind, lines, read, segments, snapshotAt, write } from './segment-log.test-kit.ts'
import { newDirectory } from './server.test-kit.ts'

/** An update of eve's whose bytes say, as the log would, that the document of others was removed. */
const forged = (victim: string): Buffer => {
  const inside = new LogBatch()
  inside.add(recordAuthor(victim, ''), 0, 0, 'mark', Buffer.from('{"removed":true}'))
  inside.add(recordAuthor(victim, 'ann'), 6, 0, 'update', Buffer.from('never written'))
  const batch = new LogBatch()
  batch.add(recordAuthor('e', 'eve'), 1, 0, 'update', Buffer.concat([Buffer.from('before '), inside.bytes.subarray(0, inside.used), Buffer.from(' behind')]))
  return Buffer.from(batch.bytes.subarray(0, batch.used))
}

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** A log in which eve's update is the newest record, harmed; and what it then has of the document that the update speaks of. */
const recoveredBeside = async (update: Buffer) => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory, { boot: 'one' })
  await write(log, 'v', 1, 5)
  await log.settle('v', undefined)
  const left = await leftBehind(directory)
  await log.close()
  await writeFile(join(left, 'shared-00000002.log'), update)
  const opened = await openSegmentLog(left, { boot: 'one' })
  const found = await read(opened, 'v')
  await opened.close()
  return { found, isThere: await stat(fileOf(left, 'v', 'log')).then(() => true, () => false) }
}

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -3)],
  ['damaged', (bytes: Buffer) => flipped(bytes, bytes.length - 1)],
  ['damaged in its names', (bytes: Buffer) => flipped(bytes, 41)],
  ['damaged in its header', (bytes: Buffer) => flipped(bytes, 17)],
])('what an update holds is never read as records, also when it is %s', async (_, harm) => {
  expect(await recoveredBeside(harm(forged('v')))).toEqual({ found: lines('v', 5), isThere: true })
})

test('a header beyond repair hides where its record ends: no document is removed by what is found there', async () => {
  const { found, isThere } = await recoveredBeside(flipped(flipped(forged('v'), 17), 20))
  expect([found.slice(0, 5), isThere]).toEqual([lines('v', 5), true])
})

test('what a power cut left at the end of the log is gone by the second start, which knows of no power cut', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory, { boot: 'one' })
  await write(log, 'a', 1, 5)
  await write(log, 'b', 1, 5)
  const left = await leftBehind(directory)
  await log.close()
  const [segment = ''] = await segments(left)
  await appendFile(join(left, segment), Buffer.alloc(100))
  // The segment can't go while this document can't be moved.
  const release = await block(fileOf(left, 'a', 'log'))
  const first = await openSegmentLog(left, { boot: 'two' })
  expect(await read(first, 'b')).toEqual(lines('b', 5))
  const again = await leftBehind(left)
  await first.close()
  await release()
  await block(fileOf(again, 'a', 'log')).then((unblock) => unblock())
  const second = await openSegmentLog(again, { boot: 'two' })
  expect([await read(second, 'a'), await read(second, 'b')]).toEqual([lines('a', 5), lines('b', 5)])
  await second.close()
})

test('what a power cut left at the end of a document\'s own file is cut off; the log has what was meant to be there', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory, { boot: 'one' })
  await write(log, 'a', 1, 5)
  const left = await leftBehind(directory)
  await log.settle('a', undefined)
  const whole = await readFile(fileOf(directory, 'a', 'log'))
  await log.close()
  const third = 3 * whole.length / 5
  await writeFile(fileOf(left, 'a', 'log'), Buffer.concat([whole.subarray(0, third), Buffer.alloc(whole.length - third)]))
  const opened = await openSegmentLog(left, { boot: 'two' })
  expect(await read(opened, 'a')).toEqual(lines('a', 5))
  await opened.close()
  const again = await openSegmentLog(left, { boot: 'two' })
  expect(await read(again, 'a')).toEqual(lines('a', 5))
  await again.close()
})

test('a document whose newest record is damaged stays put aside, start after start', async () => {
  const directory = await newDirectory()
  const first = await openSegmentLog(directory, { boot: 'one' })
  await write(first, 'a', 1, 5)
  await first.settle('a', undefined)
  await first.close()
  const log = await openSegmentLog(directory, { boot: 'one' })
  await write(log, 'b', 1, 3)
  await write(log, 'a', 6, 6)
  const left = await leftBehind(directory)
  await log.close()
  const path = join(left, (await segments(left)).at(-1) ?? '')
  const bytes = await readFile(path)
  await writeFile(path, flipped(bytes, bytes.length - 1))
  for (let starts = 0; starts < 3; starts++) {
    const opened = await openSegmentLog(left, { boot: 'one' })
    await opened.settle('b', undefined)
    expect([await read(opened, 'a'), await read(opened, 'b')]).toEqual(['documents/damaged', lines('b', 3)])
    await opened.close()
  }
})

test('a removed document stays removed, also when a segment that still holds it can\'t go', async () => {
  const directory = await newDirectory()
  const first = await openSegmentLog(directory)
  await write(first, 'gone', 1, 5)
  await write(first, 'x', 1, 5)
  await first.close()
  const release = await block(fileOf(directory, 'x', 'log'))
  const log = await openSegmentLog(directory)
  await log.remove('gone')
  await write(log, 'y', 1, 2)
  const left = await leftBehind(directory)
  const killed = await openSegmentLog(left)
  expect(await read(killed, 'gone')).toEqual([])
  await killed.close()
  // Another document of that name is none that was removed.
  await write(log, 'gone', 1, 2)
  await log.settle('gone', undefined)
  // Begins a new segment: the second one is in a file of its own alone.
  await log.replaceHistory('y', [snapshotAt(2)])
  const later = await openSegmentLog(await leftBehind(directory))
  expect(await read(later, 'gone')).toEqual(lines('gone', 2))
  await later.close()
  await release()
  await log.settle('x', undefined)
  expect(await read(log, 'x')).toEqual(lines('x', 5))
  expect(await segments(directory)).toHaveLength(1)
  await log.close()
})

test('whoever opens a document while it is being removed finds nothing', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  const [, found] = await Promise.all([log.remove('a'), read(log, 'a')])
  expect(found).toEqual([])
  await write(log, 'a', 1, 2)
  expect(await read(log, 'a')).toEqual(lines('a', 2))
  await log.close()
})

test('damage under a whole header says where the next record begins', () => {
  const bytes = forged('v')
  expect(readRecord(flipped(bytes, bytes.length - 1), 0)).toEqual({ found: 'damage', doc: 'e', next: bytes.length })
  expect(readRecord(flipped(bytes, 17), 0)).toEqual({ found: 'damage' })
})
