import type { LibraryRow } from '@unanimous/protocol'
import { useRouter, useRouterState } from '@tanstack/react-router'

/** What of the library is looked for; an empty value leaves it open. */
export interface Filters {
  readonly text: string
  readonly kind: string
  readonly pattern: string
  readonly team: string
  /** `met` or `new`, as the viewer has it. */
  readonly met: string
}

const keys = ['text', 'kind', 'pattern', 'team', 'met'] as const satisfies readonly (keyof Filters)[]

/** Filters stand in the address, so that coming back from a pack finds the list as it was. */
export const useFilters = (): readonly [filters: Filters, set: (change: Partial<Filters>) => void] => {
  const router = useRouter()
  const search = useRouterState({ select: state => state.location.searchStr })
  const query = new URLSearchParams(search)
  const [text = '', kind = '', pattern = '', team = '', met = ''] = keys.map(key => query.get(key) ?? '')
  const set = (change: Partial<Filters>) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    const asked = next.toString()
    router.history.replace(asked ? `/library?${asked}` : '/library')
  }
  return [{ text, kind, pattern, team, met }, set]
}

/** The names under which a pack is found besides its title. */
export type NamesOf = (row: LibraryRow) => readonly string[]

/** The packs that every filter leaves, found by every word that was typed. */
export const filtered = (rows: readonly LibraryRow[], { text, kind, pattern, team, met }: Filters, namesOf: NamesOf): readonly LibraryRow[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(row => {
    const fits = (kind === '' || row.kind === kind) && (pattern === '' || row.pattern === pattern) && (team === '' || row.teams.some(each => each === team))
    const known = met === '' || (met === 'met') === row.met.length > 0
    const all = [row.title, ...namesOf(row)].join(' ').toLowerCase()
    return fits && known && words.every(word => all.includes(word))
  })
}
