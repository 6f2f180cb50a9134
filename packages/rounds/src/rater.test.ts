import { minutes, type SeatId } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import type { AnyRoundCommand } from './decide.ts'
import { aSetup, CANDIDATE, EPOCH, fill, holdRound, INTERVIEWER, STRANGER, type HeldRound } from './fixtures/held-round.ts'
import { raterView } from './rater-view.ts'
import { revealedRecord, sealedRecord } from './record.ts'
import { initialState } from './state.ts'
import { viewFor } from './view.ts'

const RATER = 'seat-rater' as SeatId
const rates = (round: HeldRound, command: AnyRoundCommand) => round.ask(command, RATER, { rater: RATER })?.code
const quote = (evidence: string, text: string): AnyRoundCommand => ({ name: 'capture-evidence', evidence, kind: 'quote', text, dimensions: ['coding.problem_solving'], polarity: '+' })

/** Everything that an interviewer does in silence, between what is said aloud. */
const held = (mark: 'nailed' | 'struggled', silently: boolean): HeldRound => {
  const round = holdRound().at(5).tell({ name: 'give-hint', hint: fill('h1') }).at(30).tell({ name: 'ask-follow-up', node: fill('f2') }, { name: 'reveal-change-card', node: fill('f2') })
  if (silently) round.tell({ name: 'tick-signal', node: fill('f2'), polarity: '+', index: 0, on: true }, { name: 'write-note', note: 'n', text: 'private' }, quote('e1', 'of the interviewer')).from('server', { name: 'candidate-silent', sinceS: 1_500 })
  return round.tell({ name: 'mark-follow-up', node: fill('f2'), mark })
}

test('[T1] the rater sees what was said and shown, and nothing that the interviewer thought of it', () => {
  const [quiet, busy] = [held('nailed', false), held('struggled', true)]
  expect(raterView(busy.state(), RATER)).toEqual(raterView(quiet.state(), RATER))
  expect(busy.fold.raterCounter(RATER)).toBe(quiet.fold.raterCounter(RATER))
  expect(sealedRecord(busy.state(), RATER)).toEqual(sealedRecord(quiet.state(), RATER))
  const view = raterView(busy.state(), RATER)
  expect(view.asked).toEqual([{ node: fill('f2'), atMs: minutes(30) }])
  expect(view.evidence.map(({ id }) => id)).toEqual([`hint:${fill('h1')}`, `change-card:${fill('f2')}`])
})

test('[T1] holds these keys and no others, and the script only once the round has started', () => {
  expect(Object.keys(raterView(held('nailed', true).state(), RATER)).toSorted()).toEqual([
    'asked', 'cards', 'clock', 'complete', 'evidence', 'hints', 'kind', 'minutes', 'notes', 'opened', 'ownQuestions', 'packs', 'phases', 'role', 'round', 'session', 'standing', 'status', 'stretch', 'struck',
  ])
  expect(raterView(initialState(aSetup()), RATER).packs).toEqual([])
})

test('[T2] what the rater writes moves nothing of the other two, not even a time that a pause dates back', () => {
  const told = (secretly: boolean) => {
    const round = held('nailed', true).at(40)
    if (secretly) {
      expect(rates(round, quote('e2', 'of the rater'))).toBeUndefined()
      expect(rates(round, { name: 'write-note', note: 'n', text: 'of the rater' })).toBeUndefined()
    }
    round.from('server', { name: 'seat-absent', seat: CANDIDATE, since: EPOCH + minutes(39) }).from('server', { name: 'seat-back', seat: CANDIDATE })
    return round.tell({ name: 'ask-own-question', text: 'Why?', dimension: 'coding.problem_solving' }, quote('e3', 'after it'))
  }
  const [alone, watched] = [told(false), told(true)]
  for (const seat of [INTERVIEWER, CANDIDATE]) {
    expect(viewFor(watched.state(), seat)).toEqual(viewFor(alone.state(), seat))
    expect(watched.fold.counter(seat)).toBe(alone.fold.counter(seat))
  }
  expect(sealedRecord(watched.state(), INTERVIEWER)).toEqual(sealedRecord(alone.state(), INTERVIEWER))
  expect(revealedRecord(watched.state()).evidence.map(({ text }) => text)).toContain('of the rater')
  expect(watched.fold.raterCounter(RATER)).toBe(alone.fold.raterCounter(RATER) + 2)
  expect(watched.fold.raterCounter(STRANGER)).toBe(alone.fold.raterCounter(STRANGER))
})

test('[T2] the same id may be captured by each of two who rate, and is taken back by its own author', () => {
  const round = held('nailed', false).tell(quote('e1', 'of the interviewer'))
  expect(rates(round, quote('e1', 'of the rater'))).toBeUndefined()
  expect(rates(round, quote('e1', 'again'))).toBe('round/evidence-exists')
  expect(rates(round, { name: 'retract-evidence', evidence: 'e1' })).toBeUndefined()
  expect(rates(round, { name: 'retract-evidence', evidence: 'e1' })).toBe('round/unknown-evidence')
  expect(round.state().captures.map(({ text }) => text)).toEqual(['of the interviewer'])
})

test('[T3] the rater captures and notes during the round and after it; everything else is refused them, and all of it a stranger', () => {
  const round = held('nailed', false)
  const theirs: readonly AnyRoundCommand[] = [quote('e9', 'late'), { name: 'write-note', note: 'n', text: 'mine' }]
  const others: readonly AnyRoundCommand[] = [
    { name: 'mark-follow-up', node: fill('f2'), mark: 'nailed' }, { name: 'ask-follow-up', node: fill('f3') }, { name: 'give-hint', hint: fill('h2') }, { name: 'pause-round' }, { name: 'press-complete' },
    { name: 'end-round' }, { name: 'choose-language', language: 'python' },
  ]
  for (const command of others) expect(rates(round, command)).toBe('round/not-your-role')
  for (const command of theirs) expect(round.ask(command, STRANGER, { rater: RATER })?.code).toBe('round/not-your-role')
  round.tell({ name: 'end-round' })
  for (const command of theirs) expect(rates(round, command)).toBeUndefined()
  expect(raterView(round.state(), RATER)).toMatchObject({ status: 'ended', notes: [{ text: 'mine' }] })
  expect(sealedRecord(round.state(), RATER).evidence.at(-1)).toMatchObject({ text: 'late', late: true, by: RATER })
})
