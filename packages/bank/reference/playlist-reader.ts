export type Segment = readonly [address: string, from: number, ms: number]

export interface Variant {
  readonly name: string
  readonly kbps: number
  readonly segments: readonly Segment[]
}

/** The variants, or the number of the first line that breaks a rule. */
export type Playlist = { readonly variants: readonly Variant[] } | { readonly wrong: number }

type Attributes = ReadonlyMap<string, string | number>

/** A variant to which segments are still added. */
interface Growing {
  readonly name: string
  readonly kbps: number
  readonly segments: Segment[]
  length: number
}

const ATTRIBUTE = /([a-z-]+)=(?:([0-9]{1,9})|"([^"]*)")(,|$)/y

/** What may come next depends only on whether there is a variant and whether an address is due. */
class Reader {
  readonly #variants: Growing[] = []
  #dueMs: number | undefined

  get variants(): Variant[] {
    return this.#variants.map(({ name, kbps, segments }) => ({ name, kbps, segments }))
  }

  mayEnd(): boolean {
    return this.#dueMs === undefined
  }

  /** False for a line that breaks a rule here. */
  take(line: string): boolean {
    if (this.#dueMs !== undefined) return this.#takeAddress(line, this.#dueMs)
    const word = line.split(' ', 1)[0] ?? ''
    const attributes = line.slice(word.length + 1)
    if (word === '#VARIANT') return this.#takeVariant(attributesOf(attributes))
    if (word === '#SEGMENT') return this.#takeSegment(attributesOf(attributes))
    return word.startsWith('#') && word !== '#LIST' && word !== '#END'
  }

  #takeVariant(attributes: Attributes | undefined): boolean {
    const [name, kbps] = [attributes?.get('name'), attributes?.get('kbps')]
    if (typeof name !== 'string' || typeof kbps !== 'number') return false
    this.#variants.push({ name, kbps, segments: [], length: 0 })
    return true
  }

  #takeSegment(attributes: Attributes | undefined): boolean {
    const ms = attributes?.get('ms')
    if (typeof ms !== 'number' || this.#variants.length === 0) return false
    this.#dueMs = ms
    return true
  }

  #takeAddress(line: string, ms: number): boolean {
    const variant = this.#variants.at(-1)
    if (variant === undefined || line === '' || line.startsWith('#')) return false
    variant.segments.push([line, variant.length, ms])
    variant.length += ms
    this.#dueMs = undefined
    return true
  }
}

export function readPlaylist(lines: readonly string[]): Playlist {
  const reader = new Reader()
  if (lines[0] !== '#LIST') return { wrong: 1 }
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue
    if (line === '#END' && reader.mayEnd()) return index === lines.length - 1 ? { variants: reader.variants } : { wrong: index + 2 }
    if (!reader.take(line)) return { wrong: index + 1 }
  }
  return { wrong: lines.length + 1 }
}

/** Undefined when the text has another form, or a key twice. */
function attributesOf(text: string): Attributes | undefined {
  const attributes = new Map<string, string | number>()
  for (ATTRIBUTE.lastIndex = 0; ; ) {
    const [, key, digits, quoted = '', next] = ATTRIBUTE.exec(text) ?? []
    if (key === undefined || attributes.has(key)) return undefined
    attributes.set(key, digits === undefined ? quoted : Number(digits))
    if (next === '') return attributes
  }
}

export const solve = ({ lines }: { readonly lines: readonly string[] }): Playlist => readPlaylist(lines)
