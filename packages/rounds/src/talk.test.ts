import { minutes } from '@unanimous/kernel'
import { describe, expect, test } from 'vitest'
import { coverage, evidenceOf } from './evidence.ts'
import { callWithoutCover } from './fixtures/call-without-cover.ts'
import { CANDIDATE, holdRound } from './fixtures/held-round.ts'
import type { HeldRound } from './fixtures/held-round.ts'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import { bareChoices, heardIn, pronounsOf, timesHeard } from './heard.ts'
import type { Heard } from './heard.ts'
import { ROUND_KINDS } from './kinds.ts'
import { mediumOf, plannedMinutes } from './medium.ts'
import type { Pack } from './pack.ts'
import { revealedRecord } from './record.ts'
import { checklistOf } from './talk.ts'
import { upcast } from './upcast.ts'
import { viewFor } from './view.ts'

const design = () => holdRound({ kind: 'sd', packs: [kickoffSurge] })
const talk = (kind: 'hm' | 'culture' = 'culture') => holdRound({ kind, packs: [callWithoutCover] })
const deepPack: Pack = { ...kickoffSurge, id: 'deep.one', kind: 'deep' }
const deep = () => holdRound({ kind: 'deep', packs: [deepPack] })

const hear = (round: HeldRound, ...words: readonly Heard[]) => round.tell(...words.map((heard) => ({ name: 'tap-heard', heard }) as const))
const times = (count: number, heard: Heard): readonly Heard[] => Array.from({ length: count }, () => heard)
const sets = <Keys extends string>(keys: readonly Keys[], value: (key: Keys) => unknown) => Object.fromEntries(keys.map((key) => [key, value(key)]))

describe('kinds', () => {
  test('[K1] each is held over a call, an editor or a board', () => {
    expect(sets(ROUND_KINDS, mediumOf)).toEqual({ recruiter: 'call', hm: 'call', tech: 'editor', coding: 'editor', sd: 'board', culture: 'call', deep: 'board', extension: 'editor' })
  })

  test('[K2 K3] a recruiter’s screen is half an hour and a round of nothing but follow-ups 20 minutes, whatever the session is planned for', () => {
    expect(ROUND_KINDS.map((kind) => plannedMinutes(kind, 45))).toEqual([30, 45, 45, 45, 45, 45, 45, 20])
    expect(plannedMinutes('recruiter', 60)).toBe(30)
  })
})

describe('the board', () => {
  const strike = (element: string, struck = true) => ({ name: 'strike-component', element, label: 'Workers', struck }) as const

  test('[B1] the interviewer strikes a component out where there is a board', () => {
    expect(design().ask(strike('a'))).toBeUndefined()
    expect(holdRound().ask(strike('a'))).toBeUndefined()
    expect(design().ask(strike('a'), CANDIDATE)?.code).toBe('round/not-your-role')
    expect(talk().ask(strike('a'))?.code).toBe('round/no-board')
  })

  test('[B2] both see it until it is taken back, and once is enough', () => {
    const round = design().at(20).tell(strike('a'), strike('b'))
    const shown = () => (['interviewer', CANDIDATE] as const).map((seat) => viewFor(round.state(), seat === CANDIDATE ? CANDIDATE : round.state().setup.interviewer).struck)
    expect(shown()).toEqual([['a', 'b'], ['a', 'b']])
    const before = round.log.length
    round.tell(strike('b'))
    expect(round.log).toHaveLength(before)
    round.tell(strike('a', false))
    expect(shown()).toEqual([['b'], ['b']])
    expect(round.state().struck).toEqual([{ element: 'b', label: 'Workers', atMs: minutes(20) }])
  })
})

describe('what is counted', () => {
  test('[H1] because in design, I and we in talk, nothing elsewhere', () => {
    expect(sets(ROUND_KINDS, (kind) => heardIn(kind).join(' '))).toEqual({
      recruiter: '', tech: '', coding: '', extension: '', hm: 'i we', culture: 'i we',
      sd: 'choice reason trade_off cost failure observability', deep: 'choice reason trade_off cost failure observability',
    })
    for (const name of ['tap-heard', 'take-back-heard'] as const) {
      expect(design().ask({ name, heard: 'we' })?.code).toBe('round/not-counted')
      expect(talk().ask({ name, heard: 'reason' })?.code).toBe('round/not-counted')
      expect(holdRound().ask({ name, heard: 'choice' })?.code).toBe('round/not-counted')
      expect(design().ask({ name, heard: 'choice' }, CANDIDATE)?.code).toBe('round/not-your-role')
    }
  })

  test('[H2] each tap keeps its moment, and taking back removes the newest of its sort', () => {
    const round = hear(hear(design().at(12), 'choice', 'reason').at(15), 'choice')
    expect(round.state().heard).toEqual([
      { heard: 'choice', atMs: minutes(12) }, { heard: 'reason', atMs: minutes(12) }, { heard: 'choice', atMs: minutes(15) },
    ])
    round.tell({ name: 'take-back-heard', heard: 'choice' })
    expect(round.state().heard.map(({ heard, atMs }) => [heard, atMs / minutes(1)])).toEqual([['choice', 12], ['reason', 12]])
    const before = round.log.length
    expect(round.tell({ name: 'take-back-heard', heard: 'failure' }).log).toHaveLength(before)
  })

  test('[H3] a count is no evidence; it stands in the record of the round', () => {
    const round = hear(design(), 'choice', 'reason', 'reason')
    expect(evidenceOf(round.state())).toEqual([])
    expect(Object.values(coverage(round.state())).every((items) => items === 0)).toBe(true)
    expect(timesHeard(revealedRecord(round.state()).heard, 'reason')).toBe(2)
  })

  test('[H4] the share of I says nothing before twenty pronouns, then flags below .5 and notes above .95', () => {
    const reading = (i: number, we: number) => pronounsOf(hear(talk('hm'), ...times(i, 'i'), ...times(we, 'we')).state().heard)
    expect(reading(10, 9)).toEqual({ i: 10, we: 9 })
    expect(reading(10, 10)).toEqual({ i: 10, we: 10, share: 0.5 })
    expect(reading(9, 11)).toEqual({ i: 9, we: 11, share: 0.45, flag: 'mostly-we' })
    expect(reading(19, 1)).toEqual({ i: 19, we: 1, share: 0.95 })
    expect(reading(20, 0)).toEqual({ i: 20, we: 0, share: 1, flag: 'hardly-we' })
  })

  test('[H5] a choice without a reason is bare', () => {
    const round = hear(design(), 'choice', 'choice', 'choice', 'reason', 'cost')
    expect(bareChoices(round.state().heard)).toBe(2)
    expect(bareChoices(hear(round, 'reason', 'reason', 'reason').state().heard)).toBe(0)
  })
})

