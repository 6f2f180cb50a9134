import { instant, type Clock, type Ids, type Instant } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { match, widenedAt } from '@unanimous/matching'
import { eq, inArray, isNull, min } from 'drizzle-orm'
import type { KeyedQueue } from '../../platform/keyed-queue.ts'
import { described, type Log } from '../../platform/log.ts'
import type { SocketHub } from '../../platform/socket-hub.ts'
import type { Timers } from '../../platform/time.ts'
import { lapseOffers, reserve } from './offers.ts'
import { readQueueViews } from './queue-view.ts'
import { tidyTickets, waitingTickets, type InterviewersToAvoid } from './tickets.store.ts'

const { offer, queueTicket } = schema
/** When the database failed, nobody's command comes to try again, so the clock does. */
const RETRY_MS = 5_000

export interface QueueKeeperNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: Ids
  readonly queue: KeyedQueue
  readonly hub: Pick<SocketHub, 'send' | 'onlinePeople'>
  readonly log: Log
  readonly interviewersToAvoid: InterviewersToAvoid
}

/** Keeps the instant queue moving. It remembers nothing that matters: the database holds the queue. */
export interface QueueKeeper {
  /**
   * Ends what is due, matches whoever waits and pushes every view that changed, theirs among them. Calls in a burst share
   * one pass. `first` runs before the pass and may name more people. Never rejects.
   */
  tend(people?: readonly string[], first?: () => Promise<readonly string[]>): Promise<void>
}

const matchWaiting = async ({ storage, ids, interviewersToAvoid }: QueueKeeperNeeds, now: Instant): Promise<string[]> => {
  const paired: string[] = []
  for (let missed = true; missed;) {
    missed = false
    for (const pair of match(await waitingTickets(storage.db, now, interviewersToAvoid), now)) {
      const reserved = await storage.transaction(tx => reserve(tx, ids.fresh(), pair, now))
      if (reserved) paired.push(pair.first.person, pair.second.person)
      // Somebody left, or another process was faster: whoever remains is matched anew.
      else missed = true
    }
  }
  return paired
}

/** When something will happen by the clock alone: a search widens or an offer lapses. */
const nextDue = async ({ storage }: QueueKeeperNeeds, now: Instant): Promise<Instant | undefined> => {
  const waiting = await storage.db.select({ joinedAt: queueTicket.joinedAt }).from(queueTicket).where(eq(queueTicket.state, 'waiting'))
  const [open] = await storage.db.select({ expiresAt: min(offer.expiresAt) }).from(offer).where(isNull(offer.outcome))
  const widenings = waiting.flatMap(({ joinedAt }) => widenedAt({ joinedAt: instant(joinedAt) }, now).nextAt ?? [])
  const earliest = widenings.reduce<number>((left, right) => Math.min(left, right), open?.expiresAt ?? Infinity)
  return earliest === Infinity ? undefined : instant(earliest)
}

export const createQueueKeeper = (needs: QueueKeeperNeeds): QueueKeeper => {
  const { storage, clock, hub, log } = needs
  const restless = new Set<string>()
  const lastSent = new Map<string, string>()
  let cancelTimer = () => {}
  let waitingPass: Promise<void> | undefined

  const push = async (people: readonly string[]): Promise<void> => {
    const now = clock.now()
    for (const [person, view] of await readQueueViews(storage.db, people, hub.onlinePeople().size, now)) {
      const text = JSON.stringify(view)
      // A message that changes nothing would itself tell that the other has answered.
      if (lastSent.get(person) === text) continue
      if (view.state === 'waiting' || view.state === 'offered') lastSent.set(person, text)
      else lastSent.delete(person)
      hub.send(`person:${person}`, 'queue:view', { view, now })
    }
  }
  const pushChanges = async (): Promise<void> => {
    const open = await storage.db.select({ person: queueTicket.person }).from(queueTicket).where(inArray(queueTicket.state, ['waiting', 'offered']))
    const people = new Set([...open.map(row => row.person), ...restless])
    restless.clear()
    await push([...people])
  }
  const wakeAt = (due: Instant | undefined) => {
    cancelTimer()
    cancelTimer = due === undefined ? () => {} : needs.timers.at(due, () => void tend())
  }
  const pass = async (): Promise<void> => {
    const now = clock.now()
    const moved = [
      ...await lapseOffers(storage, now), ...await storage.transaction(tx => tidyTickets(tx, now)), ...await matchWaiting(needs, now),
    ]
    moved.forEach(person => restless.add(person))
    await pushChanges()
    wakeAt(await nextDue(needs, now))
  }
  const safely = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      log.error({ error: described(error) }, 'the queue could not be tended')
      wakeAt(instant(clock.now() + RETRY_MS))
    }
  }
  const inTurn = (work: () => Promise<void>): Promise<void> => needs.queue.run('matching', () => safely(work))
  const tend: QueueKeeper['tend'] = (people = [], first) => {
    people.forEach(person => restless.add(person))
    if (first) {
      return inTurn(async () => {
        for (const person of await first()) restless.add(person)
        await pass()
      })
    }
    waitingPass ??= inTurn(() => {
      waitingPass = undefined
      return pass()
    })
    return waitingPass
  }
  return { tend }
}
