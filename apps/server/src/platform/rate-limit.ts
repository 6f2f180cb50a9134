import { refuse, type Refusal } from '@unanimous/kernel'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts per key and refuses with the time after which waiting helps. */
export interface RateLimit {
  take(key: string): Promise<Refusal | undefined>
}

export const createRateLimit = (points: number, perMs: number): RateLimit => {
  const limiter = new RateLimiterMemory({ points, duration: Math.max(1, Math.round(perMs / 1000)) })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
        return undefined
      } catch (rejection) {
        if (!(rejection instanceof RateLimiterRes)) throw rejection
        return refuse('rate/too-many', 'Too many requests at once. Wait a moment and try again.', rejection.msBeforeNext).refusal
      }
    },
  }
}
