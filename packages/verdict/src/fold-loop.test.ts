import { instant } from '@unanimous/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRevision, foldLoop, NO_OPTIONS, QUIET_LIMIT_MS, requiredSeats, WEIGHTS } from './index.ts'
import type { Loop, LoopCard, LoopOptions, LoopVerdict, Revision, ScreenCard, Vote, VotedCard, VotingSeat } from './index.ts'

const START = instant(0)
const SIX: readonly VotingSeat[] = ['hm', 'tech', 'coding1', 'coding2', 'sd', 'culture']
const SEVEN: readonly VotingSeat[] = [...SIX, 'deep']

const loopWith = (options: Partial<LoopOptions> = {}, facts: Partial<Loop> = {}): Loop => ({
  options: { ...NO_OPTIONS, ...options },
  deepDeclared: false,
  createdAt: START,
  ...facts,
})
const card = (seat: VotingSeat, ...votes: readonly Vote[]): VotedCard => ({
  seat,
  round: `round of ${seat}`,
  raters: votes.map((vote, index) => ({ rater: `rater ${index} of ${seat}`, vote })),
  openedAt: START,
})
const screen = (outcome: ScreenCard['outcome']): ScreenCard => ({ seat: 'recruiter', round: 'screen', outcome, openedAt: START })
const cards = (votes: Partial<Record<VotingSeat, Vote>>): readonly VotedCard[] =>
  SEVEN.flatMap(seat => (votes[seat] === undefined ? [] : [card(seat, votes[seat])]))
const all = (vote: Vote, except: Partial<Record<VotingSeat, Vote>> = {}): readonly VotedCard[] =>
  cards({ ...Object.fromEntries(SIX.map(seat => [seat, vote])), ...except })
const revision = (seat: VotingSeat, to: Vote, change: Partial<Revision> = {}): Revision => ({
  round: `round of ${seat}`,
  rater: `rater 0 of ${seat}`,
  to,
  reason: 'Reading it again, the second pass was unaided.',
  evidence: ['pin 1'],
  ...change,
})

/** A verdict in one line, in the words of the domain's truth table. */
const inWords = (verdict: LoopVerdict): string => {
  const head = (): string => {
    if (verdict.status === 'UNANIMOUS') return `UNANIMOUS ${verdict.strength}`
    if (verdict.status === 'REJECT') return `REJECT ${verdict.reason} (${verdict.seats.join(', ')})`
    if (verdict.status === 'ENDED') return `ENDED ${verdict.reason} (${verdict.seat})`
    return verdict.status === 'ON_HOLD' ? 'ON_HOLD' : `${verdict.status} ${verdict.outlook}`
  }
  const refused = verdict.refusedRevisions.map(each => `; refused ${each.seat}->${each.revision.to}`).join('')
  const practice = verdict.practice.length === 0 ? '' : `; practice: ${verdict.practice.map(each => each.seat).join(', ')}`
  return head() + refused + practice
}

const ROW_3 = all(4, { coding2: 2 })
const ROW_15 = all(4, { culture: 2 })
const REVISABLE = { debriefRevision: true }

