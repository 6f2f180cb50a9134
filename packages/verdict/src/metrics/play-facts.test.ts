import { instant, milliseconds } from '@unanimous/kernel'
import type { CommandId, RoundId, SeatId, SessionId } from '@unanimous/kernel'
import { fold } from '@unanimous/rounds'
import type { FollowUp, NewEvent, Pack, RoundEvent, RoundSetup } from '@unanimous/rounds'
import { expect, test } from 'vitest'
import { playFactsOf } from '../index.ts'

const [ANA, CLEO] = ['ana' as SeatId, 'cleo' as SeatId]

const node = (id: string, change: Partial<FollowUp> = {}): FollowUp => ({
  id, kind: 'cost', depth: 4, dims: ['coding.extension_defence'], ask: 'What does it cost?', trigger: {}, minutes: 3, strong: [], weak: [],
  next: { nailed: [], partial: [], struggled: [] }, ...change,
})
const pack = (change: Partial<Pack> = {}, hints: Pack['interviewer']['hints'] = []): Pack => ({
  schema: 'unanimous.pack/2', id: 'coding.one', version: 1, kind: 'coding', title: 'One', level: 'L5', minutes: 60, teams: [],
  candidate: { prompt: 'Do it.' },
  interviewer: { script: { open: '', rescue: '', wrap: '' }, leftUnsaid: [], rubricFocus: ['coding.problem_solving'], pacing: [], solutionStates: ['coding'], hints },
  entry: ['f1'], followups: [node('f1'), node('f2', { kind: 'scaffold', depth: 1 })], ...change,
})
const setup = (change: Partial<RoundSetup> = {}): RoundSetup => ({
  round: 'r' as RoundId, session: 's' as SessionId, kind: 'coding', minutes: 60, stretch: 1, interviewer: ANA, candidate: CLEO,
  packs: [pack()], standing: 'practice', ...change,
})
type Happened = Pick<NewEvent, 'type' | 'body'> & { readonly minute: number }
const happened = (minute: number, type: NewEvent['type'], body: object = {}): Happened => ({ minute, type, body }) as Happened
const played = (of: RoundSetup, ...events: readonly Happened[]) =>
  playFactsOf(fold(of, events.map(({ minute, ...event }, index) => ({
    ...event, round: of.round, at: instant(minute * 60_000), roundMs: milliseconds(minute * 60_000), seat: ANA, commandId: `c${index}` as CommandId, v: 1, seq: index + 1,
  }) as RoundEvent)))

test('[M14] a coding round has the stretch before its first follow-up and the one after', () => {
  const facts = played(setup(), happened(0, 'round-started'), happened(36, 'follow-up-asked', { node: 'coding.one/f1' }), happened(61, 'round-ended', { cause: 'person' }))
  expect(facts.minutes).toBe(61)
  expect(facts.stretches).toEqual([
    { from: 'open', to: 'walk', plannedMs: 30 * 60_000, actualMs: 36 * 60_000 },
    { from: 'followups', to: 'close', plannedMs: 30 * 60_000, actualMs: 25 * 60_000 },
  ])
})

test('[M14] a culture round has a stretch for each prompt that was opened', () => {
  const prompt = (id: string) => pack({ id, kind: 'culture', minutes: 16 })
  const of = setup({ kind: 'culture', packs: [prompt('a'), prompt('b'), prompt('c')] })
  const facts = played(of, happened(0, 'round-started'), happened(25, 'prompt-opened', { pack: 'b' }), happened(40, 'prompt-opened', { pack: 'c' }), happened(60, 'round-ended', { cause: 'person' }))
  expect(facts.stretches.map(({ from, to, plannedMs, actualMs }) => [from, to, plannedMs / 60_000, actualMs / 60_000])).toEqual([
    ['open', 'prompt_1', 19, 25], ['prompt_2', 'prompt_2', 16, 15], ['prompt_3', 'close', 25, 20],
  ])
})

test('[M24] a round that never came to its ladder has no depth, and one whose packs hold no hints no points', () => {
  const bare = played(setup(), happened(0, 'round-started'), happened(50, 'follow-up-asked', { node: 'coding.one/f2' }),
    happened(51, 'follow-up-marked', { node: 'coding.one/f2', mark: 'nailed' }), happened(60, 'round-ended', { cause: 'person' }))
  expect(Object.keys(bare)).toEqual(['minutes', 'asked', 'stretches'])
  expect(bare.asked).toEqual([{ kind: 'scaffold', depth: 1, mark: 'nailed' }])
})

test('[M24] depth, hints and pronouns are there where the round had them', () => {
  const of = setup({ packs: [pack({}, [{ id: 'h1', at: 'coding', cost: 2, say: 'Look.' }])] })
  const facts = played(of, happened(0, 'round-started'), happened(20, 'hint-given', { hint: 'coding.one/h1' }),
    happened(31, 'follow-up-asked', { node: 'coding.one/f1' }), happened(35, 'follow-up-marked', { node: 'coding.one/f1', mark: 'struggled' }), happened(60, 'round-ended', { cause: 'person' }))
  expect(facts).toMatchObject({ depthReached: 0, breakDepth: 4, hints: { points: 2, byDimension: { 'coding.problem_solving': 2 } } })
  expect(played(setup({ kind: 'hm', packs: [] }), happened(0, 'round-started'), happened(60, 'round-ended', { cause: 'person' })).pronouns).toEqual({ i: 0, we: 0 })
})
