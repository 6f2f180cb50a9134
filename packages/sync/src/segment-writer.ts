import { type FileHandle, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { segmentName } from './segment-recovery.ts'

/** How the writer tells its owner what it can't do at the moment, and that it can again. */
export type TroubleListener = (sentence: string | undefined) => void

interface Segment {
  readonly index: number
  readonly path: string
  readonly handle: FileHandle
  readonly inode: number
  size: number
  /** Its first bytes, as many as are on the disk for certain. */
  synced: number
}

const retryMs = 200
const failedWritesBeforeMoving = 3

/**
 * The one file that all documents of the process are written to, so that a single write and a single fdatasync serve every room. Writes
 * go out in order, one at a time, to explicit positions: a failed or short write is repeated over itself. After a failed sync nothing of
 * that file is trusted again: what was not yet synced is written once more into a new segment, and cut off the old one when it is there.
 */
export class SegmentWriter {
  readonly #directory: string
  readonly #syncEveryMs: number
  readonly #onTrouble: TroubleListener
  #segment: Segment
  /** Written but not synced, in order; kept until the disk has them. */
  #unsynced: Uint8Array[] = []
  #generation = newGeneration()
  #syncing: Promise<void> | undefined
  #syncTimer: NodeJS.Timeout | undefined
  #lastSyncMs = 0
  #writing = false
  /** The write on its way into the current segment. */
  #attempt: Promise<void> | undefined
  #moving: Promise<void> | undefined
  /** Segments given up, until the disk has elsewhere what they may have lost. */
  #givenUp: Segment[] = []
  #moves: ((oldName: string, newName: string) => void)[] = []

  private constructor(directory: string, segment: Segment, syncEveryMs: number, onTrouble: TroubleListener) {
    this.#directory = directory
    this.#segment = segment
    this.#syncEveryMs = syncEveryMs
    this.#onTrouble = onTrouble
  }

  /** Opens a new segment behind the newest of the directory. */
  static async open(directory: string, index: number, syncEveryMs: number, onTrouble: TroubleListener): Promise<SegmentWriter> {
    return new SegmentWriter(directory, await createSegment(directory, index), syncEveryMs, onTrouble)
  }

  /** File name of the segment that is written at the moment. */
  get name(): string {
    return segmentName(this.#segment.index)
  }

  /** Bytes in the current segment. */
  get size(): number {
    return this.#segment.size
  }

  /** Called when a segment had to be given up for a new one. */
  onMove(listener: (oldName: string, newName: string) => void): void {
    this.#moves.push(listener)
  }

  /** Writes bytes; settles when the operating system has them. Calls must not overlap. `durable` is resolved by the sync after that. */
  async write(bytes: Uint8Array): Promise<{ readonly durable: Promise<void> }> {
    // A real copy: `slice` of a Buffer is a view, and the caller fills its batch anew.
    const kept = new Uint8Array(bytes)
    this.#writing = true
    for (let failures = 0; ;) {
      // A move waits for the write under way and the next write for the move: bytes land in the segment that counts them.
      while (this.#moving !== undefined) await this.#moving.catch(ignore)
      try {
        this.#attempt = writeFully(this.#segment, kept)
        await this.#attempt
        break
      } catch (error) {
        this.#onTrouble(`Documents can't be written: ${messageOf(error)}`)
        await pause(retryMs)
        if (++failures % failedWritesBeforeMoving === 0) await this.#move().catch(ignore)
      }
    }
    this.#writing = false
    this.#segment.size += kept.length
    this.#unsynced.push(kept)
    // Taken first: a sync that starts right away covers these bytes and begins the next generation.
    const durable = this.#generation.promise
    this.#scheduleSync()
    return { durable }
  }

  /** Syncs what is written so far. */
  async flush(): Promise<void> {
    while (this.#unsynced.length > 0 || this.#syncing !== undefined) await (this.#syncing ?? this.#startSync())
  }

  /** Starts a new segment; the old one stays as it is, synced. Calls must not overlap with writes. */
  async rotate(): Promise<void> {
    await this.flush()
    while (this.#moving !== undefined) await this.#moving.catch(ignore)
    await this.#change(async () => {
      const old = this.#segment
      this.#segment = await createSegment(this.#directory, old.index + 1)
      await old.handle.close().catch(ignore)
    })
  }

  /** Whether the current segment is still the file its name says: a deleted or renamed file would take writes into nothing. */
  async isInPlace(): Promise<boolean> {
    const { inode, path } = this.#segment
    return stat(path).then((found) => found.ino === inode, () => false)
  }

  /** Gives the current segment up for a new one, taking along what was not yet synced. False when a write is under way: ask again. */
  async abandon(): Promise<boolean> {
    if (this.#writing) return false
    await this.#move()
    return true
  }

  /** Syncs and closes. */
  async close(): Promise<void> {
    await this.flush()
    clearTimeout(this.#syncTimer)
    for (const { handle } of this.#givenUp) await handle.close().catch(ignore)
    await this.#segment.handle.close()
  }

  #move(): Promise<void> {
    return this.#moving ?? this.#change(() => this.#moveOnce())
  }

  #change(job: () => Promise<void>): Promise<void> {
    this.#moving = job().finally(() => {
      this.#moving = undefined
    })
    return this.#moving
  }

  async #moveOnce(): Promise<void> {
    await this.#attempt?.catch(ignore)
    const old = this.#segment
    // A sync of the old segment that still succeeds takes from the list meanwhile.
    const carried = [...this.#unsynced]
    const next = await createSegment(this.#directory, old.index + 1)
    try {
      for (const bytes of carried) {
        await writeFully(next, bytes)
        next.size += bytes.length
      }
    } catch (error) {
      await next.handle.close().catch(ignore)
      throw error
    }
    this.#segment = next
    this.#givenUp.push(old)
    for (const listener of this.#moves) listener(segmentName(old.index), segmentName(next.index))
  }

  #scheduleSync(): void {
    if (this.#syncTimer !== undefined || this.#syncing !== undefined) return
    const waitMs = this.#lastSyncMs + this.#syncEveryMs - performance.now()
    if (waitMs <= 0) void this.#startSync()
    else {
      this.#syncTimer = setTimeout(() => {
        this.#syncTimer = undefined
        void this.#startSync()
      }, waitMs)
    }
  }

  #startSync(): Promise<void> {
    clearTimeout(this.#syncTimer)
    this.#syncTimer = undefined
    this.#syncing = this.#sync().finally(() => {
      this.#syncing = undefined
      if (this.#unsynced.length > 0) this.#scheduleSync()
    })
    return this.#syncing
  }

  async #sync(): Promise<void> {
    const generation = this.#generation
    this.#generation = newGeneration()
    this.#lastSyncMs = performance.now()
    const count = this.#unsynced.length
    let replaced = 0
    for (;;) {
      const segment = this.#segment
      const { size } = segment
      replaced = this.#givenUp.length
      try {
        await segment.handle.datasync()
        segment.synced = size
        break
      } catch (error) {
        // The kernel may have dropped the dirty pages and will report the next sync as fine: this file can't be believed any more.
        this.#onTrouble(`Documents can't be put on the disk: ${messageOf(error)}`)
        do {
          await pause(retryMs)
          if (this.#segment === segment) await this.#move().catch(ignore)
        } while (this.#segment === segment)
      }
    }
    this.#unsynced.splice(0, count)
    generation.resolve()
    for (const { handle, synced } of this.#givenUp.splice(0, replaced)) {
      // The next start reads it again, and must not take for damage what the disk dropped of its end.
      await handle.truncate(synced).catch(ignore)
      await handle.close().catch(ignore)
    }
  }
}

/** A promise shared by everything that one sync will cover. */
const newGeneration = (): { readonly promise: Promise<void>; readonly resolve: () => void } => {
  let resolve: () => void = ignore
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

const createSegment = async (directory: string, index: number): Promise<Segment> => {
  const path = join(directory, segmentName(index))
  // 'w+' and not 'wx': a move that failed half-way leaves a file of this name, whose content is a copy of what is about to be written.
  const handle = await open(path, 'w', 0o600)
  try {
    const { ino } = await handle.stat()
    const folder = await open(directory, 'r')
    await folder.sync().finally(() => folder.close())
    return { index, path, handle, inode: ino, size: 0, synced: 0 }
  } catch (error) {
    await handle.close().catch(ignore)
    throw error
  }
}

const writeFully = async (segment: Segment, bytes: Uint8Array): Promise<void> => {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await segment.handle.write(bytes, done, bytes.length - done, segment.size + done)
    if (bytesWritten === 0) throw new Error('nothing was written')
    done += bytesWritten
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
function ignore(): void {}
