import type { QueryOutput } from '@unanimous/protocol'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { read, type Refused } from '../../platform/api.ts'
import type { Filters } from './filters.ts'

type Page = QueryOutput<'history'>

/** History page by page, newest first. What stood there stays until the answer to another question is in. */
export const useHistoryPages = (filters: Filters) => useInfiniteQuery<Page, Refused, Page, readonly unknown[], string | undefined>({
  queryKey: ['history', filters, 'pages'],
  queryFn: ({ signal, pageParam }) => read('history', { ...filters, ...(pageParam === undefined ? {} : { after: pageParam }) }, signal),
  initialPageParam: undefined,
  getNextPageParam: page => page.next ?? undefined,
  select: ({ pages }) => ({ rows: pages.flatMap(page => page.rows), next: pages.at(-1)?.next ?? null, peers: pages[0]?.peers ?? [], loops: pages[0]?.loops ?? [] }),
  placeholderData: keepPreviousData,
})
