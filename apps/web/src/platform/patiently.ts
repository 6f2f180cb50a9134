import { Refused } from './api.ts'

const MOST_TRIES = 4

/** Does a work that is safe to repeat; where the server says "not so fast" it waits for as long as the server asks, so that nobody has to press twice. */
export const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'rate/too-many' || error.retryAfterMs === undefined || tries === MOST_TRIES) throw error
      const { retryAfterMs } = error
      await new Promise(over => setTimeout(over, retryAfterMs))
    }
  }
}
