/*
 * A recording is one file of frames, appended one by one: so a browser that dies loses at most the frame it was writing, and a frame
 * that went bad is left out by itself. A frame: the four letters UNRC, its kind, its length, a checksum, the server's time when its
 * sound ended, and its bytes. The first frame says what the recording is, the second repeats the head of the sound, without which
 * nothing of it could be played; the last one says that it was ended on purpose.
 */

export type FrameKind = 'about' | 'head' | 'sound' | 'end'

const KINDS: readonly FrameKind[] = ['about', 'head', 'sound', 'end']
const MAGIC = [0x55, 0x4e, 0x52, 0x43] as const
const HEADER_BYTES = 24
/** More than ten seconds of the best picture; a length beyond it is no length. */
const MOST_BYTES = 64 * 1024 * 1024
const SEARCH_BYTES = 64 * 1024

/** What a recording is of. Times are the server's. */
export interface About {
  readonly recording: string
  readonly session: string
  readonly peer: string
  readonly startedAt: number
  readonly type: string
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

const checksum = (bytes: Uint8Array): number => {
  let value = 0xffffffff
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}

/** One frame as it is appended to the file. */
export const frameOf = (kind: FrameKind, bytes: Uint8Array, at: number): Uint8Array => {
  const frame = new Uint8Array(HEADER_BYTES + bytes.length)
  frame.set(MAGIC)
  frame[4] = KINDS.indexOf(kind)
  const view = new DataView(frame.buffer)
  view.setUint32(8, bytes.length)
  view.setUint32(12, checksum(bytes))
  view.setFloat64(16, at)
  frame.set(bytes, HEADER_BYTES)
  return frame
}

interface Header {
  readonly kind: FrameKind
  readonly length: number
  readonly checksum: number
  readonly at: number
}

const bytesOf = async (file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.slice(from, to).arrayBuffer())

const isMagic = (bytes: Uint8Array, at: number): boolean => MAGIC.every((letter, index) => bytes[at + index] === letter)

const headerAt = async (file: Blob, from: number): Promise<Header | undefined> => {
  const bytes = await bytesOf(file, from, from + HEADER_BYTES)
  const kind = KINDS[bytes[4] ?? 255]
  if (bytes.length < HEADER_BYTES || !isMagic(bytes, 0) || kind === undefined) return undefined
  const view = new DataView(bytes.buffer)
  const length = view.getUint32(8)
  return length > MOST_BYTES ? undefined : { kind, length, checksum: view.getUint32(12), at: view.getFloat64(16) }
}

/** Where the next frame may begin, when what stands here is none. */
const nextMagic = async (file: Blob, from: number): Promise<number> => {
  for (let at = from; at < file.size; at += SEARCH_BYTES) {
    const bytes = await bytesOf(file, at, at + SEARCH_BYTES + MAGIC.length)
    for (let index = 0; index + MAGIC.length <= bytes.length; index++) if (isMagic(bytes, index)) return at + index
  }
  return file.size
}

interface Frame {
  readonly kind: FrameKind
  readonly at: number
  readonly bytes: Blob
}

/** Every frame that is whole, in order, with a gap where something is not. */
const readFrames = async (file: Blob): Promise<readonly (Frame | 'gap')[]> => {
  const frames: (Frame | 'gap')[] = []
  for (let from = 0; from < file.size;) {
    const header = await headerAt(file, from)
    const begin = from + HEADER_BYTES
    const end = begin + (header?.length ?? 0)
    if (header && end <= file.size && checksum(await bytesOf(file, begin, end)) === header.checksum) {
      frames.push({ kind: header.kind, at: header.at, bytes: file.slice(begin, end) })
      from = end
      continue
    }
    if (frames.at(-1) !== 'gap') frames.push('gap')
    from = await nextMagic(file, from + 1)
  }
  return frames
}

/** A stretch of a recording that could not be read, in milliseconds from its start. The last one may have no end. */
export interface Lost {
  readonly fromMs: number
  readonly toMs: number | undefined
}

/** A recording as it can be played: what is whole of it, and which parts are not. */
export interface ReadRecording {
  readonly about: About | undefined
  readonly sound: Blob
  readonly lengthMs: number
  readonly lost: readonly Lost[]
  /** False where it broke off: the browser or its machine went away. */
  readonly wasEnded: boolean
}

const isAbout = (value: unknown): value is About =>
  typeof value === 'object' && value !== null && 'recording' in value && 'startedAt' in value && typeof value.startedAt === 'number' && 'type' in value

const aboutIn = async (frames: readonly Frame[]): Promise<About | undefined> => {
  const frame = frames.find(each => each.kind === 'about')
  const value: unknown = frame === undefined ? undefined : JSON.parse(await frame.bytes.text())
  return isAbout(value) ? value : undefined
}

/** Where something is missing between what was heard before and after it. A broken end of what was not ended is no loss: it was never finished. */
const lostIn = (frames: readonly (Frame | 'gap')[], startedAt: number): readonly Lost[] => {
  let heardToMs = 0
  let fromMs: number | undefined
  const lost: Lost[] = []
  for (const frame of frames) {
    if (frame === 'gap') fromMs ??= heardToMs
    else if (frame.kind === 'sound' || frame.kind === 'end') {
      const toMs = Math.max(0, frame.at - startedAt)
      // A frame of sound holds about the second before it.
      if (fromMs !== undefined) lost.push({ fromMs, toMs: frame.kind === 'sound' ? Math.max(fromMs, toMs - 1_000) : toMs })
      fromMs = undefined
      heardToMs = toMs
    }
  }
  return lost
}

/** Reads a recording, leaving out what is broken. */
export const readRecording = async (file: Blob): Promise<ReadRecording> => {
  const all = await readFrames(file)
  const frames = all.filter(frame => frame !== 'gap')
  const about = await aboutIn(frames)
  const sound = frames.filter(each => each.kind === 'sound')
  const head = frames.find(each => each.kind === 'head')
  // The first frame of sound begins with the head itself; without it, the copy stands in.
  const firstAt = all.findIndex(each => each !== 'gap' && each.kind === 'sound')
  const beginsWhole = !all.slice(0, Math.max(0, firstAt)).includes('gap')
  const parts = [...(beginsWhole || !head ? [] : [head.bytes]), ...sound.map(each => each.bytes)]
  const startedAt = about?.startedAt ?? sound[0]?.at ?? 0
  return {
    about,
    sound: new Blob(parts, { type: about?.type ?? 'audio/webm' }),
    lengthMs: Math.max(0, (sound.at(-1)?.at ?? startedAt) - startedAt),
    lost: lostIn(all, startedAt),
    wasEnded: frames.some(each => each.kind === 'end'),
  }
}

const CLUSTER = [0x1f, 0x43, 0xb6, 0x75] as const

/** The head of a WebM file: all before its first cluster. Empty where there is none, as in other formats. */
export const headOf = (bytes: Uint8Array): Uint8Array => {
  const at = bytes.findIndex((_, index) => CLUSTER.every((byte, offset) => bytes[index + offset] === byte))
  return bytes.slice(0, Math.max(0, at))
}
