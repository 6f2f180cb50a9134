import { ok, refuse } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import type { EvidenceItem, QueryOutput } from '@unanimous/protocol'
import { checkRevision, decisiveSentence, type LoopVerdict, type Vote } from '@unanimous/verdict'
import { eq } from 'drizzle-orm'
import type { CommandHandler } from '../../platform/handlers.ts'
import { votedIn, type Voted } from './board.ts'
import { byRound, raterOf, readFacts, toLoop, toLoopCards, type LoopFacts, type LoopRow, type OpenedLoopCard, type Reader } from './loop-cards.ts'

type Debrief = QueryOutput<'loop-debrief'>
type Entry = Debrief['entries'][number]
type EvidenceIn = (round: string, db?: Reader) => Promise<EvidenceItem[]>

/** What a revision may cite: a note never supports anything. */
const citable = (evidence: readonly EvidenceItem[]) => evidence.filter(item => item.type !== 'note')

const everyVote: readonly Vote[] = [1, 2, 3, 4]

/** What a card's vote may become by its rater's one revision; empty when they have none. */
export const movesOf = (facts: LoopFacts, card: OpenedLoopCard): readonly Vote[] => {
  const wish = { round: card.round.id, rater: raterOf(card), reason: 'asked', evidence: ['asked'] }
  return everyVote.filter(to => checkRevision(toLoop(facts), toLoopCards(facts), { ...wish, to }, wish.evidence).ok)
}

/** Whether everybody who voted in a loop may read its debrief: revisions were chosen and every round is open. */
export const isDebriefOpen = ({ row }: LoopFacts, verdict: LoopVerdict): boolean =>
  row.options.debriefRevision && (verdict.status === 'REJECT' || verdict.status === 'UNANIMOUS')

export const votesOfPerson = (facts: LoopFacts, verdict: LoopVerdict, person: string): readonly OpenedLoopCard[] =>
  facts.opened.filter(card => card.rater.person === person && verdict.counted.some(each => each.round === card.round.id))

const citedBy = ({ filed }: OpenedLoopCard): ReadonlySet<string> =>
  new Set(filed.form === 'vote' ? [...filed.ratings.flatMap(rating => rating.evidence), ...filed.strongNo?.evidence ?? []] : [])

interface DebriefNeeds {
  readonly facts: LoopFacts
  readonly verdict: LoopVerdict
  readonly me: string
  readonly evidenceIn: EvidenceIn
  readonly isReplayKept: (session: string) => Promise<boolean>
}

const toEntry = async ({ facts, me, evidenceIn, isReplayKept }: DebriefNeeds, { card, vote, firstVote, revision }: Voted): Promise<Entry> => {
  const captured = citable(await evidenceIn(card.round.id)).toSorted((left, right) => left.atMs - right.atMs)
  const cited = citedBy(card)
  const to = card.rater.person === me ? movesOf(facts, card) : []
  return {
    seat: card.round.loopSeat ?? 'hm', round: card.round.id, by: card.rater.name, heldAt: card.round.startedAt,
    replay: (me === facts.row.candidate || me === card.rater.person && card.rater.seat === card.round.interviewer) && await isReplayKept(card.round.session),
    evidence: captured.filter(item => cited.has(item.id)), firstVote, vote, sentence: decisiveSentence(card.filed) ?? null,
    revision: revision ? { at: revision.at, to: vote, reason: revision.reason, evidence: captured.filter(item => revision.evidence.includes(item.id)) } : null,
    yours: to.length === 0 ? null : { captured, to: [...to] },
  }
}

/** Every counted vote of a loop, in its order, evidence first. */
export const debriefEntries = async (needs: DebriefNeeds): Promise<Entry[]> => {
  const { facts, verdict } = needs
  const rounds = byRound(facts.opened)
  const voted = verdict.rounds.flatMap(({ round }) => votedIn(facts, verdict, rounds.find(([card]) => card.round.id === round) ?? []))
  return Promise.all(voted.map(each => toEntry(needs, each)))
}

interface RevisionNeeds {
  readonly evidenceIn: EvidenceIn
  /** The loop's people read it again. */
  readonly changed: (people: readonly (string | null)[]) => void
}

/** Reads a loop and keeps it as it is until the transaction ends: of two changes at once the later sees the earlier. */
export const holdLoop = async (tx: Transaction, loop: string | null): Promise<LoopFacts | undefined> => {
  const rows: LoopRow[] = loop === null ? [] : await tx.select().from(schema.loop).where(eq(schema.loop.id, loop)).for('update')
  const [facts] = await readFacts(tx, rows)
  return facts
}

const noLoop = refuse('revision/not-offered', 'This round belongs to no loop; its vote stands as it was given.')

export const createReviseVote = (needs: RevisionNeeds): CommandHandler<'revise-vote'> => async ({ round, to, reason, evidence }, call) => {
  const [found] = await call.tx.select({ loop: schema.round.loop }).from(schema.round).where(eq(schema.round.id, round))
  const facts = await holdLoop(call.tx, found?.loop ?? null)
  const card = facts?.opened.find(each => each.round.id === round && each.rater.seat === call.standing.seat)
  if (!facts) return noLoop
  const wish = { round, rater: card ? raterOf(card) : '', to, reason, evidence }
  const captured = citable(await needs.evidenceIn(round, call.tx)).map(item => item.id)
  const answer = checkRevision(toLoop(facts), toLoopCards(facts), wish, captured)
  if (!answer.ok) return answer
  await call.tx.insert(schema.revision).values({
    round, seat: String(call.standing.seat), loop: facts.row.id, to, reason, evidence, at: call.now,
  })
  call.after(() => needs.changed([facts.row.candidate, ...facts.opened.map(each => each.rater.person)]))
  return ok({})
}
