import { ownFiles } from '../../platform/own-files.ts'
import { readRecording, type ReadRecording } from './frames.ts'

/** A recording that lies in this browser. */
export interface KeptRecording extends ReadRecording {
  readonly name: string
  readonly bytes: number
}

const readOne = async (name: string, handle: FileSystemFileHandle): Promise<KeptRecording> => {
  const file = await handle.getFile()
  return { name, bytes: file.size, ...await readRecording(file) }
}

/** All recordings of a person in this browser, the newest first. Empty where the browser keeps no files. */
export const keptRecordings = async (person: string): Promise<readonly KeptRecording[]> => {
  if (!('storage' in navigator) || typeof navigator.storage.getDirectory !== 'function') return []
  const folder = await ownFiles(person) as FileSystemDirectoryHandle & { entries(): AsyncIterable<[string, FileSystemHandle]> }
  const found: KeptRecording[] = []
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === 'file' && name.endsWith('.unrc')) found.push(await readOne(name, handle as FileSystemFileHandle))
  }
  return found.toSorted((left, right) => (right.about?.startedAt ?? 0) - (left.about?.startedAt ?? 0))
}

/** Removes one for good. */
export const removeRecording = async (person: string, name: string): Promise<void> => (await ownFiles(person)).removeEntry(name)
