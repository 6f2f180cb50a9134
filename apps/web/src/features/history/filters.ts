import type { QueryInput } from '@unanimous/protocol'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { roundKinds } from '../../platform/words.ts'

export type Filters = Pick<QueryInput<'history'>, 'kind' | 'direction' | 'peer' | 'loop' | 'text'>
type Change = Partial<Record<keyof Filters | 'as', string>>

/** What the address asks for, and how it changes; an empty value takes a filter away. */
export interface Asked {
  readonly filters: Filters
  readonly asTable: boolean
  readonly set: (change: Change) => void
}

const readFilters = (query: URLSearchParams): Filters => {
  const kind = roundKinds.find(each => each === query.get('kind'))
  const direction = (['received', 'given'] as const).find(each => each === query.get('direction'))
  const [peer, loop, text] = ['peer', 'loop', 'text'].map(key => query.get(key) ?? '')
  return { ...(kind ? { kind } : {}), ...(direction ? { direction } : {}), ...(peer ? { peer } : {}), ...(loop ? { loop } : {}), ...(text ? { text } : {}) }
}

/** Filters stand in the address, so that a list can be kept, and coming back from a card finds it again. */
export const useAsked = (): Asked => {
  const router = useRouter()
  const search = useRouterState({ select: state => state.location.searchStr })
  const query = new URLSearchParams(search)
  const set = (change: Change) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    const text = next.toString()
    router.history.replace(text ? `/history?${text}` : '/history')
  }
  return { filters: readFilters(query), asTable: query.get('as') === 'table', set }
}

/** Numbers are about everything of a kind; what is picked out by person, loop or words is read round by round. */
export const isPickedOut = ({ peer, loop, text }: Filters): boolean => Boolean(peer ?? loop ?? text)
