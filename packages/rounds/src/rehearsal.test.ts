import { instant } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import type { RoundCommand } from './commands.ts'
import { EPOCH, fill, surge } from './fixtures/held-round.ts'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import { createRehearsal, rehearse, reviewRehearsal, REHEARSING_SEAT, SCRIPTED_SEAT, type Rehearsal } from './rehearsal.ts'
import { CANDIDATES, type ScriptedCandidate } from './scripted-candidate.ts'
import { suggest } from './suggest.ts'
import { findNode } from './nodes.ts'
import { viewFor } from './view.ts'

const at = (minute: number) => instant(EPOCH + minute * 60_000)
const tell = (rehearsal: Rehearsal, minute: number, ...commands: readonly RoundCommand[]): Rehearsal => commands.reduce((held, command) => {
  const next = rehearse(held, command, at(minute))
  return next.ok ? next.value : expect.unreachable(next.refusal.code)
}, rehearsal)
const started = (pack = nearestFillSource) => tell(createRehearsal(pack), 0, { name: 'start-round' })
const markOf = (candidate: ScriptedCandidate, node: string) => candidate(findNode([kickoffSurge, nearestFillSource], node)?.node ?? expect.unreachable(node))

test('[R4] a rehearsal is decided by the rules of any round, at full length and as practice', () => {
  const rehearsal = started()
  expect(rehearsal.setup).toMatchObject({ kind: 'coding', minutes: 60, standing: 'practice', packs: [{ id: 'coding.nearest-fill-source' }] })
  expect(rehearsal.log.map(({ seq, type }) => [seq, type])).toEqual([[1, 'round-started']])
  const asked = tell(rehearsal, 31, { name: 'ask-follow-up', node: fill('f2') })
  const second = rehearse(asked, { name: 'ask-follow-up', node: fill('f3') }, at(32))
  expect(second).toMatchObject({ ok: false, refusal: { code: 'round/mark-first' } })
  expect(viewFor(asked.state, REHEARSING_SEAT)).toMatchObject({ role: 'interviewer', asked: [{ node: fill('f2') }] })
  expect(rehearsal.log).toHaveLength(1)
})

test('[R4] the seat that nobody sits in sees what a candidate would', () => {
  const shown = tell(started(kickoffSurge), 26, { name: 'ask-follow-up', node: surge('s1') }, { name: 'tick-signal', node: surge('s1'), polarity: '+', index: 0, on: true })
  expect(viewFor(shown.state, SCRIPTED_SEAT)).toMatchObject({ role: 'candidate', prompts: [{ title: kickoffSurge.title }], cards: [] })
})

test('[R5] its review holds each mark against how the candidate really did, and each step against what the policy proposed', () => {
  const candidate = CANDIDATES.middling
  const held = tell(
    tell(started(), 30, { name: 'set-solution-state', pack: nearestFillSource.id, state: 'example_passes' }),
    31, { name: 'ask-follow-up', node: fill('f2') }, { name: 'mark-follow-up', node: fill('f2'), mark: 'nailed' },
    { name: 'ask-follow-up', node: fill('f6') },
  )
  const { steps } = reviewRehearsal(held, candidate, at(40))
  expect(steps.map(({ node, mark, truly, atMs }) => [node.id, mark, truly, atMs / 60_000])).toEqual([
    ['f2', 'nailed', markOf(candidate, fill('f2')), 31], ['f6', undefined, markOf(candidate, fill('f6')), 31],
  ])
  const ladder = { ...held.setup, asked: held.state.asked.slice(0, 1), progress: held.state.progress, coverage: { 'coding.extension_defence': 1 } }
  expect(steps[1]?.proposed?.id).toBe(suggest(ladder, held.state.asked[1]?.atMs ?? expect.unreachable('two were asked'))[0]?.node.split('/')[1])
  expect(steps[0]?.proposed?.id).toBe('f1')
  expect(steps[1]?.proposed?.id).not.toBe('f6')
})

test('[R6] it says what was seen of the dimensions in focus and what was not, in how much time and with how much help', () => {
  const held = tell(started(), 31, { name: 'ask-follow-up', node: fill('f2') }, { name: 'mark-follow-up', node: fill('f2'), mark: 'partial' })
  const hint = nearestFillSource.interviewer.hints.find(({ cost }) => cost === 2) ?? expect.unreachable('a hint that costs')
  const ended = tell(tell(held, 34, { name: 'give-hint', hint: fill(hint.id) }), 40, { name: 'end-round' })
  const review = reviewRehearsal(ended, CANDIDATES.strong, at(90))
  expect(review.covered).toEqual(['coding.extension_defence'])
  expect([...review.covered, ...review.bare].toSorted()).toEqual([...nearestFillSource.interviewer.rubricFocus].toSorted())
  expect([review.elapsedMs / 60_000, review.hintPoints]).toEqual([40, 2])
  expect(reviewRehearsal(started(), CANDIDATES.strong, at(5))).toMatchObject({ steps: [], covered: [], elapsedMs: 5 * 60_000, hintPoints: 0 })
})
