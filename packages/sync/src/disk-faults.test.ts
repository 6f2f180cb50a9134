import { type FileHandle, mkdtemp, open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { LogBatch, openSegmentLog } from './index.ts'
import { readRecord, recordAuthor } from './log-record.ts'
import { block, fileOf, leftBehind, lines, read, segments, snapshotAt, write } from './segment-log.test-kit.ts'
import { closedGate, newDirectory } from './server.test-kit.ts'

const brokenDisk = new Error('EIO: i/o error')

/** What all open files of this process share, so that a test can break it. */
const everyFile = async (): Promise<FileHandle> => {
  const handle = await open(join(await mkdtemp(join(tmpdir(), 'sync-test-')), 'probe'), 'w')
  await handle.close()
  return Object.getPrototypeOf(handle) as FileHandle
}

/** Sequence numbers of the records in a segment; fails where something else is. */
const sequencesIn = async (directory: string, segment: string): Promise<number[]> => {
  const bytes = await readFile(join(directory, segment))
  const found: number[] = []
  for (let at = 0; at < bytes.length;) {
    const each = readRecord(bytes, at)
    if (each.found !== 'record') throw new Error(`${segment} holds ${each.found} at ${at}`)
    found.push(each.record.sequence)
    at = each.next
  }
  return found
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n)

afterEach(() => vi.restoreAllMocks())

test('after a failed sync a start finds every record once, killed before or after the next one', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  const [first = ''] = await segments(directory)
  const { size } = await stat(join(directory, first))
  const files = await everyFile()
  const sync = files.datasync
  const gate = closedGate()
  const syncs = vi.spyOn(files, 'datasync').mockRejectedValueOnce(brokenDisk).mockImplementationOnce(async function (this: FileHandle) {
    await gate.opened
    return sync.call(this)
  })
  const durable = write(log, 'a', 6, 10)
  await expect.poll(() => syncs.mock.calls.length).toBe(2)
  const before = await openSegmentLog(await leftBehind(directory))
  expect(await read(before, 'a')).toEqual(lines('a', 10))
  await write(before, 'a', 11, 12)
  await before.close()
  gate.open()
  await durable
  // What the disk may have dropped is not left where the next start would take it for damage.
  await expect.poll(async () => (await stat(join(directory, first))).size).toBe(size)
  const after = await openSegmentLog(await leftBehind(directory))
  expect(await read(after, 'a')).toEqual(lines('a', 10))
  await after.close()
  await log.close()
})

test('a write under way while its segment is given up is in the next one, without a hole', async () => {
  const directory = await newDirectory()
  const troubles: (string | undefined)[] = []
  const log = await openSegmentLog(directory, { onTrouble: (sentence) => troubles.push(sentence) })
  await write(log, 'a', 1, 5)
  const files = await everyFile()
  const writeTo = files.write as (this: FileHandle, ...all: unknown[]) => Promise<never>
  const gate = closedGate()
  vi.spyOn(files, 'datasync').mockRejectedValueOnce(brokenDisk)
  const once = vi.spyOn(files, 'write')
  once.mockImplementationOnce(writeTo).mockImplementationOnce(async function (this: FileHandle, ...all: unknown[]) {
    await gate.opened
    return writeTo.apply(this, all)
  })
  const durable = [write(log, 'a', 6, 10), write(log, 'a', 11, 15)]
  await expect.poll(() => once.mock.calls.length).toBe(2)
  await expect.poll(() => troubles.join()).toMatch(/EIO/)
  // Long enough for a new segment to be begun, if anything would begin one now: there is no event for what must not happen.
  await new Promise((resolve) => setTimeout(resolve, 600))
  gate.open()
  await Promise.all(durable)
  await write(log, 'a', 16, 20)
  expect(await sequencesIn(directory, (await segments(directory)).at(-1) ?? '')).toEqual(numbers(6, 20))
  const killed = await openSegmentLog(await leftBehind(directory))
  expect(await read(killed, 'a')).toEqual(lines('a', 20))
  await killed.close()
  await log.close()
})

test('after a failed sync nothing is on the disk until a new segment has it', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  const files = await everyFile()
  const writeTo = files.write as (this: FileHandle, ...all: unknown[]) => Promise<never>
  vi.spyOn(files, 'datasync').mockRejectedValueOnce(brokenDisk)
  // The record itself, and then its copy.
  vi.spyOn(files, 'write').mockImplementationOnce(writeTo).mockRejectedValueOnce(brokenDisk)
  await write(log, 'a', 6, 10)
  expect(await sequencesIn(directory, (await segments(directory)).at(-1) ?? '')).toEqual(numbers(6, 10))
  await log.close()
})

test('two different records under one number are never taken for a repetition', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  await write(log, 'b', 1, 5)
  const left = await leftBehind(directory)
  await log.close()
  const batch = new LogBatch()
  batch.add(recordAuthor('a', 'ben'), 5, 2_000, 'update', Buffer.from('a 5, but another'))
  await writeFile(join(left, 'shared-00000002.log'), batch.bytes.subarray(0, batch.used))
  const opened = await openSegmentLog(left)
  expect(await read(opened, 'a')).toBe('documents/damaged')
  expect(await read(opened, 'b')).toEqual(lines('b', 5))
  await opened.close()
})

