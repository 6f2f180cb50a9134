import { mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crc32c } from './crc32c.ts'
import { DirectoryUnavailable, openSegmentLog } from './index.ts'
import { leftBehind, lines, read, segments, write } from './segment-log.test-kit.ts'
import { newDirectory } from './server.test-kit.ts'
import { seeded } from './typing.test-kit.ts'

test('the checksum is CRC-32C', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
})

test('records come back in order, of every document, after a clean stop and after a kill', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await Promise.all([write(log, 'a', 1, 50), write(log, 'b', 1, 50)])
  await write(log, 'a', 51, 60)
  const killed = await openSegmentLog(await leftBehind(directory))
  expect(await read(killed, 'a')).toEqual(lines('a', 60))
  await killed.close()
  await log.close()
  const again = await openSegmentLog(directory)
  expect(await read(again, 'a')).toEqual(lines('a', 60))
  expect(await read(again, 'b')).toEqual(lines('b', 50))
  expect(await read(again, 'never written')).toEqual([])
  await again.close()
})

test('a log cut at every byte of its last records opens and misses only what was cut', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 12)
  const [name = ''] = await segments(directory)
  const bytes = await readFile(join(directory, name))
  await log.close()
  const work = await newDirectory()
  const wholes = lines('a', 12).map((_, n) => lines('a', n + 1).reduce((sum, line) => sum + 44 + line.length, 0))
  for (let cut = 1; cut <= 300; cut++) {
    await rm(work, { recursive: true, force: true })
    await mkdir(work)
    await writeFile(join(work, name), bytes.subarray(0, bytes.length - cut))
    const opened = await openSegmentLog(work)
    const found = await read(opened, 'a')
    expect(found).toEqual(lines('a', found.length))
    expect(found.length).toBe(wholes.filter((whole) => whole <= bytes.length - cut).length)
    // What comes next follows what is left, and is found again.
    await write(opened, 'a', found.length + 1, found.length + 3)
    await opened.close()
    if (cut % 50 !== 0) continue
    const again = await openSegmentLog(work)
    expect(await read(again, 'a')).toEqual(lines('a', found.length + 3))
    await again.close()
  }
})

test('a document\'s own file cut at any byte opens, says that its tail is lost, and goes on', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 12)
  await log.settle('a', undefined)
  await log.close()
  const path = join(directory, 'documents', `${Buffer.from('a').toString('hex')}.log`)
  const bytes = await readFile(path)
  for (const name of await segments(directory)) await rm(join(directory, name))
  const wholes = lines('a', 12).map((_, n) => lines('a', n + 1).reduce((sum, line) => sum + 44 + line.length, 0))
  for (let cut = 1; cut < bytes.length; cut += 7) {
    await writeFile(path, bytes.subarray(0, bytes.length - cut))
    const opened = await openSegmentLog(directory)
    const stored = await opened.load('a')
    expect(stored).toMatchObject({ ok: true, value: { tailLost: !wholes.includes(bytes.length - cut) } })
    const found = await read(opened, 'a')
    expect(found).toEqual(lines('a', found.length))
    await opened.close()
  }
})

test.each(['the shared log', 'a document\'s file'])('500 random bit flips in %s: the true records or a quarantine, never anything else', async (where) => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory, { boot: 'one' })
  await write(log, 'a', 1, 6)
  await write(log, 'b', 1, 6)
  await write(log, 'a', 7, 9)
  const left = await leftBehind(directory)
  if (where !== 'the shared log') {
    await log.settle('a', undefined)
    await log.settle('b', undefined)
  }
  await log.close()
  const source = where === 'the shared log' ? left : directory
  const [segment = ''] = await segments(source)
  const path = where === 'the shared log' ? segment : join('documents', `${Buffer.from('a').toString('hex')}.log`)
  if (where !== 'the shared log') await rm(join(source, segment))
  const bytes = await readFile(join(source, path))
  const random = seeded(5)
  let quarantined = 0
  for (let i = 0; i < 500; i++) {
    const flipped = Buffer.from(bytes)
    const at = Math.floor(random() * bytes.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8))
    await writeFile(join(source, path), flipped)
    await writeFile(join(source, 'run.json'), '{"boot":"one","clean":false}')
    const opened = await openSegmentLog(source, { boot: 'one' })
    const [a, b] = [await read(opened, 'a'), await read(opened, 'b')]
    await opened.close()
    if (a !== 'documents/damaged') expect(a).toEqual(lines('a', 9))
    if (b !== 'documents/damaged') expect(b).toEqual(lines('b', 6))
    quarantined += [a, b].includes('documents/damaged') ? 1 : 0
    for (const name of await segments(source)) await rm(join(source, name))
    await rm(join(source, 'documents'), { recursive: where === 'the shared log', force: true }).catch(() => {})
  }
  expect(quarantined).toBe(500)
}, 120_000)

