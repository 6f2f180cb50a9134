import { instant } from '@unanimous/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkReopening, isLastOwed, isRevealDue, opensAtReveal, owedBy, REVEAL_DEADLINE_MS, revealDeadline } from './index.ts'
import type { OwedForm, SealedRound, SealedSession } from './index.ts'

const AT = instant(1000)
const round = (change: Partial<SealedRound> = {}): SealedRound => ({
  round: 'A',
  kind: 'coding',
  interviewer: 'ana',
  candidate: 'ben',
  state: 'ended',
  endedAt: AT,
  isVoid: false,
  ...change,
})
const swapped = (change: Partial<SealedRound> = {}): SealedRound => round({ round: 'B', interviewer: 'ben', candidate: 'ana', ...change })
const filed = { cardFiledAt: AT, estimateFiledAt: AT }
const session = (...rounds: readonly SealedRound[]): SealedSession => ({ rounds })
const owes = (sealed: SealedSession) => owedBy(sealed).map(({ seat, round: of, form }) => `${seat} ${form} ${of}`)
const PLANNED: Partial<SealedRound> = { state: 'planned' }

test('[B1] each ended round owes a card and a self-estimate', () => {
  expect(owes(session(round(), swapped()))).toEqual(['ana scorecard A', 'ben self-estimate A', 'ben scorecard B', 'ana self-estimate B'])
  expect(owes(session(round({ cardFiledAt: AT })))).toEqual(['ben self-estimate A'])
  expect(owes(session(round({ kind: 'recruiter' })))).toEqual(['ana scorecard A'])
})

test('[B2] void, planned, running and dropped rounds owe nothing', () => {
  expect(owes(session(round({ isVoid: true }), ...(['planned', 'running', 'dropped'] as const).map(state => swapped({ state }))))).toEqual([])
})

test('[B3] everything opens when both rounds’ forms are filed, and not one form sooner', () => {
  for (const partly of [{ cardFiledAt: AT }, { estimateFiledAt: AT }]) {
    expect(isRevealDue(session(round(filed), swapped(partly)), AT)).toBeUndefined()
    expect(isRevealDue(session(round(partly), swapped(filed)), AT)).toBeUndefined()
  }
  expect(isRevealDue(session(round(filed), swapped(filed)), AT)).toBe('all-filed')
})

test('[B3] the first round stays sealed while the second is still to come or on', () => {
  expect(isRevealDue(session(round(filed), swapped(PLANNED)), AT)).toBeUndefined()
  expect(isRevealDue(session(round(filed), swapped({ state: 'running' })), AT)).toBeUndefined()
  expect(isRevealDue(session(round(filed), swapped({ state: 'dropped' })), AT)).toBe('all-filed')
})

test('[B4] the deadline counts from the last ended round', () => {
  const late = instant(AT + 5000)
  const sealed = session(round(), swapped({ endedAt: late }))
  expect(revealDeadline(sealed)).toBe(late + REVEAL_DEADLINE_MS)
  expect(isRevealDue(sealed, instant(late + REVEAL_DEADLINE_MS - 1))).toBeUndefined()
  expect(isRevealDue(sealed, instant(late + REVEAL_DEADLINE_MS))).toBe('deadline')
})

test('[B4] a planned round that never came does not hold the deadline, a running one does', () => {
  const past = instant(AT + REVEAL_DEADLINE_MS)
  expect(isRevealDue(session(round(), swapped(PLANNED)), past)).toBe('deadline')
  expect(isRevealDue(session(round(), swapped({ state: 'running' })), past)).toBeUndefined()
  expect(isRevealDue(session(round({ state: 'planned' })), past)).toBeUndefined()
})

test('[B5] at the deadline what was filed opens, a missing card is no vote, and every record opens', () => {
  const sealed = session(round({ estimateFiledAt: AT }), swapped({ cardFiledAt: AT }), round({ round: 'C', isVoid: true }), round({ round: 'D', ...PLANNED }))
  expect(opensAtReveal(sealed)).toEqual([
    { round: 'A', scorecard: 'no-vote', secondCard: 'not-owed', selfEstimate: 'opens', record: 'opens' },
    { round: 'B', scorecard: 'opens', secondCard: 'not-owed', selfEstimate: 'missing', record: 'opens' },
    { round: 'C', scorecard: 'not-owed', secondCard: 'not-owed', selfEstimate: 'not-owed', record: 'opens' },
  ])
})

