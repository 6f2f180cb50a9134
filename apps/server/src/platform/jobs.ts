import { assertOutsideTransaction } from '@unanimous/db'
import type { Clock, Instant } from '@unanimous/kernel'
import { type Job, PgBoss } from 'pg-boss'

/** What a job carries; the handler parses it. */
export type JobData = Readonly<Record<string, unknown>>

/**
 * Does what a job was for. It may run twice, late, or after its reason is gone: it looks at the state
 * first and does nothing when there is nothing to do. When it throws it is tried again, later each time.
 */
export type JobHandler = (data: JobData, key: string) => Promise<void>

/** Work to be done at an instant, remembered in the database. */
export interface Jobs {
  /** Says who does the jobs of this name. Before `start`, and once a name. */
  register(name: string, handler: JobHandler): void
  /** One job for each name and key: asking again moves the one that waits and replaces its data. Outside transactions only. */
  at(name: string, key: string, due: Instant, data?: JobData): Promise<void>
  /** Forgets a job that waits. One that already runs goes on. */
  cancel(name: string, key: string): Promise<void>
  /** Does now what is due by the clock, and resolves when it is done. Jobs wait in the machine's time; this is for a clock that was turned. */
  catchUp(): Promise<void>
  start(): Promise<void>
  /** Lets running jobs finish. */
  stop(): Promise<void>
}

/** What jobs need of the house. */
export interface JobsNeeds {
  /** Opens the storage's engine. */
  readonly url: string
  readonly clock: Clock
  readonly log: { error(details: object, text: string): void, warn(details: object, text: string): void }
  /** How late a job may be, and how often an idle server asks; at least 0.5. */
  readonly pollSeconds?: number
}

interface Envelope {
  readonly name: string
  readonly key: string
  readonly due: number
  readonly data: JobData
}

/** One queue for all names: each queue would poll by itself, and an idle server should be idle. */
const queue = 'house'
/** At most one that waits for each key, whichever process asked; a job not done a month after its instant is not worth doing. */
const policy = { policy: 'short', retryLimit: 8, retryDelay: 5, retryBackoff: true, expireInSeconds: 60, retentionSeconds: 30 * 86_400 } as const
const settings = {
  schema: 'jobs',
  // Its own connections, because they outlive a request's; the embedded engine serves them one after another anyway.
  max: 2,
  application_name: 'unanimous jobs',
  schedule: false,
  superviseIntervalSeconds: 60,
  monitorIntervalSeconds: 300,
  queueCacheIntervalSeconds: 300,
  bamIntervalSeconds: 300,
  flowIntervalSeconds: 300,
  monitorVacuum: false,
  reindex: false,
} as const

const singletonKey = (name: string, key: string): string => `${name} ${key}`

const batchSize = 20

/** Jobs over pg-boss in the schema `jobs` of the same database. */
export const createJobs = ({ url, clock, log, pollSeconds = 5 }: JobsNeeds): Jobs => {
  const handlers = new Map<string, JobHandler>()
  const boss = new PgBoss({ ...settings, connectionString: url })
  boss.on('error', error => log.error({ err: error }, 'jobs'))
  boss.on('warning', warning => log.warn({ warning: warning.message }, 'jobs'))

  const schedule = async ({ name, key, due, data }: Envelope, startAfter: Date): Promise<void> => {
    await boss.upsert(queue, { name, key, due, data }, { singletonKey: singletonKey(name, key), startAfter })
  }

  const run = async (job: Job<Envelope>): Promise<void> => {
    const { name, key, data } = job.data
    try {
      const handler = handlers.get(name)
      // A newer version may have left it; failing keeps it for that version.
      if (handler === undefined) throw new Error(`nobody does jobs of the name ${name}`)
      await handler(data, key)
      await boss.complete(queue, job.id)
    }
    catch (error) {
      log.error({ err: error, job: name, key }, 'a job failed and will be tried again')
      await boss.fail(queue, job.id, { message: String(error) })
    }
  }

  const drain = async (): Promise<void> => {
    for (let full = true; full;) {
      const jobs = await boss.fetch<Envelope>(queue, { batchSize })
      for (const job of jobs) await run(job)
      full = jobs.length === batchSize
    }
  }
  const poll = createPoll(drain, pollSeconds * 1_000, error => log.error({ err: error }, 'jobs could not be fetched'))

  return {
    register(name, handler) {
      if (handlers.has(name)) throw new Error(`jobs of the name ${name} have a handler already`)
      handlers.set(name, handler)
    },
    async at(name, key, due, data = {}) {
      assertOutsideTransaction('a job')
      await schedule({ name, key, due, data }, inMachineTime(due, clock))
    },
    async cancel(name, key) {
      assertOutsideTransaction('a job')
      const waiting = await boss.findJobs(queue, { key: singletonKey(name, key), queued: true })
      if (waiting.length > 0) await boss.deleteJob(queue, waiting.map(job => job.id))
    },
    async catchUp() {
      const waiting = await boss.findJobs<Envelope>(queue, { queued: true })
      for (const job of waiting) if (job.data.due <= clock.now()) await schedule(job.data, new Date(0))
      await poll.now()
    },
    async start() {
      await boss.start()
      await boss.createQueue(queue, policy)
      poll.start()
    },
    async stop() {
      await poll.stop()
      await boss.stop({ graceful: true, close: true, timeout: 10_000 })
    },
  }
}

/** Where the turned clock of a test stands does not matter to the database: only the distance does. */
const inMachineTime = (due: Instant, clock: Clock): Date => new Date(Date.now() + Math.max(0, due - clock.now()))

/** Runs `work` now and then, never twice at once. */
const createPoll = (work: () => Promise<void>, everyMs: number, onError: (error: unknown) => void) => {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const now = (): Promise<void> => running = running.then(work).catch(onError)
  const later = (): void => {
    timer = setTimeout(() => void now().then(() => timer !== undefined && later()), everyMs)
  }
  return {
    now,
    start: later,
    stop: async (): Promise<void> => {
      clearTimeout(timer)
      timer = undefined
      await running
    },
  }
}
