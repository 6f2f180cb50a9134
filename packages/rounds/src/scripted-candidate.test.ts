import { minutes } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import { CANDIDATES, signalsHeard, solutionStateAt } from './scripted-candidate.ts'
import type { Plan } from './pacing.ts'

const steps = [...nearestFillSource.followups, ...kickoffSurge.followups]

test('[R1] a strong candidate nails everything, a weak one struggles with everything, a middling one breaks where it gets deep', () => {
  expect(new Set(steps.map(CANDIDATES.strong))).toEqual(new Set(['nailed']))
  expect(new Set(steps.map(CANDIDATES.weak))).toEqual(new Set(['struggled']))
  for (const node of steps) expect(CANDIDATES.middling(node)).toBe(node.depth <= 2 ? 'nailed' : node.depth === 3 ? 'partial' : 'struggled')
})

test('[R2] what is heard are signals of the very step: strong when nailed, weak in a struggle, one of each when partial', () => {
  for (const node of steps) {
    const polarities = (mark: 'nailed' | 'partial' | 'struggled' | 'skipped') => signalsHeard(node, mark).map(({ polarity }) => polarity)
    const [strong, weak] = [node.strong.length > 0 ? ['+'] : [], node.weak.length > 0 ? ['-'] : []]
    expect([polarities('nailed'), polarities('partial'), polarities('struggled'), polarities('skipped')]).toEqual([strong, [...strong, ...weak], weak, []])
    for (const { polarity, index, text } of signalsHeard(node, 'partial')) expect((polarity === '+' ? node.strong : node.weak)[index]).toBe(text)
    expect(signalsHeard(node, 'partial')).toEqual(signalsHeard(node, 'partial'))
  }
  expect(new Set(steps.flatMap(node => signalsHeard(node, 'nailed').map(({ index }) => index))).size).toBeGreaterThan(1)
})

test('[R3] a scripted solution starts at its first state, never goes back, and is whole when the follow-ups begin', () => {
  for (const pack of [nearestFillSource, kickoffSurge]) {
    const plan: Plan = { kind: pack.kind, minutes: 60, stretch: 1, packs: [pack] }
    const { solutionStates, pacing } = pack.interviewer
    const places = Array.from({ length: 61 }, (_, minute) => solutionStates.indexOf(solutionStateAt(plan, pack, minutes(minute))))
    expect(places[0]).toBe(0)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(new Set(places).size).toBe(solutionStates.length)
    const asking = pacing[pacing.findIndex(({ phase }) => phase === 'followups') - 1]?.until ?? 0
    expect(places[asking]).toBe(solutionStates.length - 1)
    expect(places[asking - 1]).toBeLessThan(solutionStates.length - 1)
  }
})

test('[R3] in a talk the states are reached over all of it', () => {
  const { interviewer } = nearestFillSource
  const pack = { ...nearestFillSource, kind: 'hm' as const, interviewer: { ...interviewer, solutionStates: ['role', 'first', 'second'], pacing: [{ phase: 'open', until: 3 }, { phase: 'role_map', until: 10 }, { phase: 'project_a', until: 50 }, { phase: 'candidate_questions', until: 60 }] } }
  const plan: Plan = { kind: 'hm', minutes: 60, stretch: 1, packs: [pack] }
  const states = [0, 10, 23, 24, 36, 37, 59].map(minute => solutionStateAt(plan, pack, minutes(minute)))
  expect(states).toEqual(['role', 'role', 'role', 'first', 'first', 'second', 'second'])
})
