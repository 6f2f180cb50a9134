import type { CommandInput, QueueView } from '@unanimous/protocol'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { Refused } from '../../platform/api.ts'
import { useRead } from '../../platform/queries.ts'
import { listen, send, useLineState } from '../../platform/server-socket.ts'

type QueueCommand = 'join-queue' | 'leave-queue' | 'accept-offer' | 'decline-offer' | 'extend-offer'

/** An answer that is still on its way was read before what was pushed, and would hide a match behind "searching". */
const showPushed = async (client: QueryClient, view: QueueView): Promise<void> => {
  await client.cancelQueries({ queryKey: ['queue', {}] })
  client.setQueryData<QueueView>(['queue', {}], view)
}

/** One's own place in the queue, live. It is the server's, so it survives a reload and is the same in every tab. */
export const useQueue = (enabled: boolean) => {
  const client = useQueryClient()
  const line = useLineState()
  const queue = useRead('queue', {}, { enabled })
  const [refusal, setRefusal] = useState<Refused>()
  const [busy, setBusy] = useState<QueueCommand>()
  useEffect(() => (enabled ? listen('queue:view', ({ view }) => void showPushed(client, view)) : undefined), [client, enabled])
  const refetch = queue.refetch
  useEffect(() => {
    // Views pushed while the line was down are gone; the newest is asked for.
    if (enabled && line === 'connected') void refetch()
  }, [enabled, line, refetch])
  const act = useCallback(async <N extends QueueCommand>(name: N, input: CommandInput<N>): Promise<void> => {
    setBusy(name)
    setRefusal(undefined)
    try {
      await send(name, input)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefusal(error)
    } finally {
      setBusy(undefined)
      await refetch()
    }
  }, [refetch])
  return { view: queue.data, read: queue, refusal, busy, act }
}

export type QueueAct = ReturnType<typeof useQueue>['act']
export type Waiting = Extract<QueueView, { state: 'waiting' }>
export type Offered = Extract<QueueView, { state: 'offered' }>