const TABLE: readonly (readonly [row: number, loop: Loop, cards: readonly LoopCard[], verdict: string])[] = [
  [1, loopWith(), all(3), 'UNANIMOUS no_champion'],
  [2, loopWith(), all(3, { sd: 4 }), 'UNANIMOUS champion'],
  [3, loopWith(), ROW_3, 'REJECT not_unanimous (coding2)'],
  [4, loopWith({}, { revisions: [revision('coding2', 3)] }), ROW_3, 'REJECT not_unanimous (coding2); refused coding2->3'],
  [5, loopWith(REVISABLE, { revisions: [revision('coding2', 3)] }), ROW_3, 'UNANIMOUS champion'],
  [6, loopWith(REVISABLE, { revisions: [revision('coding2', 4)] }), ROW_3, 'REJECT not_unanimous (coding2); refused coding2->4'],
  [7, loopWith(), cards({ coding1: 1 }), 'ENDED strong_no (coding1)'],
  [8, loopWith(), cards({ coding1: 1, coding2: 4, sd: 4, culture: 4 }), 'ENDED strong_no (coding1); practice: coding2, sd, culture'],
  [9, loopWith(), cards({ hm: 2 }), 'IN_PROGRESS cannot_pass'],
  [10, loopWith({ strictGates: true }), cards({ hm: 2 }), 'ENDED gate (hm)'],
  [11, loopWith({ strictGates: true }), cards({ hm: 4, tech: 2 }), 'ENDED gate (tech)'],
  [12, loopWith(), all(3, { coding1: 4, coding2: 4, sd: 2 }), 'REJECT not_unanimous (sd)'],
  [13, loopWith(), cards({ hm: 4, tech: 4, coding1: 4, coding2: 4, sd: 1 }), 'ENDED strong_no (sd)'],
  [14, loopWith({}, { deepDeclared: true }), all(3, { deep: 2 }), 'REJECT not_unanimous (deep)'],
  [15, loopWith(), ROW_15, 'REJECT not_unanimous (culture)'],
  [16, loopWith({ cultureGate: true }), ROW_15, 'ENDED culture_gate (culture)'],
  [17, loopWith(), [card('culture', 2), ...ROW_15.filter(each => each.seat !== 'culture')], 'REJECT not_unanimous (culture)'],
  [18, loopWith(), cards({ culture: 1 }), 'ENDED strong_no (culture)'],
  [19, loopWith(), all(3).filter(each => each.seat !== 'sd'), 'IN_PROGRESS open'],
  [20, loopWith({}, { closedAt: START }), all(3).filter(each => each.seat !== 'sd'), 'INCOMPLETE open'],
  [21, loopWith(), cards({ coding1: 2 }), 'IN_PROGRESS cannot_pass'],
  [22, loopWith(REVISABLE), cards({ coding1: 2 }), 'IN_PROGRESS needs_revision'],
  [23, loopWith(), all(3).map(each => (each.seat === 'sd' ? card('sd', 4, 2) : each)), 'REJECT not_unanimous (sd)'],
  [24, loopWith(REVISABLE, { revisions: [revision('coding1', 2)] }), all(3), 'REJECT not_unanimous (coding1)'],
  [25, loopWith(REVISABLE, { revisions: [revision('coding1', 1)] }), all(3, { sd: 4 }), 'UNANIMOUS champion; refused coding1->1'],
  [26, loopWith({}, { deepDeclared: true }), all(3), 'IN_PROGRESS open'],
  [27, loopWith(), all(3, { deep: 1 }), 'UNANIMOUS no_champion; practice: deep'],
  [28, loopWith(), (['sd', 'culture', 'hm', 'coding2', 'tech', 'coding1'] as const).map(seat => card(seat, 3)), 'UNANIMOUS no_champion'],
  [29, loopWith(), [screen('hold'), card('hm', 4)], 'IN_PROGRESS open'],
  [30, loopWith({ strictOrder: true }), [screen('hold'), card('hm', 4)], 'ON_HOLD; practice: hm'],
]

test.each(TABLE)('[V1 V2 V4 V5 V6 V7 V9 V10 V11 V12 V13 V14 V18] truth table row %i', (_row, loop, held, verdict) => {
  expect(inWords(foldLoop(loop, held, START))).toBe(verdict)
})

test('[V2 V11 V12] of all 4,096 complete vote vectors 64 are unanimous, none with a no, and the 3,367 with a strong no have ended', () => {
  const votes: readonly Vote[] = [1, 2, 3, 4]
  const vectors = SIX.reduce<readonly (readonly Vote[])[]>((sofar, _) => sofar.flatMap(head => votes.map(vote => [...head, vote])), [[]])
  const folded = vectors.map(vector => ({ vector, verdict: foldLoop(loopWith(), SIX.map((seat, at) => card(seat, vector[at] ?? 3)), START) }))
  const unanimous = folded.filter(({ verdict }) => verdict.status === 'UNANIMOUS')
  const ended = folded.filter(({ verdict }) => verdict.status === 'ENDED')
  expect(folded).toHaveLength(4096)
  expect(unanimous).toHaveLength(64)
  expect(unanimous.every(({ vector }) => vector.every(vote => vote > 2))).toBe(true)
  expect(ended).toHaveLength(3367)
  expect(ended.every(({ vector }) => vector.includes(1))).toBe(true)
})

