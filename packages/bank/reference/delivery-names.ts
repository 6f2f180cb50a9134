export type Delivery = readonly [show: string | null, season: number | null, reel: number | null, language: string | null]

export interface DeliveryQuestion {
  readonly names: readonly string[]
  readonly shows: readonly string[]
  /** What may be written for a language, and its code. */
  readonly languages: Readonly<Record<string, string>>
}

/** A piece that was used up is empty, which no phrase contains. */
type Pieces = readonly string[]

interface Found {
  /** Null when there is none, or when there are two. */
  readonly value: string | null
  readonly used: ReadonlySet<number>
}

const piecesOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+|[0-9]+/gu) ?? []

/** Looks phrases up by their pieces, so that a name costs its own length and not that of the list. */
class Phrases {
  readonly #values = new Map<string, string>()
  readonly #longest: number

  constructor(phrases: readonly (readonly [phrase: string, value: string])[]) {
    for (const [phrase, value] of phrases) this.#values.set(piecesOf(phrase).join(' '), value)
    this.#longest = Math.max(0, ...phrases.map(([phrase]) => piecesOf(phrase).length))
  }

  find(pieces: Pieces): Found {
    for (let length = Math.min(this.#longest, pieces.length); length > 0; length--) {
      const firsts = this.#firstsOf(pieces, length)
      if (firsts.size === 0) continue
      const used = [...firsts.values()].flatMap(first => Array.from({ length }, (_, index) => first + index))
      return { value: only(firsts.keys()), used: new Set(used) }
    }
    return { value: null, used: new Set() }
  }

  /** Where each value of that many pieces first stands. */
  #firstsOf(pieces: Pieces, length: number): Map<string, number> {
    const firsts = new Map<string, number>()
    for (let at = 0; at + length <= pieces.length; at++) {
      const value = this.#values.get(pieces.slice(at, at + length).join(' '))
      if (value !== undefined && !firsts.has(value)) firsts.set(value, at)
    }
    return firsts
  }
}

function only<T>(values: Iterable<T>): T | null {
  const [first = null, ...others] = new Set(values)
  return others.length === 0 ? first : null
}

/** The number behind one of the marks. */
const numberBehind = (pieces: Pieces, ...marks: readonly string[]): number | null =>
  only(pieces.flatMap((piece, index) => (index > 0 && /^[0-9]{1,3}$/.test(piece) && marks.includes(pieces[index - 1] ?? '') ? [Number(piece)] : [])))

export function readNames({ names, shows, languages }: DeliveryQuestion): Delivery[] {
  const [byShow, byLanguage] = [new Phrases(shows.map(show => [show, show])), new Phrases(Object.entries(languages))]
  return names.map(name => {
    const pieces = piecesOf(name.replace(/\.[^.]*$/, ''))
    const show = byShow.find(pieces)
    const left = pieces.map((piece, index) => (show.used.has(index) ? '' : piece))
    return [show.value, numberBehind(left, 's', 'season'), numberBehind(left, 'r', 'reel'), byLanguage.find(left).value]
  })
}

export const solve = readNames