test('full segments move to the documents\' files and are deleted, and nothing is missing on the way', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory, { segmentBytes: 4_000 })
  for (let round = 0; round < 20; round++) for (const doc of ['a', 'b', 'c']) await write(log, doc, round * 5 + 1, round * 5 + 5)
  for (const doc of ['a', 'b', 'c']) expect(await read(log, doc)).toEqual(lines(doc, 100))
  await expect.poll(async () => (await segments(directory)).length).toBeLessThan(4)
  const killed = await openSegmentLog(await leftBehind(directory))
  for (const doc of ['a', 'b', 'c']) expect(await read(killed, doc)).toEqual(lines(doc, 100))
  await killed.close()
  await log.close()
})

test('one process per directory: the second is told who has it, a dead holder is taken over', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await expect(openSegmentLog(directory)).rejects.toThrow(new DirectoryUnavailable(`The documents folder ${directory} is in use by process ${process.pid}.`))
  await log.close()
  await writeFile(join(directory, 'lock'), JSON.stringify({ pid: 999_999_99, startedAt: '1', world: 'gone' }))
  await (await openSegmentLog(directory)).close()
})

test('a failed write is tried again where it failed; nothing counts as written before', async () => {
  const directory = await newDirectory()
  const troubles: (string | undefined)[] = []
  const log = await openSegmentLog(directory, { onTrouble: (sentence) => troubles.push(sentence) })
  await write(log, 'a', 1, 5)
  // The log's folder goes away under its feet and comes back: renamed, as an operator might.
  await rename(directory, `${directory}-moved`)
  await expect.poll(() => log.trouble).toMatch(/lost its log file/)
  let durable = false
  const pending = write(log, 'a', 6, 9).then(() => {
    durable = true
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(durable).toBe(false)
  await rename(`${directory}-moved`, directory)
  await pending
  expect(troubles.at(-1)).toBe(undefined)
  expect(await read(log, 'a')).toEqual(lines('a', 9))
  await log.close()
})

test('a deleted segment loses nothing that this process has', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  const [name = ''] = await segments(directory)
  await rm(join(directory, name))
  await expect.poll(() => segments(directory)).not.toEqual([])
  await write(log, 'a', 6, 9)
  await expect.poll(() => readdir(join(directory, 'documents'))).toHaveLength(1)
  const killed = await openSegmentLog(await leftBehind(directory))
  expect(await read(killed, 'a')).toEqual(lines('a', 9))
  await killed.close()
  await log.close()
})

test('a snapshot stands for the records before it, and a lost log file does not take it along', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  const snapshot = { sequence: 5, at: 1, state: new Uint8Array([1, 2, 3]), writers: [[7, 'ann']] as const, epoch: 2, healing: false, readOnly: true }
  await log.settle('a', snapshot)
  await write(log, 'a', 6, 7)
  expect(await log.load('a')).toMatchObject({ value: { snapshot, records: [{ sequence: 6 }, { sequence: 7 }], tailLost: false } })
  expect(await log.history('a', 3)).toMatchObject({ value: [{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }] })
  await log.settle('a', undefined)
  await log.close()
  await truncate(join(directory, 'documents', `${Buffer.from('a').toString('hex')}.log`), 10)
  for (const name of await segments(directory)) await rm(join(directory, name))
  const again = await openSegmentLog(directory)
  expect(await again.load('a')).toMatchObject({ value: { snapshot: { sequence: 5 }, records: [], tailLost: true } })
  await write(again, 'a', 6, 6)
  await again.close()
  const third = await openSegmentLog(directory)
  expect(await third.load('a')).toMatchObject({ value: { records: [{ kind: 'state', sequence: 5 }, { kind: 'update', sequence: 6 }] } })
  await third.close()
})

test('a torn record behind a snapshot takes only itself along', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  await write(log, 'a', 1, 5)
  await log.settle('a', { sequence: 5, at: 1, state: new Uint8Array([0, 0]), writers: [], epoch: 0, healing: false, readOnly: false })
  await write(log, 'a', 6, 8)
  await log.settle('a', undefined)
  await log.close()
  const path = join(directory, 'documents', `${Buffer.from('a').toString('hex')}.log`)
  await truncate(path, (await readFile(path)).length - 3)
  for (const name of await segments(directory)) await rm(join(directory, name))
  for (const tailLost of [true, false]) {
    const opened = await openSegmentLog(directory)
    expect(await opened.load('a')).toMatchObject({ value: { snapshot: { sequence: 5 }, records: [{ sequence: 6 }, { sequence: 7 }], tailLost } })
    await opened.close()
  }
})