const anyVote = fc.constantFrom<Vote>(1, 2, 3, 4)
const anyCard: fc.Arbitrary<LoopCard> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...SEVEN), fc.array(anyVote, { minLength: 1, maxLength: 2 })).map(([seat, votes]) => card(seat, ...votes)) },
  { weight: 1, arbitrary: fc.constantFrom<ScreenCard['outcome']>('advance', 'hold').map(screen) },
)
const anyRevision = fc.tuple(fc.constantFrom(...SEVEN), anyVote).map(([seat, to]) => revision(seat, to))
const anyLoop: fc.Arbitrary<Loop> = fc
  .record({
    options: fc.record({ strictOrder: fc.boolean(), strictGates: fc.boolean(), cultureGate: fc.boolean(), debriefRevision: fc.boolean() }),
    deepDeclared: fc.boolean(),
    revisions: fc.array(anyRevision, { maxLength: 4 }),
  })
  .map(facts => ({ ...facts, createdAt: START }))

test('[V3] once ended, no later card and no revision changes the outcome', () => {
  fc.assert(fc.property(anyLoop, fc.array(anyCard), fc.array(anyCard), fc.array(anyRevision), (loop, before, after, revisions) => {
    const verdict = foldLoop(loop, before, START)
    fc.pre(verdict.status === 'ENDED')
    const later = foldLoop({ ...loop, revisions: [...(loop.revisions ?? []), ...revisions], closedAt: START }, [...before, ...after], START)
    expect(later).toMatchObject({ status: 'ENDED', reason: verdict.reason, seat: verdict.seat })
  }))
})

test('[V3] without strict order, a strong no on a required round ends the loop in whatever order the cards open', () => {
  const shuffledWithStrongNo = fc.tuple(fc.constantFrom(...SIX), fc.array(fc.constantFrom<Vote>(2, 3, 4), { minLength: 6, maxLength: 6 }))
    .chain(([strong, votes]) => fc.shuffledSubarray(SIX.map((seat, at) => card(seat, seat === strong ? 1 : votes[at] ?? 3)), { minLength: 6 }))
  fc.assert(fc.property(shuffledWithStrongNo, fc.array(anyRevision), (held, revisions) => {
    expect(foldLoop(loopWith({ debriefRevision: true }, { revisions }), held, START)).toMatchObject({ status: 'ENDED', reason: 'strong_no' })
  }))
})

test('[V10] no loop with a required round missing is ever unanimous', () => {
  fc.assert(fc.property(anyLoop, fc.array(anyCard), fc.constantFrom(...SIX), (loop, held, missing) => {
    expect(foldLoop(loop, held.filter(each => each.seat !== missing), START).status).not.toBe('UNANIMOUS')
  }))
})

test('[V19] folding leaves loop and cards as they were', () => {
  const freeze = <T>(value: T): T => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze)
    return Object.freeze(value)
  }
  fc.assert(fc.property(anyLoop, fc.array(anyCard), (loop, held) => {
    expect(() => foldLoop(freeze(loop), freeze(held), START)).not.toThrow()
  }))
})

test('[V6] a repeated screen that advances thaws the loop, and what opened meanwhile stays practice', () => {
  const held = [screen('hold'), card('hm', 4), screen('advance'), card('tech', 3)]
  const verdict = foldLoop(loopWith({ strictOrder: true }), held, START)
  expect(inWords(verdict)).toBe('IN_PROGRESS open; practice: hm')
  expect(verdict.counted.map(each => each.seat)).toEqual(['tech'])
})

