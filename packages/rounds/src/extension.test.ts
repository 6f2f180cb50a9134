import { minutes } from '@unanimous/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asExtension, packIn } from './extension.ts'
import { CANDIDATE, fill, holdRound } from './fixtures/held-round.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import { dimensionsOf } from './kinds.ts'
import { ladderOf } from './interviewer-view.ts'
import { hasChosenLength, mediumOf, plannedMinutes } from './medium.ts'
import { pacing, windowOf } from './pacing.ts'
import { pacingAt } from './pacing-advice.ts'
import { suggest } from './suggest.ts'

const played = asExtension(nearestFillSource)
const hold = () => holdRound({ kind: 'extension', minutes: 20, packs: [played], standing: 'practice', languages: ['typescript', 'python'] })
const node = (id: string) => played.followups.find((each) => each.id === id)

describe('the form', () => {
  test('[K1 K3] it takes 20 minutes over an editor, whatever the session is planned for', () => {
    expect([plannedMinutes('extension', 60), plannedMinutes('extension', 45), hasChosenLength('extension'), mediumOf('extension')]).toEqual([20, 20, false, 'editor'])
    expect(plannedMinutes('coding', 45)).toBe(45)
  })

  test('[K3 P2] its phases are its own, and an accommodation stretches them', () => {
    const ends = (stretch: number) => pacing({ kind: 'extension', minutes: 20, stretch, packs: [played] }).map(({ phase, endMs }) => `${phase} ${endMs / minutes(1)}`)
    expect(ends(1)).toEqual(['open 1', 'walk 3', 'followups 18', 'close 20'])
    expect(ends(1.5)).toEqual(['open 1.5', 'walk 4.5', 'followups 27', 'close 30'])
    expect(windowOf({ kind: 'extension', minutes: 20, stretch: 1, packs: [played] }, played)).toEqual({ startMs: 0, endMs: minutes(20), reserveMs: minutes(18), minuteMs: minutes(1) })
  })

  test('[K3 P6] at minute 3 the follow-ups are due, and nobody is told to take a partial', () => {
    expect(pacingAt(ladderOf(hold().state()), minutes(2))).toMatchObject({ red: false })
    expect(pacingAt(ladderOf(hold().state()), minutes(5))).toMatchObject({ red: true, sentence: 'start-follow-ups', behindMinutes: 2 })
  })
})

describe('what is left of the pack', () => {
  test('[K4] the solution is finished, so nothing leads to it', () => {
    const { solutionStates, hints, leftUnsaid, factsOnRequest = [] } = played.interviewer
    expect([solutionStates, hints, leftUnsaid]).toEqual([['complete'], [], []])
    expect(factsOnRequest).toContainEqual({ fact: nearestFillSource.interviewer.leftUnsaid[0]?.q, value: nearestFillSource.interviewer.leftUnsaid[0]?.a })
    expect(hold().state().progress).toEqual([{ pack: played.id, state: 'complete' }])
  })

  test('[K4] prompt, key, cases and change cards stay as they are', () => {
    expect(played.candidate).toBe(nearestFillSource.candidate)
    expect(played.interviewer.reference).toBe(nearestFillSource.interviewer.reference)
    expect(played.interviewer.cases).toBe(nearestFillSource.interviewer.cases)
    expect(node('f3')?.changeCard).toContain('100,000,000')
  })

  test('[K5] checks of the base and their help are gone, and edges lead past them', () => {
    const [check, ...others] = nearestFillSource.followups
    const led = asExtension({ ...nearestFillSource, entry: ['f1'], followups: [{ ...check!, next: { nailed: ['f5', 'f2'], partial: ['f1s'], struggled: ['f1s'] } }, ...others] })
    expect([played, led].map((pack) => pack.followups.some(({ id }) => id === 'f1' || id === 'f1s'))).toEqual([false, false])
    expect(led.entry).toEqual(['f5', 'f2'])
    const named = led.followups.flatMap(({ next, trigger }) => [...next.nailed, ...next.partial, ...next.struggled, ...trigger.after ?? []])
    expect(named.filter((id) => led.followups.every((each) => each.id !== id))).toEqual([])
  })

  test('[K5] a deeper check stays: the changed solution may be wrong', () => {
    const deeper = nearestFillSource.followups.map((each) => (each.id === 'f1' ? { ...each, depth: 2 as const } : each))
    expect(asExtension({ ...nearestFillSource, followups: deeper }).followups.map(({ id }) => id)).toContain('f1')
  })

  test('[K5] nothing waits for a state or a minute, only for what it follows', () => {
    expect(played.followups.every(({ trigger }) => trigger.state === undefined && trigger.minute === undefined)).toBe(true)
    expect([node('f2s')?.trigger, node('f4')?.trigger, node('f6')?.trigger]).toEqual([{ after: ['f2'] }, { after: ['f3'] }, {}])
  })

  test('[K6] every follow-up speaks for what the card rates', () => {
    expect(dimensionsOf('extension').map(({ id, core }) => [id, core])).toEqual([['coding.extension_defence', true], ['coding.narration', false]])
    expect([node('f3')?.dims, node('f6')?.dims]).toEqual([['coding.extension_defence'], ['coding.extension_defence', 'coding.narration']])
    expect(played.interviewer.rubricFocus).toEqual(['coding.extension_defence', 'coding.narration'])
  })

  test('[K4] any other round plays the pack as it is', () => {
    expect(packIn('coding', nearestFillSource)).toBe(nearestFillSource)
    expect(packIn('extension', nearestFillSource)).toEqual(played)
  })
})

