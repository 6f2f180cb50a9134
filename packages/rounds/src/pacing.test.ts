import { milliseconds, minutes } from '@unanimous/kernel'
import { describe, expect, test } from 'vitest'
import { callWithoutCover } from './fixtures/call-without-cover.ts'
import { fill } from './fixtures/held-round.ts'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import type { RoundKind } from './kinds.ts'
import { pacingAt } from './pacing-advice.ts'
import { currentPack, kindPhases, pacing, windowOf } from './pacing.ts'
import type { Plan } from './pacing.ts'
import { effectiveState } from './progress.ts'
import type { Ladder } from './suggest.ts'

const plan = (kind: RoundKind, overrides: Partial<Plan> = {}): Plan => ({ kind, minutes: kind === 'recruiter' ? 30 : 60, stretch: 1, packs: [], ...overrides })
const ends = (setup: Plan) => pacing(setup).map(({ phase, endMs }) => `${phase} ${endMs / minutes(1)}`)
const stories = ['one', 'two', 'three'].map((id) => ({ ...callWithoutCover, id }))

describe('phases', () => {
  test.each([
    ['coding', 'open 3, clarify 8, code 26, walk 30, followups 54, candidate_questions 58, close 60'],
    ['tech', 'open 3, clarify 8, code 26, walk 30, followups 54, candidate_questions 58, close 60'],
    ['sd', 'open 3, scope 12, high_level 25, followups 55, candidate_questions 59, close 60'],
    ['hm', 'open 3, role_map 8, project_a 28, project_b 46, failure_change 54, candidate_questions 60'],
    ['culture', 'open 3, prompt_1 19, prompt_2 35, prompt_3 51, candidate_questions 56, close 60'],
    ['deep', 'open 3, redraw 15, decisions 30, attack 54, candidate_questions 60'],
    ['recruiter', 'open 3, role 10, scope 18, logistics 24, candidate_questions 30'],
  ] as const)('[P1] %s', (kind, line) => {
    expect(ends(plan(kind)).join(', ')).toBe(line)
  })

  test('[P1] phases follow one another without a gap', () => {
    const list = pacing(plan('coding', { packs: [nearestFillSource] }))
    expect(list.map(({ startMs }) => startMs)).toEqual([0, ...list.slice(0, -1).map(({ endMs }) => endMs)])
  })

  test('[P2] 45 minutes is the table times 0.75, an accommodation stretches it', () => {
    expect(ends(plan('coding', { minutes: 45 }))).toContain('code 19.5')
    expect(ends(plan('coding', { minutes: 45, packs: [nearestFillSource] }))).toContain('followups 40.5')
    expect(ends(plan('coding', { stretch: 1.5, packs: [nearestFillSource] })).at(-1)).toBe('close 90')
  })

  test('[P3] three short packs lie in the three slots', () => {
    const setup = plan('culture', { packs: stories })
    expect(stories.map((pack) => windowOf(setup, pack).startMs / minutes(1))).toEqual([3, 19, 35])
    expect(stories.map((pack) => windowOf(setup, pack).reserveMs / minutes(1))).toEqual([17, 33, 49])
    expect([0, 3, 18, 19, 35, 58].map((minute) => currentPack(setup, minutes(minute))?.id)).toEqual(['one', 'one', 'one', 'two', 'three', 'three'])
    expect(ends(setup)).toEqual(ends(plan('culture')))
  })

  test('[P3] in 45 minutes the slots begin earlier by a quarter', () => {
    const setup = plan('culture', { packs: stories, minutes: 45 })
    expect(stories.map((pack) => windowOf(setup, pack).startMs / minutes(1))).toEqual([2.25, 14.25, 26.25])
  })

  test('[P7] a prompt opened early or late brings its minutes with it', () => {
    const opened = (atMinute: number) => plan('culture', { packs: stories, opened: [{ pack: 'one', atMs: milliseconds(0) }, { pack: 'two', atMs: minutes(atMinute) }] })
    const window = (atMinute: number) => {
      const { startMs, endMs, reserveMs } = windowOf(opened(atMinute), stories[1]!)
      return [startMs, endMs, reserveMs].map((ms) => ms / minutes(1))
    }
    expect(window(16)).toEqual([16, 35, 30])
    expect(window(24)).toEqual([24, 35, 35])
    expect(window(40)).toEqual([40, 51, 51])
    expect(windowOf(opened(16), stories[0]!).startMs).toBe(minutes(3))
  })

  test('[F18] the prompt opened last has its turn', () => {
    const opened = [{ pack: 'one', atMs: milliseconds(0) }, { pack: 'two', atMs: minutes(16) }]
    expect(currentPack(plan('culture', { packs: stories, opened }), minutes(17))?.id).toBe('two')
    expect(currentPack(plan('culture', { packs: stories, opened }), minutes(45))?.id).toBe('two')
  })

  test('[P3] a long pack brings its own phases and fills the round', () => {
    const own = { ...kickoffSurge, interviewer: { ...kickoffSurge.interviewer, pacing: [{ phase: 'all', until: 60 }] } }
    expect(ends(plan('sd', { packs: [own] }))).toEqual(['all 60'])
    expect(windowOf(plan('sd', { packs: [kickoffSurge] }), kickoffSurge)).toMatchObject({ startMs: 0, reserveMs: minutes(55), endMs: minutes(60) })
  })
})