test('[V8] a second card for a filled seat, even a strong no, and a card without a vote are practice', () => {
  const verdict = foldLoop(loopWith(), [card('hm', 3), card('hm', 1), card('tech')], START)
  expect(inWords(verdict)).toBe('IN_PROGRESS open; practice: hm, tech')
})

test('[V9] a loop is incomplete after 42 days without an opened card, and not a millisecond sooner', () => {
  const held = [{ ...card('hm', 3), openedAt: instant(1000) }]
  expect(foldLoop(loopWith(), held, instant(1000 + QUIET_LIMIT_MS - 1)).status).toBe('IN_PROGRESS')
  expect(foldLoop(loopWith(), held, instant(1000 + QUIET_LIMIT_MS)).status).toBe('INCOMPLETE')
  expect(foldLoop(loopWith(), [], instant(QUIET_LIMIT_MS)).status).toBe('INCOMPLETE')
})

test.each<[VotingSeat, string]>([
  ['hm', 'champion'],
  ['sd', 'champion'],
  ['culture', 'champion'],
  ['tech', 'no_champion'],
  ['coding1', 'no_champion'],
])('[V11] a first vote of 4 in %s makes a %s', (seat, strength) => {
  expect(foldLoop(loopWith(), all(3, { [seat]: 4 }), START)).toMatchObject({ strength })
})

test('[V1 V11] one rater’s 4 champions a round whose other rater said 3', () => {
  const held = all(3).map(each => (each.seat === 'sd' ? card('sd', 3, 4) : each))
  const verdict = foldLoop(loopWith(), held, START)
  expect(verdict).toMatchObject({ status: 'UNANIMOUS', strength: 'champion' })
  expect(verdict.rounds.find(round => round.seat === 'sd')).toMatchObject({ firstVote: 3, vote: 3 })
})

describe('revisions', () => {
  const problems = (held: readonly LoopCard[], ...revisions: readonly Revision[]) =>
    foldLoop(loopWith(REVISABLE, { revisions }), held, START).refusedRevisions.map(each => each.problem)

  test.each<[Vote, Vote, boolean]>([
    [2, 3, true], [3, 2, true], [4, 2, true],
    [2, 1, false], [2, 2, false], [2, 4, false], [3, 1, false], [3, 3, false], [3, 4, false], [4, 1, false], [4, 3, false], [4, 4, false],
  ])('[V13 V14] from %i to %i is allowed: %s', (from, to, isAllowed) => {
    const verdict = foldLoop(loopWith(REVISABLE, { revisions: [revision('sd', to)] }), all(3, { sd: from }), START)
    expect(verdict.rounds.find(round => round.seat === 'sd')).toMatchObject({ firstVote: from, vote: isAllowed ? to : from })
    expect(verdict.refusedRevisions.map(each => each.problem)).toEqual(isAllowed ? [] : ['move-not-allowed'])
  })

  test('[V14] each refusal names its reason', () => {
    expect(problems(cards({ hm: 2 }), revision('hm', 3))).toEqual(['not-all-revealed'])
    expect(problems(all(3, { sd: 2 }), revision('sd', 3, { reason: '  ' }))).toEqual(['not-in-writing'])
    expect(problems(all(3, { sd: 2 }), revision('sd', 3, { evidence: [] }))).toEqual(['no-evidence'])
    expect(problems(all(3), revision('deep', 2))).toEqual(['no-such-vote'])
    expect(problems(all(3, { culture: 1 }), revision('culture', 3))).toEqual(['not-all-revealed'])
  })

  test('[V13 V14] a rater has one revision, which a refused try does not use up', () => {
    const again = [revision('sd', 4), revision('sd', 3), revision('sd', 2)]
    const verdict = foldLoop(loopWith(REVISABLE, { revisions: again }), all(3, { sd: 2 }), START)
    expect(verdict.refusedRevisions.map(each => each.problem)).toEqual(['move-not-allowed', 'already-revised'])
    expect(verdict.status).toBe('UNANIMOUS')
  })

  test('[V13] one rater for a whole loop may still revise only one vote', () => {
    const sameRater = all(3, { sd: 2, tech: 2 }).map(each => ({ ...each, raters: each.raters.map(vote => ({ ...vote, rater: 'ana' })) }))
    expect(problems(sameRater, revision('sd', 3, { rater: 'ana' }), revision('tech', 3, { rater: 'ana' }))).toEqual(['already-revised'])
  })
})

