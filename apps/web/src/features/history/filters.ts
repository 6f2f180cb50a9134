import type { QueryInput } from '@unanimous/protocol'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { roundKinds } from '../../platform/words.ts'

export type Filters = QueryInput<'history'>

/** Filters stand in the address, so that a list can be kept, and coming back from a card finds it again. */
export const useFilters = (): readonly [filters: Filters, set: (change: Partial<Record<keyof Filters, string>>) => void] => {
  const router = useRouter()
  const search = useRouterState({ select: state => state.location.searchStr })
  const query = new URLSearchParams(search)
  const kind = roundKinds.find(each => each === query.get('kind'))
  const direction = (['received', 'given'] as const).find(each => each === query.get('direction'))
  const peer = query.get('peer')
  const set = (change: Partial<Record<keyof Filters, string>>) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    const text = next.toString()
    router.history.replace(text ? `/history?${text}` : '/history')
  }
  return [{ ...(kind ? { kind } : {}), ...(direction ? { direction } : {}), ...(peer ? { peer } : {}) }, set]
}
