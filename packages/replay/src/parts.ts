import { applyChanges } from './apply.ts'
import { ByteReader, ByteWriter, pack, unpack } from './bytes.ts'
import type { Patch } from './json.ts'
import { longTextsIn, withoutKnown, type KnownTexts, type TextRef } from './long-texts.ts'
import { nothingWritten, type Change, type Shared, type Tape } from './tape.ts'

/** Changes in one part: few enough that a seek inside it is instant, many enough that its keyframe costs little. */
export const changesPerPart = 2_048
const format = 2

/**
 * A stretch of a tape as it is stored: a keyframe, the columns of its changes, packed with a checksum. Each part is read by itself,
 * so that a damaged one costs its own minutes and nothing else.
 */
export interface StoredPart {
  readonly part: number
  /** Round time of its first and its last change. */
  readonly fromMs: number
  readonly toMs: number
  readonly changes: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A part as it is read: long texts of its keyframe stand in the part that they were written in, and `refs` says where. */
export interface Part {
  readonly start: Shared
  readonly refs: readonly TextRef[]
  readonly changes: readonly Change[]
}

const isMap = 1
const joinsBit = 2

const column = (out: ByteWriter, changes: readonly Change[], write: (change: Change) => void): void => changes.forEach(write)

const writeColumns = (out: ByteWriter, changes: readonly Change[], fromMs: number): void => {
  const names = [...new Set(changes.map(({ target }) => target))]
  const keys = [...new Set(changes.flatMap((change) => (change.kind === 'map' ? [change.key] : [])))]
  const places = new Map(names.map((name, place) => [name, place]))
  const keyPlaces = new Map(keys.map((key, place) => [key, place]))
  out.text(JSON.stringify({ names, keys }))
  let last = fromMs
  column(out, changes, ({ atMs }) => {
    out.number(atMs - last)
    last = atMs
  })
  column(out, changes, ({ kind, joins, by }) => out.number((kind === 'map' ? isMap : 0) + (joins ? joinsBit : 0) + (by + 1) * 4))
  column(out, changes, ({ target }) => out.number(places.get(target) ?? 0))
  // A text is mostly written on where it was written last.
  const ends = new Map<string, number>()
  column(out, changes, (change) => {
    if (change.kind === 'map') return out.number(keyPlaces.get(change.key) ?? 0)
    out.signed(change.at - (ends.get(change.target) ?? 0))
    ends.set(change.target, change.at + change.inserted.length)
  })
  column(out, changes, (change) => { if (change.kind === 'text') out.number(change.removed) })
  const words = changes.map((change) => (change.kind === 'text' ? change.inserted : change.patch === null ? '' : JSON.stringify(change.patch)))
  words.forEach((word) => out.number(word.length))
  out.text(words.join(''))
}

const readColumns = (from: ByteReader, count: number, fromMs: number): Change[] => {
  const { names, keys } = JSON.parse(from.text()) as { names: string[]; keys: string[] }
  const times: number[] = []
  let last = fromMs
  for (let index = 0; index < count; index++) times.push(last += from.number())
  const flags = times.map(() => from.number())
  const targets = times.map(() => names[from.number()] ?? '')
  const ends = new Map<string, number>()
  const places = flags.map((flag) => ((flag & isMap) !== 0 ? from.number() : from.signed()))
  const removed = flags.map((flag) => ((flag & isMap) !== 0 ? 0 : from.number()))
  const lengths = times.map(() => from.number())
  const words = from.text()
  let read = 0
  return times.map((atMs, index): Change => {
    const flag = flags[index] ?? 0
    const target = targets[index] ?? ''
    const frame = { atMs, by: Math.floor(flag / 4) - 1, joins: (flag & joinsBit) !== 0, target }
    const word = words.slice(read, read += lengths[index] ?? 0)
    const place = places[index] ?? 0
    if ((flag & isMap) !== 0) return { ...frame, kind: 'map', key: keys[place] ?? '', patch: word === '' ? null : JSON.parse(word) as Patch }
    const at = (ends.get(target) ?? 0) + place
    ends.set(target, at + word.length)
    return { ...frame, kind: 'text', at, removed: removed[index] ?? 0, inserted: word }
  })
}

/** Writes a part down. */
const storePart = async (part: number, start: Shared, changes: readonly Change[], known: KnownTexts): Promise<StoredPart> => {
  const keyframe = withoutKnown(start, known)
  const fromMs = changes[0]?.atMs ?? 0
  const out = new ByteWriter()
  out.number(format)
  out.text(JSON.stringify(keyframe.shared))
  out.text(JSON.stringify(keyframe.refs))
  out.number(changes.length)
  out.number(fromMs)
  writeColumns(out, changes, fromMs)
  return { part, fromMs, toMs: changes.at(-1)?.atMs ?? 0, changes: changes.length, bytes: await pack(out.done()) }
}

/** A tape as it is stored, part by part. An edit is never cut in two. */
export const storeTape = async ({ changes }: Pick<Tape, 'changes'>, perPart = changesPerPart): Promise<StoredPart[]> => {
  const parts: StoredPart[] = []
  const known = new Map<string, readonly [part: number, place: number]>()
  let start = nothingWritten
  let from = 0
  while (from < changes.length) {
    let to = Math.min(from + perPart, changes.length)
    while (changes[to]?.joins === true) to++
    const taken = changes.slice(from, to)
    parts.push(await storePart(parts.length, start, taken, known))
    for (const [place, text] of longTextsIn(taken).entries()) if (!known.has(text)) known.set(text, [parts.length - 1, place])
    start = applyChanges(start, changes, from, to)
    from = to
  }
  return parts
}

/** Reads a stored part; throws when it is damaged. */
export const readPart = async (bytes: Uint8Array<ArrayBuffer>): Promise<Part> => {
  const from = new ByteReader(await unpack(bytes))
  if (from.number() !== format) throw new Error('an unknown format')
  const start = JSON.parse(from.text()) as Shared
  const refs = JSON.parse(from.text()) as TextRef[]
  const count = from.number()
  return { start, refs, changes: readColumns(from, count, from.number()) }
}