test('[B6] a revealed session owes nothing and is never due again', () => {
  const revealed = { ...session(round(), swapped()), revealedAt: AT }
  expect(owedBy(revealed)).toEqual([])
  expect(isRevealDue(revealed, instant(AT + 2 * REVEAL_DEADLINE_MS))).toBeUndefined()
})

test('[B7] only its author reopens a form, only until the reveal', () => {
  const form: OwedForm = { round: 'A', seat: 'ana', form: 'scorecard' }
  const sealed = session(round(filed), swapped())
  const code = (of: SealedSession, seat: string) => {
    const result = checkReopening(of, form, seat)
    return result.ok ? 'ok' : result.refusal.code
  }
  expect(code(sealed, 'ana')).toBe('ok')
  expect(code(sealed, 'ben')).toBe('scorecard/not-yours')
  expect(code({ ...sealed, revealedAt: AT }, 'ana')).toBe('scorecard/opened')
  expect(code(session(round()), 'ana')).toBe('scorecard/not-filed')
  expect(checkReopening(sealed, { ...form, seat: 'ben' }, 'ben').ok).toBe(false)
})

test('[B3 B8] filing exactly the last owed form is what opens the session', () => {
  const anyFiled = fc.record({ cardFiledAt: fc.constantFrom(undefined, AT), estimateFiledAt: fc.constantFrom(undefined, AT) })
  const anyState = fc.constantFrom<SealedRound['state']>('planned', 'running', 'ended', 'dropped')
  fc.assert(fc.property(anyFiled, anyFiled, anyState, (first, second, state) => {
    const unset = (facts: object) => Object.fromEntries(Object.entries(facts).filter(([, at]) => at !== undefined))
    const sealed = session(round(unset(first)), swapped({ state, ...unset(second) }))
    for (const form of owedBy(sealed)) {
      const filing = form.form === 'scorecard' ? { cardFiledAt: AT } : { estimateFiledAt: AT }
      const after = { rounds: sealed.rounds.map(each => (each.round === form.round ? { ...each, ...filing } : each)) }
      expect(isLastOwed(sealed, form)).toBe(isRevealDue(after, AT) === 'all-filed')
    }
  }))
})

test('[B9] a second rater owes a card too, and everything opens with the last of the three forms', () => {
  const rated = (change: Partial<SealedRound> = {}) => session(round({ rater: 'cleo', ...change }))
  expect(owes(rated())).toEqual(['ana scorecard A', 'cleo scorecard A', 'ben self-estimate A'])
  expect(owes(rated({ isVoid: true }))).toEqual([])
  for (const missing of ['cardFiledAt', 'raterFiledAt', 'estimateFiledAt'] as const) {
    const { [missing]: _, ...others } = { ...filed, raterFiledAt: AT }
    const [owed] = owedBy(rated(others))
    expect(isRevealDue(rated(others), AT)).toBeUndefined()
    expect(owed && isLastOwed(rated(others), owed)).toBe(true)
  }
  expect(isRevealDue(rated({ ...filed, raterFiledAt: AT }), AT)).toBe('all-filed')
  expect(opensAtReveal(rated(filed))).toMatchObject([{ scorecard: 'opens', secondCard: 'no-vote' }])
  expect(opensAtReveal(rated({ raterFiledAt: AT }))).toMatchObject([{ scorecard: 'no-vote', secondCard: 'opens' }])
})

test('[B7 B9] each of two raters reopens their own card and not the other’s', () => {
  const sealed = session(round({ ...filed, rater: 'cleo', raterFiledAt: AT }))
  const of = (seat: string): OwedForm => ({ round: 'A', seat, form: 'scorecard' })
  expect(checkReopening(sealed, of('cleo'), 'cleo').ok).toBe(true)
  expect(checkReopening(sealed, of('ana'), 'cleo').ok).toBe(false)
  expect(checkReopening(session(round({ cardFiledAt: AT, rater: 'cleo' })), of('cleo'), 'cleo').ok).toBe(false)
})