test('a new segment that can\'t be begun is said and tried again; the old one takes what comes meanwhile', async () => {
  const directory = await newDirectory()
  const troubles: (string | undefined)[] = []
  const log = await openSegmentLog(directory, { segmentBytes: 100, onTrouble: (sentence) => troubles.push(sentence) })
  const release = await block(join(directory, 'shared-00000002.log'))
  let last = 0
  await write(log, 'a', 1, 5)
  await expect.poll(() => troubles.join()).toMatch(/can't be written: EISDIR/)
  await write(log, 'a', 6, 10)
  await release()
  await expect.poll(async () => {
    await write(log, 'b', ++last, last)
    return segments(directory)
  }).not.toContain('shared-00000001.log')
  expect(await read(log, 'a')).toEqual(lines('a', 10))
  await log.close()
})

test('a document whose file can\'t be read is said, holds up no other, and moves when it can', async () => {
  const directory = await newDirectory()
  const first = await openSegmentLog(directory)
  await write(first, 'a', 1, 5)
  await write(first, 'b', 1, 5)
  await first.close()
  const release = await block(fileOf(directory, 'a', 'log'))
  const troubles: (string | undefined)[] = []
  const log = await openSegmentLog(directory, { onTrouble: (sentence) => troubles.push(sentence) })
  await expect.poll(() => readdir(join(directory, 'documents'))).toContain('62.log')
  expect(troubles.join()).toMatch(/can't be written: EISDIR/)
  await release()
  await log.settle('a', undefined)
  expect(await read(log, 'a')).toEqual(lines('a', 5))
  expect(await segments(directory)).toEqual(['shared-00000002.log'])
  await log.close()
})

test('an old segment that can\'t be deleted is said', async () => {
  const directory = await newDirectory()
  const first = await openSegmentLog(directory)
  await first.close()
  const [empty = ''] = await segments(directory)
  const troubles: (string | undefined)[] = []
  const files = await everyFile()
  const sync = files.sync
  // Between reading the old segments and deleting those that hold nothing.
  let release: (() => Promise<void>) | undefined
  vi.spyOn(files, 'sync').mockImplementationOnce(async function (this: FileHandle) {
    release = await block(join(directory, empty))
    return sync.call(this)
  })
  const log = await openSegmentLog(directory, { onTrouble: (sentence) => troubles.push(sentence) })
  await expect.poll(() => troubles.join()).toMatch(/can't be written: .*shared-00000001/)
  await release?.()
  await log.close()
})

test('a snapshot that can\'t be written is left out, and its records are in the file once', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  const release = await block(`${fileOf(directory, 'a', 'snap')}.new`)
  await log.settle('a', snapshotAt(5))
  expect(log.trouble).toMatch(/can't be written: EISDIR/)
  await write(log, 'a', 6, 7)
  await log.settle('a', undefined)
  await release()
  await log.close()
  const again = await openSegmentLog(directory)
  expect(await read(again, 'a')).toEqual(lines('a', 7))
  await again.close()
})

test('a snapshot that waited behind a newer move is not written, and hides nothing', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  // Something slow is at the document's files, a move waits behind it, and the snapshot behind that.
  const ahead = [log.history('a'), log.settle('a', undefined), log.settle('a', snapshotAt(5))]
  const newer = write(log, 'a', 6, 9)
  await Promise.all([...ahead, newer])
  expect(await log.load('a')).toMatchObject({ value: { snapshot: undefined, records: numbers(1, 9).map((sequence) => ({ sequence })) } })
  await log.close()
  const again = await openSegmentLog(directory)
  expect(await read(again, 'a')).toEqual(lines('a', 9))
  await again.close()
})

test('records that come while a history is replaced follow it, also where a move waited ahead', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  const ahead = [log.history('a'), log.settle('a', undefined), log.replaceHistory('a', [snapshotAt(5)])]
  const newer = write(log, 'a', 6, 8)
  await Promise.all([...ahead, newer])
  const killed = await openSegmentLog(await leftBehind(directory))
  await log.settle('a', undefined)
  for (const opened of [log, killed]) {
    expect(await opened.load('a')).toMatchObject({ value: { records: numbers(5, 8).map((sequence) => ({ sequence })) } })
    await opened.close()
  }
})

test('a snapshot that outlived its replaced history, as after a kill in between, is left out', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  await log.settle('a', snapshotAt(5))
  const outlived = await readFile(fileOf(directory, 'a', 'snap'))
  await write(log, 'a', 6, 7)
  await log.replaceHistory('a', [{ ...snapshotAt(7), state: new Uint8Array(1_000) }])
  await writeFile(fileOf(directory, 'a', 'snap'), outlived)
  expect(await log.load('a')).toMatchObject({ value: { snapshot: undefined, records: [{ kind: 'state', sequence: 7 }], tailLost: false } })
  await write(log, 'a', 8, 9)
  await log.close()
  const again = await openSegmentLog(directory)
  expect(await again.load('a')).toMatchObject({ value: { records: numbers(7, 9).map((sequence) => ({ sequence })) } })
  await again.close()
})