describe('a revision before it is written', () => {
  const answer = (loop: Loop, held: readonly VotedCard[], wanted: Revision): string => {
    const result = checkRevision(loop, held, wanted, ['pin 1', 'pin 2'])
    return result.ok ? 'ok' : result.refusal.code
  }
  const open = loopWith(REVISABLE)
  const withNo = all(3, { sd: 2 })

  test('[V27] is allowed, or refused with its code', () => {
    expect(answer(open, withNo, revision('sd', 3))).toBe('ok')
    expect(answer(loopWith(), withNo, revision('sd', 3))).toBe('revision/not-offered')
    expect(answer(open, cards({ sd: 2 }), revision('sd', 3))).toBe('revision/not-all-revealed')
    expect(answer(open, withNo, revision('sd', 4))).toBe('revision/move-not-allowed')
    expect(answer(open, withNo, revision('sd', 3, { reason: '' }))).toBe('revision/not-in-writing')
    expect(answer(open, withNo, revision('sd', 3, { evidence: [] }))).toBe('revision/no-evidence')
    expect(answer(open, withNo, revision('sd', 3, { evidence: ['pin 1', 'made up'] }))).toBe('revision/no-evidence')
    expect(answer(open, withNo, revision('sd', 3, { rater: 'somebody else' }))).toBe('revision/no-such-vote')
  })

  test('[V14 V27] a second revision is refused, of the same vote or of another', () => {
    const done = loopWith(REVISABLE, { revisions: [revision('sd', 3)] })
    expect(answer(done, withNo, revision('sd', 2))).toBe('revision/already-revised')
    const byAna = all(3, { sd: 2 }).map(each => ({ ...each, raters: each.raters.map(vote => ({ ...vote, rater: 'ana' })) }))
    const anaDone = loopWith(REVISABLE, { revisions: [revision('sd', 3, { rater: 'ana' })] })
    expect(answer(anaDone, byAna, revision('tech', 2, { rater: 'ana' }))).toBe('revision/already-revised')
  })
})

test('[V1 V17] of two raters the lower vote stands, and both voted', () => {
  const held = all(3).map(each => (each.seat === 'culture' ? card('culture', 3, 1) : each))
  const verdict = foldLoop(loopWith(), held, START)
  expect(verdict).toMatchObject({ status: 'ENDED', reason: 'strong_no', seat: 'culture', voters: 7 })
  expect(verdict.closestFlip?.votes).toEqual([{ rater: 'rater 1 of culture', vote: 1 }])
  const revised = foldLoop(loopWith(REVISABLE, { revisions: [revision('sd', 3)] }), all(3).map(each => (each.seat === 'sd' ? card('sd', 2, 2) : each)), START)
  expect(revised).toMatchObject({ status: 'REJECT', seats: ['sd'] })
})

test('[V7 V16] a round declared practice after the end is read by the greyed verdict alone', () => {
  const practice: VotedCard = { ...card('sd', 4), declaredPractice: true }
  const ended = foldLoop(loopWith(), [card('hm', 1), practice], START)
  expect(ended).toMatchObject({ status: 'ENDED', hadItGoneOn: { status: 'IN_PROGRESS', outlook: 'open' } })
  // A moderator voids the strong no: the loop goes on, and what was practice stays practice.
  const voided = foldLoop(loopWith(), [practice], START)
  expect(voided).toMatchObject({ status: 'IN_PROGRESS', counted: [], practice: [practice] })
})

