import type { QueryInput, QueryName, QueryOutput } from '@unanimous/protocol'
import { QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { read, Refused } from './api.ts'
import { listen } from './server-socket.ts'

/** A refusal is an answer and is not asked for again, but for "not so fast"; an unreachable server is. */
const mayPass = (error: Error): error is Refused => error instanceof Refused && (error.code === 'network/unreachable' || error.code === 'rate/too-many')

/** One cache for all pages. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 3 && mayPass(error),
      retryDelay: (failures, error) => (error instanceof Refused ? error.retryAfterMs : undefined) ?? 1_000 * 2 ** failures,
    },
  },
})

interface ReadOptions<N extends QueryName> {
  readonly enabled?: boolean
  /** After how long to ask again, for an answer that is not the last one. */
  readonly askAgainMs?: (answer: QueryOutput<N>) => number | undefined
}

/** Reads a query for a page and keeps it fresh. */
export const useRead = <N extends QueryName>(name: N, input: QueryInput<N>, { askAgainMs, ...options }: ReadOptions<N> = {}): UseQueryResult<QueryOutput<N>, Refused> =>
  useQuery<QueryOutput<N>, Refused>({
    queryKey: [name, input], queryFn: ({ signal }) => read(name, input, signal), ...options,
    ...(askAgainMs && { refetchInterval: query => (query.state.data === undefined ? false : askAgainMs(query.state.data) ?? false) }),
  })

/** Makes queries ask again, after something they show has changed. */
export const useForget = () => {
  const client = useQueryClient()
  return useCallback((...names: QueryName[]) => Promise.all(names.map(name => client.invalidateQueries({ queryKey: [name] }))), [client])
}

/** Reads again whenever the server says that something on the home page changed. */
export const useHomeChanges = (): void => {
  const forget = useForget()
  useEffect(() => listen('home:changed', () => void forget('home', 'history', 'metrics', 'loops', 'loop', 'loop-debrief', 'debrief', 'plan')), [forget])
}