describe('advice', () => {
  const ladder = (overrides: Partial<Ladder> = {}): Ladder => ({
    ...plan('coding', { packs: [nearestFillSource] }), asked: [], coverage: {},
    progress: [{ pack: nearestFillSource.id, state: 'example_passes' }], ...overrides,
  })
  const asked = [{ node: fill('f2'), atMs: minutes(30) }]
  const reading = (minute: number, overrides: Partial<Ladder> = {}) => pacingAt(ladder(overrides), minutes(minute))

  test('[P5] the last two minutes of a phase are amber', () => {
    expect(reading(5)).toEqual({ phase: 'clarify', amber: false, red: false, behindMinutes: 0, sentence: 'on-plan' })
    expect(pacingAt(ladder(), milliseconds(minutes(6) - 1)).amber).toBe(false)
    expect(reading(6)).toMatchObject({ phase: 'clarify', amber: true, red: false, sentence: 'phase-ending' })
    expect(reading(8)).toMatchObject({ phase: 'code', amber: false })
  })

  test('[P6] no running example after the code phase: take the partial', () => {
    const coding = { progress: [{ pack: nearestFillSource.id, state: 'coding' }] }
    expect(reading(25, coding)).toMatchObject({ red: false })
    expect(reading(29, coding)).toMatchObject({ red: true, amber: false, behindMinutes: 3, sentence: 'take-partial' })
    expect(reading(31, { ...coding, asked })).toMatchObject({ red: false })
  })

  test('[P6] follow-ups that should have begun', () => {
    expect(reading(29)).toMatchObject({ sentence: 'phase-ending' })
    expect(reading(32)).toMatchObject({ red: true, behindMinutes: 2, sentence: 'start-follow-ups' })
    expect(reading(22, { ...plan('culture', { packs: stories }), progress: [] }).sentence).toBe('on-plan')
    expect(reading(24, { ...plan('culture', { packs: stories }), progress: [] }).sentence).toBe('start-follow-ups')
  })

  test.each([['deep', 30], ['hm', 28]] as const)('[P6] follow-ups of a %s that should have begun by minute %i', (kind, due) => {
    const pack = { ...kickoffSurge, interviewer: { ...kickoffSurge.interviewer, pacing: kindPhases(kind) } }
    const at = (minute: number) => reading(minute, { ...plan(kind, { packs: [pack] }), progress: [] })
    expect(at(due - 3).sentence).toBe('on-plan')
    expect(at(due - 1).sentence).toBe('phase-ending')
    expect(at(due + 4)).toMatchObject({ red: true, behindMinutes: 4, sentence: 'start-follow-ups' })
  })

  test('[P6] a prompt whose turn has come and that was not opened', () => {
    const opened = [{ pack: 'one', atMs: milliseconds(0) }]
    const asked = [{ node: `one/${stories[0]?.followups[0]?.id}`, atMs: minutes(6), mark: 'nailed' as const }]
    const culture = { ...plan('culture', { packs: stories, opened }), progress: [], asked }
    expect(reading(18, culture).sentence).toBe('phase-ending')
    expect(reading(22, culture)).toMatchObject({ red: true, behindMinutes: 3, sentence: 'next-prompt' })
    expect(reading(22, { ...culture, opened: [...opened, { pack: 'two', atMs: minutes(19) }] }).sentence).not.toBe('next-prompt')
  })

  test('[P6] an open follow-up past its minutes, into their questions, and overtime', () => {
    expect(reading(34, { asked })).toMatchObject({ red: false })
    expect(reading(36, { asked })).toMatchObject({ red: true, behindMinutes: 1, sentence: 'over-step' })
    expect(reading(55, { asked })).toMatchObject({ red: true, behindMinutes: 1, sentence: 'their-questions' })
    expect(reading(55, { asked: [{ ...asked[0]!, mark: 'nailed' }] })).toMatchObject({ red: false })
    expect(reading(63, { asked })).toMatchObject({ phase: 'close', red: true, behindMinutes: 3, sentence: 'overtime' })
  })

  test('[F6] after the code phase triggers read a running example', () => {
    const state = (minute: number, name: string) => {
      const { interviewer } = nearestFillSource
      const progress = [{ pack: nearestFillSource.id, state: name }]
      return interviewer.solutionStates[effectiveState(ladder(), progress, nearestFillSource, minutes(minute))]
    }
    expect(state(25, 'coding')).toBe('coding')
    expect(state(26, 'coding')).toBe('example_passes')
    expect(state(26, 'complete')).toBe('complete')
  })
})
