import { schema, type Storage } from '@unanimous/db'
import { instant } from '@unanimous/kernel'
import { dimensionsOf, type FollowUpKind, type Mark, type RoundKind } from '@unanimous/rounds'
import type { AskedFact, Rating, RoundFacts, Vote } from '@unanimous/verdict'
import { seededIds, seededRandom } from './seeded.ts'

/** Somebody met in the past: an account, and what the sessions call it. */
export interface Met {
  readonly person: string
  readonly name: string
}

interface LongPast {
  readonly storage: Storage
  readonly me: Met
  readonly peers: readonly Met[]
  readonly rounds: number
  /** Another seed writes another past. */
  readonly seed?: string
  /** When the newest was held; the others lie two days apart before it. */
  readonly until: number
}

const DAY_MS = 86_400_000
const kinds: readonly RoundKind[] = ['coding', 'sd', 'culture', 'hm', 'tech', 'coding', 'sd']
const asked: readonly FollowUpKind[] = ['node_failure', 'scale_100m', 'cost', 'because', 'writes_outpace_reads']
const marks: readonly Mark[] = ['nailed', 'partial', 'struggled']
const said = ['Names what it cost and who disagreed.', 'Held the heap four minutes too long.', 'Asked for the limit before drawing anything.', 'No failure owned in three tries.']

/** A long past, written as the server would have kept it, from facts that a test may hold against what pages say of it. Oldest first. */
export const writeLongPast = async ({ storage: { db }, me, peers, rounds, until, seed = 'a long past' }: LongPast): Promise<readonly RoundFacts[]> => {
  const [random, ids] = [seededRandom(seed), seededIds(seed)]
  const pick = <Item>(items: readonly Item[]): Item => random.pick(items)
  const facts: RoundFacts[] = []
  for (let number = 0; number < rounds; number += 1) {
    const [session, round, mine, theirs] = [ids.fresh(), ids.fresh(), ids.fresh(), ids.fresh()]
    const kind = kinds[number % kinds.length] ?? 'coding'
    const peer = peers[number % peers.length]
    if (!peer) throw new Error('nobody was met')
    const received = number % 5 !== 3
    const heldAt = until - (rounds - 1 - number) * 2 * DAY_MS
    // Better with time, so that there is a trend to be found.
    const rate = (): Rating => Math.min(4, Math.max(1, Math.round(1.4 + (1.8 * number) / rounds + random.below(150) / 100))) as Rating
    const vote = rate() as Vote
    const steps = asked.map((each): AskedFact => ({ kind: each, depth: 3, mark: each === 'cost' && number % 2 === 0 ? 'struggled' : pick(marks) }))
    const columns = { round, kind, heldAt: instant(heldAt), openedAt: instant(heldAt + 7_200_000), candidate: received ? me.person : peer.person, rater: received ? peer.person : me.person, firstVote: vote }
    const stored = {
      play: {
        minutes: 60, asked: steps, depthReached: 2 + random.below(7) / 2, hints: { points: random.below(4), byDimension: {} },
        stretches: [{ from: 'open', to: 'code', plannedMs: 26 * 60_000, actualMs: (22 + random.below(12)) * 60_000 }],
        ...(kind === 'culture' || kind === 'hm' ? { pronouns: { i: 4 + random.below(6), we: 2 + random.below(6) } } : {}),
      },
      ratings: Object.fromEntries(dimensionsOf(kind).map(({ id }) => [id, rate()])), guesses: Object.fromEntries(dimensionsOf(kind).map(({ id }) => [id, rate()])), guessedVote: rate() as Vote,
      interviewing: { ratings: { clear_brief: { rating: rate() }, listened: { rating: rate() } }, ticks: [] },
    }
    const seats = [{ id: mine, session, position: 0, ...me }, { id: theirs, session, position: 1, ...peer }].map(seat => ({ ...seat, joinedAt: heldAt }))
    const [candidateSeat, raterSeat] = received ? [mine, theirs] : [theirs, mine]
    await db.insert(schema.session).values({ id: session, origin: 'invite', bothWays: false, createdAt: heldAt, endedAt: heldAt, revealedAt: columns.openedAt, revealCause: 'all-filed' })
    await db.insert(schema.seat).values(seats)
    await db.insert(schema.round).values({ id: round, session, ordinal: 0, kind, interviewer: raterSeat, candidate: candidateSeat, minutes: 60, state: 'ended', startedAt: heldAt, endedAt: heldAt + 3_600_000, counts: true, document: ids.fresh() })
    await db.insert(schema.roundDigest).values({
      ...columns, v: 1, candidateSeat, raterSeat, facts: { ...stored, forms: { dueSince: heldAt + 3_600_000, card: heldAt + 3_700_000, guess: heldAt + 3_700_000 } },
      shown: { session, standing: 'practice', loopSeat: null, title: `Prompt ${number}`, evidence: 2 + random.below(5), screen: null, isFiled: true, decidedBy: pick(said), changeOne: pick(said) }, words: '',
    })
    facts.push({ ...columns, ...stored })
  }
  return facts
}