describe('the closest flip', () => {
  test('[V15] is the heaviest withholding round, and says which others withhold', () => {
    const verdict = foldLoop(loopWith(), all(3, { tech: 2, culture: 2, coding1: 2 }), START)
    expect(verdict.closestFlip).toEqual({
      seat: 'culture',
      round: 'round of culture',
      votes: [{ rater: 'rater 0 of culture', vote: 2 }],
      alsoWithholding: ['coding1', 'tech'],
    })
  })

  test('[V15] names only the raters who withheld', () => {
    const held = all(3).map(each => (each.seat === 'sd' ? card('sd', 4, 2) : each))
    expect(foldLoop(loopWith(), held, START).closestFlip?.votes).toEqual([{ rater: 'rater 1 of sd', vote: 2 }])
  })

  test('[V15] of an ended loop is the vote that ended it', () => {
    expect(foldLoop(loopWith(), cards({ hm: 2, tech: 1 }), START).closestFlip).toMatchObject({ seat: 'tech', alsoWithholding: ['hm'] })
  })

  test('[V15] is absent while nothing is rejected', () => {
    expect(foldLoop(loopWith(), all(3), START).closestFlip).toBeUndefined()
    expect(foldLoop(loopWith(), cards({ hm: 2 }), START).closestFlip).toBeUndefined()
  })
})

test('[V16] had the loop gone on: the other rounds alone, once one of them was held after the end', () => {
  const first = card('coding1', 1)
  const others = SIX.filter(seat => seat !== 'coding1')
  const greyed = (held: readonly LoopCard[]) => foldLoop(loopWith(), held, START).hadItGoneOn
  expect(greyed([first])).toBeUndefined()
  expect(greyed([first, card('sd', 3)])).toEqual({ status: 'IN_PROGRESS', outlook: 'open' })
  expect(greyed([first, ...others.map(seat => card(seat, 4))])).toEqual({ status: 'UNANIMOUS', strength: 'champion' })
  expect(greyed([first, ...others.map(seat => card(seat, seat === 'sd' ? 2 : 3))])).toMatchObject({ status: 'REJECT', seats: ['sd'] })
  expect(greyed([first, card('culture', 1)])).toMatchObject({ status: 'ENDED', seat: 'culture' })
  expect(foldLoop(loopWith(), all(3), START).hadItGoneOn).toBeUndefined()
})

test('[V17] a pair that held a whole loop is one voter', () => {
  const byAna = all(3).map(each => ({ ...each, raters: each.raters.map(vote => ({ ...vote, rater: 'ana' })) }))
  expect(foldLoop(loopWith(), byAna, START).voters).toBe(1)
  expect(foldLoop(loopWith(), all(3), START).voters).toBe(6)
})

test('[V18] the board lists the deep dive only when declared', () => {
  expect(requiredSeats({ deepDeclared: false })).toEqual(SIX)
  expect(requiredSeats({ deepDeclared: true })).toEqual(SEVEN)
})

test('[V31] the board keeps the recommended order, in whatever order rounds were held', () => {
  const recommended = ['hm', 'tech', 'coding1', 'coding2', 'sd', 'culture']
  for (const held of [recommended, recommended.toReversed(), ['sd', 'culture', 'hm', 'coding2', 'tech', 'coding1']]) {
    const folded = foldLoop(loopWith(), all(3).toSorted((left, right) => held.indexOf(left.seat) - held.indexOf(right.seat)), START)
    expect(folded.status).toBe('UNANIMOUS')
    expect(folded.rounds.map(({ seat }) => seat)).toEqual(recommended)
  }
})

test('[V23] design outweighs all coding, and still does not outvote it', () => {
  expect(WEIGHTS.sd).toBeGreaterThan(WEIGHTS.tech + WEIGHTS.coding1 + WEIGHTS.coding2)
  expect(foldLoop(loopWith(), all(4, { tech: 2 }), START).status).toBe('REJECT')
})
