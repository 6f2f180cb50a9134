import { described, type Log } from './log.ts'

/** Work that nobody waits for: its failure is logged, and closing waits for it. */
export interface Background {
  run(what: string, work: () => Promise<unknown>): void
  /** Resolves when nothing is under way; what is started afterwards is not done. */
  close(): Promise<void>
}

export const createBackground = (log: Log): Background => {
  const underWay = new Set<Promise<void>>()
  let closed = false
  const logged = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      log.error({ what, error: described(error) }, 'failed in the background')
    }
  }
  return {
    run(what, work) {
      if (closed) return
      const done = logged(what, work).finally(() => underWay.delete(done))
      underWay.add(done)
    },
    async close() {
      while (underWay.size > 0) await Promise.all(underWay)
      closed = true
    },
  }
}
