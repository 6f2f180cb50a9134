import { setImmediate as passes } from 'node:timers/promises'
import { createKeyedQueue } from '../../platform/keyed-queue.ts'

/**
 * Reads and sends what a session's pages show one after the other: otherwise a view that was read first and sent last
 * would stay on the screen.
 */
export type InTurn = <T>(session: string, work: () => Promise<T>) => Promise<T>

export const createTurns = (): InTurn => {
  const queue = createKeyedQueue()
  return (session, work) => queue.run(session, async () => {
    // The answer of the turn before goes out first: what is pushed to a page before its answer is lost on it.
    await passes()
    return work()
  })
}
