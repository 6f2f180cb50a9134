/** Runs the work of one key one at a time, in order of arrival; keys do not wait for each other. */
export interface KeyedQueue {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Resolves when everything queued so far has been done. */
  idle(): Promise<void>
}

export const createKeyedQueue = (): KeyedQueue => {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve()
      const done = before.then(work, work)
      const tail = done.catch(() => undefined).finally(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
      tails.set(key, tail)
      return done
    },
    async idle() {
      await Promise.all(tails.values())
    },
  }
}