describe('projects and decisions', () => {
  const project = (title: string, options = '') => ({ name: 'note-project', project: 'b', title, decision: 'Queue per title', date: 'spring', options } as const)

  test('[J1] a hiring manager’s round maps two projects; writing one again keeps its place and moment', () => {
    const round = talk('hm').at(9).tell(project('Encoder queue')).at(20).tell({ ...project('Licence store'), project: 'a' }).at(30).tell(project('Encoder queue', 'one table'))
    expect(round.state().projects.map(({ project: place, title, options, atMs }) => [place, title, options, atMs / minutes(1)])).toEqual([
      ['a', 'Licence store', '', 20], ['b', 'Encoder queue', 'one table', 9],
    ])
    const before = round.log.length
    expect(round.tell(project('Encoder queue', 'one table')).log).toHaveLength(before)
    expect(talk('culture').ask(project('x'))?.code).toBe('round/no-projects')
  })

  test('[J2] the map stays with its interviewer: neither the candidate’s view nor the record holds it', () => {
    const state = talk('hm').tell(project('Encoder queue')).state()
    for (const shown of [viewFor(state, CANDIDATE), revealedRecord(state)]) expect(JSON.stringify(shown)).not.toContain('Encoder queue')
  })

  test('[J3] a deep dive marks whose each decision was: evidence of authorship, for no dimension by itself', () => {
    const round = deep().at(18)
    round.tell({ name: 'note-decision', decision: 'd1', text: 'Two stores', owner: 'own' }, { name: 'note-decision', decision: 'd2', text: 'One region', owner: 'inherited' })
    const decisions = () => evidenceOf(round.state()).map(({ id, text, dims, polarity, late }) => [id, text, dims.length, polarity, late])
    expect(decisions()).toEqual([['decision:d1', 'Two stores', 0, '+', undefined], ['decision:d2', 'One region', 0, '0', undefined]])
    round.tell({ name: 'note-decision', decision: 'd2', text: '', owner: 'inherited' }, { name: 'note-decision', decision: 'd1', text: 'Two stores', owner: 'lost' })
    expect(decisions()).toEqual([['decision:d1', 'Two stores', 0, '0', undefined]])
    round.at(61).tell({ name: 'end-round' }, { name: 'note-decision', decision: 'd3', text: 'A cache', owner: 'own' })
    expect(decisions().at(-1)).toEqual(['decision:d3', 'A cache', 0, '+', true])
    expect(design().ask({ name: 'note-decision', decision: 'd', text: 'x', owner: 'own' })?.code).toBe('round/no-decisions')
  })

  test('[J4] a deep dive refuses what is known only from reading: a line of its checklist, unless its pack has lines of its own', () => {
    expect(checklistOf(deepPack)[0]?.tick).toContain('known only from reading')
    expect(deep().tell({ name: 'check-item', pack: deepPack.id, index: 0, on: true }).state().checked).toHaveLength(1)
    const own = [{ phase: 'open', ask: 'a', tick: 'b' }]
    expect(checklistOf({ ...deepPack, interviewer: { ...deepPack.interviewer, checklist: own } })).toEqual(own)
    expect(checklistOf(nearestFillSource)).toEqual([])
  })

  test('[V9] of a checklist both read the lines that were ticked, and of how many', () => {
    const checklist = [{ phase: 'role', ask: 'Why now?', tick: 'A reason of this year.' }, { phase: 'role', ask: 'Which level?', tick: 'Evidence, not years.' }]
    const pack = { ...deepPack, interviewer: { ...deepPack.interviewer, checklist } }
    const round = holdRound({ kind: 'deep', packs: [pack] }).tell({ name: 'check-item', pack: pack.id, index: 1, on: true })
    expect(revealedRecord(round.state()).checklist).toEqual([{ title: pack.title, ticked: [{ ask: 'Which level?', tick: 'Evidence, not years.' }], of: 2 }])
    expect(revealedRecord(holdRound().state()).checklist).toEqual([])
  })
})

test('[L4] an answered line of the first version stays answered', () => {
  const stored = { round: 'round', seq: 1, at: 0, roundMs: 0, seat: 'seat', commandId: 'c', type: 'left-unsaid-answered', v: 1, body: { pack: 'p', index: 2 } }
  expect(upcast(stored)).toMatchObject({ v: 2, body: { pack: 'p', index: 2, on: true } })
})
