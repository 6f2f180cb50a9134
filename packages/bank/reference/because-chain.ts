export interface Explanation {
  readonly genres: Readonly<Record<string, string>>
  readonly reasons: readonly (readonly [from: string, to: string])[]
  readonly watched: readonly string[]
  readonly suggested: string
}

/** A title together with the genres used to get there; `via` is the title before it. */
interface Place {
  readonly title: string
  readonly used: number
  readonly via: Place | null
}

/** Breadth first over title and genres. Everything is followed in order of the alphabet, so chains of one length are found in it. */
export function solve({ genres, reasons, watched, suggested }: Explanation): string[] | null {
  const bits = bitOfEachGenre(genres)
  const bitOf = (title: string): number => bits.get(genres[title] ?? '') ?? 0
  const leads = leadsTo(reasons)
  const seen = new Set<string>()
  const queue: Place[] = []
  const arrive = (title: string, used: number, via: Place | null): void => {
    const now = used | bitOf(title)
    const key = `${now} ${title}`
    if ((used & bitOf(title)) !== 0 || seen.has(key)) return
    seen.add(key)
    queue.push({ title, used: now, via })
  }
  for (const title of [...new Set(watched)].sort()) arrive(title, 0, null)
  for (let first = 0; first < queue.length; first++) {
    const place = queue[first]!
    if (place.title === suggested) return chainTo(place)
    for (const next of leads.get(place.title) ?? []) arrive(next, place.used, place)
  }
  return null
}

const bitOfEachGenre = (genres: Readonly<Record<string, string>>): Map<string, number> =>
  new Map([...new Set(Object.values(genres))].map((genre, index) => [genre, 1 << index]))

function leadsTo(reasons: Explanation['reasons']): Map<string, string[]> {
  const leads = new Map<string, string[]>()
  for (const [from, to] of reasons) {
    const others = leads.get(from)
    if (others === undefined) leads.set(from, [to])
    else others.push(to)
  }
  for (const others of leads.values()) others.sort()
  return leads
}

function chainTo(place: Place): string[] {
  const chain: string[] = []
  for (let each: Place | null = place; each !== null; each = each.via) chain.push(each.title)
  return chain.reverse()
}
