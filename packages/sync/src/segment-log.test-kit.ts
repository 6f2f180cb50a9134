import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DocumentLog, LogBatch } from './index.ts'
import { recordAuthor } from './log-record.ts'
import { newDirectory } from './server.test-kit.ts'

/** Appends records whose bytes say which they are, and settles when they are on the disk. */
export const write = async (log: DocumentLog, doc: string, from: number, to: number): Promise<void> => {
  const batch = new LogBatch()
  const author = recordAuthor(doc, 'ann')
  for (let sequence = from; sequence <= to; sequence++) batch.add(author, sequence, 1_000 + sequence, 'update', Buffer.from(`${doc} ${sequence}`))
  await log.append(batch).durable
}

/** What a document's records say, or the code it is refused with. */
export const read = async (log: DocumentLog, doc: string): Promise<string[] | string> => {
  const stored = await log.load(doc)
  return stored.ok ? stored.value.records.map((record) => Buffer.from(record.bytes).toString()) : stored.refusal.code
}

/** What the first records of a document say. */
export const lines = (doc: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${doc} ${n + 1}`)

/** What a killed process leaves: everything as it is, and a lock whose holder is gone. */
export const leftBehind = async (directory: string): Promise<string> => {
  const copy = await newDirectory()
  await cp(directory, copy, { recursive: true })
  await rm(join(copy, 'lock'), { force: true })
  return copy
}

/** A snapshot of a document in which nothing stands. */
export const snapshotAt = (sequence: number) => ({ sequence, at: 1, state: new Uint8Array([0, 0]), writers: [], epoch: 0, healing: false, readOnly: false })

/** The file of a document's own. */
export const fileOf = (directory: string, doc: string, kind: string): string => join(directory, 'documents', `${Buffer.from(doc).toString('hex')}.${kind}`)

/** A folder where a file should be: nobody can write there, root neither. */
export const block = async (path: string): Promise<() => Promise<void>> => {
  await rm(path, { force: true, recursive: true })
  await mkdir(path, { recursive: true })
  return () => rm(path, { recursive: true })
}

/** File names of the shared log, oldest first. */
export const segments = async (directory: string): Promise<string[]> => (await readdir(directory)).filter((name) => name.startsWith('shared-')).sort()
