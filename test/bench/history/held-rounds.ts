import type { Bank } from '@unanimous/bank'
import { instant, milliseconds, type CommandId, type RoundId, type SeatId, type SessionId } from '@unanimous/kernel'
import { dimensionsOf, fold, idIn, type LoopSeat, type NewEvent, type Pack, type RoundEvent, type RoundKind, type RoundSetup } from '@unanimous/rounds'
import type { FiledVote, Rating, SelfEstimate, Vote } from '@unanimous/verdict'
import { digestOf, shownIn } from '../../../apps/server/src/features/history/digest-facts.ts'

/** A round as it was held many times: only ids, people and instants differ. Texts are ready for `COPY`. */
export interface HeldRound {
  readonly vote: Vote
  readonly packs: string
  readonly events: readonly { readonly type: string; readonly body: string; readonly roundMs: number }[]
  readonly filed: string
  readonly estimate: string
  readonly digest: { readonly shown: (session: string, loopSeat: LoopSeat | undefined) => string; readonly facts: string; readonly words: string }
}

/** Events in every log. */
export const EVENTS_PER_ROUND = 20

const [INTERVIEWER, CANDIDATE] = ['interviewer' as SeatId, 'candidate' as SeatId]
const MARKS = ['nailed', 'partial', 'struggled', 'nailed'] as const
const WORDS = ['heap', 'region', 'failover', 'price', 'queue', 'limit', 'tripwire', 'dissent', 'codec', 'headroom', 'lease', 'budget', 'shard', 'breaker', 'owner', 'trade']

/** What `COPY` would take for its own signs. */
export const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
const json = (value: unknown): string => escaped(JSON.stringify(value))

const sentence = (seed: number, length: number): string => Array.from({ length }, (_, index) => WORDS[(seed * 7 + index * (3 + (seed % 5))) % WORDS.length]).join(' ')

type Happening = Pick<NewEvent, 'type' | 'body'>

const happenings = (pack: Pack, variant: number): readonly Happening[] => {
  const dimensions = dimensionsOf(pack.kind).map(({ id }) => id)
  const steps = pack.followups.filter(({ kind }) => kind !== 'scaffold').slice(0, 4).map(({ id }) => idIn(pack, id))
  const ladder = steps.flatMap((node, index) => [
    { type: 'follow-up-asked', body: { node } }, { type: 'follow-up-marked', body: { node, mark: MARKS[(index + variant) % MARKS.length] } },
  ])
  const rest = Array.from({ length: EVENTS_PER_ROUND - 2 - ladder.length }, (_, index) => (index % 3 === 2
    ? { type: 'note-written', body: { note: `note-${index}`, text: sentence(variant + index, 8) } }
    : { type: 'evidence-captured', body: { evidence: `pin-${index}`, kind: 'quote', text: sentence(variant + index, 9), dimensions: [dimensions[index % dimensions.length]], polarity: index % 2 === 0 ? '+' : '-' } }))
  return [{ type: 'round-started', body: {} }, ...ladder, ...rest, { type: 'round-ended', body: { cause: 'person' } }] as Happening[]
}

const packsFor = (bank: Bank, kind: RoundKind, variant: number): readonly Pack[] => {
  const all = bank.ofKind(kind)
  const many = kind === 'culture' ? 3 : kind === 'hm' ? 2 : 1
  return Array.from({ length: many }, (_, index) => all[(variant + index) % all.length]).flatMap(pack => pack ?? [])
}

const cardOf = (kind: Exclude<RoundKind, 'recruiter'>, vote: Vote, variant: number): FiledVote => ({
  form: 'vote', kind, vote, notAssessed: {}, keepDoing: sentence(variant, 18), changeOne: sentence(variant + 3, 22), keeper: 'sorry', levelSignal: 'at',
  ratings: dimensionsOf(kind).map(({ id }, index) => ({ dimension: id, rating: Math.min(4, Math.max(1, vote + ((variant + index) % 3) - 1)) as Rating, evidence: ['pin-0', 'pin-1'] })),
  ...(vote === 1 ? { strongNo: { sentence: sentence(variant + 9, 20), evidence: ['pin-0', 'pin-1'] } } : {}),
})

const estimateOf = (kind: RoundKind, variant: number): SelfEstimate => {
  const guess = ((variant % 3) + 2) as Rating
  return {
    guesses: dimensionsOf(kind).map(({ id }) => ({ dimension: id, guess })), vote: guess,
    interviewer: { ratings: { clear_brief: { rating: 4 }, listened: { rating: guess }, kept_time: { rating: 3 } }, ticks: [] },
  }
}

/** One way in which a round of this kind went, told apart from the others by its number. */
export const heldRound = (bank: Bank, kind: Exclude<RoundKind, 'recruiter'>, variant: number): HeldRound => {
  const packs = packsFor(bank, kind, variant)
  const [pack] = packs
  if (pack === undefined) throw new Error(`the bank holds no pack for ${kind}`)
  const vote = ([3, 3, 2, 4, 3, 1, 4, 3] as const)[variant % 8] ?? 3
  const setup: RoundSetup = { round: 'round' as RoundId, session: 'session' as SessionId, kind, minutes: 60, stretch: 1, interviewer: INTERVIEWER, candidate: CANDIDATE, packs, standing: 'practice' }
  const log = happenings(pack, variant).map((each, index) => ({
    ...each, round: setup.round, at: instant(index * 180_000), roundMs: milliseconds(index * 180_000), seat: INTERVIEWER, commandId: `c${index}` as CommandId, v: 1, seq: index + 1,
  }) as RoundEvent)
  const [filed, estimate] = [cardOf(kind, vote, variant), estimateOf(kind, variant)]
  const { columns, words } = digestOf({ counted: undefined,
    row: {
      id: 'round', session: 'session', ordinal: 0, kind, interviewer: INTERVIEWER, candidate: CANDIDATE, rater: null, minutes: 60, stretch: 1, packs: [], redealt: false, loopDealt: false, standing: 'practice',
      loop: null, loopSeat: null, state: 'ended', startedAt: 0, endedAt: 3_600_000, counts: true, document: '', documentEpoch: 0,
    },
    rater: INTERVIEWER, seats: [], openedAt: 7_200_000, state: fold(setup, log), card: { filed, filedAt: 3_700_000, remark: null }, estimate: { filed: estimate, filedAt: 3_700_000 },
  })
  return {
    vote, packs: json(packs.map(({ id, version }) => ({ id, version, seen: false }))), filed: json(filed), estimate: json(estimate),
    events: log.map(({ type, body, roundMs }) => ({ type, body: json(body), roundMs })),
    digest: { shown: (session, loopSeat) => json({ ...shownIn(columns), session, loopSeat: loopSeat ?? null, standing: loopSeat ? 'loop' : 'practice' }), facts: json(columns.facts), words: escaped(words.map(word => `'${word}'`).join(' ')) },
  }
}
