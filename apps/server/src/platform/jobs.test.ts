import { type Instant, instant, minutes } from '@unanimous/kernel'
import { type TestStorage, engines, isMissing, openTestStorage } from '@unanimous/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Jobs, createJobs } from './jobs.ts'

const quiet = { error: () => {}, warn: () => {} }

for (const engine of engines) {
  describe.skipIf(engine === 'postgres' && isMissing('postgresql'))(`jobs on the ${engine} engine`, () => {
    let storage: TestStorage
    let jobs: Jobs
    let now: number
    const done: string[] = []
    const clock = { now: (): Instant => instant(now) }
    const remind = async (data: unknown, key: string): Promise<void> => void done.push(`${key} ${JSON.stringify(data)}`)
    // Nobody polls by itself within a test: what is due is asked for.
    const create = (): Jobs => createJobs({ url: storage.url, clock, log: quiet, pollSeconds: 3_600 })

    beforeAll(async () => {
      storage = await openTestStorage({ engine })
      now = Date.now()
      jobs = create()
      jobs.register('remind', remind)
      await jobs.start()
    })
    afterAll(async () => {
      await jobs.stop()
      await storage.close()
    })
    beforeEach(() => void done.splice(0))

    const turn = (by: number): Promise<void> => {
      now += by
      return jobs.catchUp()
    }

    it('does a job when its instant has come and not before', async () => {
      await jobs.at('remind', 'ada', instant(now + minutes(60)), { text: 'hello' })
      await turn(minutes(59))
      expect(done).toEqual([])
      await turn(minutes(1))
      expect(done).toEqual(['ada {"text":"hello"}'])
      await turn(minutes(1))
      expect(done).toHaveLength(1)
    })

    it('does what is due already at the next look', async () => {
      await jobs.at('remind', 'late', instant(now - 1))
      await turn(0)
      expect(done).toEqual(['late {}'])
    })

    it('keeps one job for a key: asking again moves it', async () => {
      await jobs.at('remind', 'ada', instant(now + minutes(1)), { n: 1 })
      await jobs.at('remind', 'ada', instant(now + minutes(10)), { n: 2 })
      await jobs.at('remind', 'bob', instant(now + minutes(10)), { n: 3 })
      await turn(minutes(2))
      expect(done).toEqual([])
      await turn(minutes(9))
      expect(done.sort()).toEqual(['ada {"n":2}', 'bob {"n":3}'])
    })

    it('keeps one job for a key when several ask at once', async () => {
      await Promise.all(Array.from({ length: 8 }, () => jobs.at('remind', 'ada', instant(now + minutes(1)))))
      await turn(minutes(2))
      expect(done).toEqual(['ada {}'])
    })

    it('forgets a cancelled job', async () => {
      await jobs.at('remind', 'ada', instant(now + minutes(1)))
      await jobs.cancel('remind', 'ada')
      await jobs.cancel('remind', 'nobody')
      await turn(minutes(2))
      expect(done).toEqual([])
    })

    it('tries a failed job again, and lets the others of the batch through', async () => {
      jobs.register('fragile', async (_, key) => {
        done.push(key)
        if (done.filter(other => other === key).length === 1) throw new Error('not yet')
      })
      await jobs.at('fragile', 'f', instant(now))
      await jobs.at('remind', 'ada', instant(now))
      await turn(0)
      expect([...done].sort()).toEqual(['ada {}', 'f'])
      await turn(minutes(1))
      expect(done.filter(key => key === 'f')).toHaveLength(2)
    })

    it('remembers jobs over a restart', async () => {
      await jobs.at('remind', 'ada', instant(now + minutes(1)))
      await jobs.stop()
      jobs = create()
      jobs.register('remind', remind)
      await jobs.start()
      await turn(minutes(2))
      expect(done).toEqual(['ada {}'])
    })

    it('refuses, as a bug, to be asked inside a transaction, which may still roll back', async () => {
      await expect(storage.transaction(() => jobs.at('remind', 'ada', instant(now)))).rejects.toThrow(/inside a transaction/)
    })
  })
}