describe('a round of nothing but follow-ups', () => {
  test('[K5 F10] from the first minute it suggests a changed rule', () => {
    expect(suggest(ladderOf(hold().state()), minutes(0))[0]).toMatchObject({ node: fill('f2'), reason: { code: 'entry' } })
  })

  test('[K6 E1] a mark is evidence for extension, and what the card does not rate is refused', () => {
    const round = hold().tell({ name: 'ask-follow-up', node: fill('f5') }, { name: 'mark-follow-up', node: fill('f5'), mark: 'nailed' })
    const view = round.fold.view(round.setup.interviewer)
    expect(view).toMatchObject({ coverage: { 'coding.extension_defence': 1, 'coding.narration': 0 }, depth: { depthReached: 2 } })
    expect(round.ask({ name: 'ask-own-question', text: 'Why a heap?', dimension: 'coding.problem_solving' })?.code).toBe('round/unknown-dimension')
    expect(round.ask({ name: 'ask-follow-up', node: fill('f1') })?.code).toBe('round/unknown-follow-up')
  })

  test('[K7] however it goes, the ladder goes on while a dimension is bare and something free still fits', () => {
    const answer = fc.record({ mark: fc.constantFrom(...(['nailed', 'partial', 'struggled', 'skipped'] as const)), choice: fc.nat(2) })
    fc.assert(fc.property(fc.array(answer, { minLength: 12, maxLength: 12 }), (answers) => {
      const round = hold()
      let minute = 3
      for (const { mark, choice } of answers) {
        const ladder = ladderOf(round.state())
        const suggested = suggest(ladder, minutes(minute))
        const isBare = played.interviewer.rubricFocus.some((id) => (ladder.coverage[id] ?? 0) === 0)
        const fits = played.followups.filter(({ id, kind, trigger, minutes: length }) =>
          kind !== 'scaffold' && trigger.after === undefined && length <= 18 - minute && ladder.asked.every((asked) => asked.node !== fill(id)))
        expect(suggested.length > 0 || !isBare || fits.length === 0).toBe(true)
        const next = suggested[choice % Math.max(1, suggested.length)]?.node
        if (next === undefined) return
        round.at(minute).tell({ name: 'ask-follow-up', node: next }, { name: 'mark-follow-up', node: next, mark })
        minute += played.followups.find(({ id }) => fill(id) === next)?.minutes ?? 0
      }
    }), { numRuns: 100 })
  })

  test('[K8 S4] it begins in the first language on offer, and the server or either person may turn to another', () => {
    const round = hold()
    expect(round.state().language).toBe('typescript')
    expect(round.ask({ name: 'choose-language', language: 'kotlin' }, CANDIDATE)?.code).toBe('round/language-not-offered')
    expect(round.from('server', { name: 'choose-language', language: 'python' }).fold.view(CANDIDATE)).toMatchObject({ language: 'python', languages: ['typescript', 'python'] })
  })

  test('[K8] where any language will do, none is chosen beforehand', () => {
    expect(holdRound().state().language).toBeUndefined()
  })
})
