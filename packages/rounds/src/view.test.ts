import { describe, expect, test } from 'vitest'
import { callWithoutCover } from './fixtures/call-without-cover.ts'
import { CANDIDATE, EPOCH, INTERVIEWER, STRANGER, fill, holdRound } from './fixtures/held-round.ts'
import type { HeldRound } from './fixtures/held-round.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import { minutes } from '@unanimous/kernel'
import { candidateScene } from './candidate-view.ts'
import { evolve, fold } from './evolve.ts'
import { leftUnsaidOf, revealedRecord } from './record.ts'
import { initialState } from './state.ts'
import { upcast } from './upcast.ts'
import type { StoredEvent, Upcasters } from './upcast.ts'
import { createFold, foldRound, viewFor } from './view.ts'

const candidateText = (round: HeldRound) => JSON.stringify(viewFor(round.state(), CANDIDATE))
const sceneOf = (round: HeldRound) => candidateScene(round.state())

/** A round in which everything has happened. */
const full = (): HeldRound =>
  holdRound().at(5).tell(
    { name: 'answer-left-unsaid', pack: nearestFillSource.id, index: 0, on: true },
    { name: 'give-hint', hint: fill('h1') },
    { name: 'write-note', note: 'n', text: 'private to the interviewer' },
    { name: 'bookmark-moment', bookmark: 'b', on: true },
  ).at(30).tell(
    { name: 'ask-follow-up', node: fill('f2') },
    { name: 'reveal-change-card', node: fill('f2') },
    { name: 'tick-signal', node: fill('f2'), polarity: '+', index: 0, on: true },
    { name: 'mark-follow-up', node: fill('f2'), mark: 'struggled' },
  ).from(CANDIDATE, { name: 'write-note', note: 'n', text: 'private to the candidate' })

describe('the candidate’s view', () => {
  test('[V1] holds these keys and no others', () => {
    expect(Object.keys(viewFor(full().state(), CANDIDATE)).toSorted()).toEqual([
      'bookmarks', 'cards', 'clock', 'complete', 'kind', 'minutes', 'notes', 'phases', 'prompts', 'role', 'round', 'session', 'standing', 'status', 'struck',
    ])
    expect(Object.keys(sceneOf(full()).prompts[0] ?? {}).toSorted()).toEqual(['examples', 'prompt', 'signature', 'title'])
  })

  test('[V4] tells the time of the clock, whatever secret event the log stands on', () => {
    const told = (secretly: boolean) => {
      const round = holdRound().at(10)
      if (secretly) round.tell({ name: 'write-note', note: 'n', text: 'x' })
      round.from('server', { name: 'seat-absent', seat: CANDIDATE, since: EPOCH + minutes(9) }).from('server', { name: 'seat-back', seat: CANDIDATE })
      return round.at(10.25).tell({ name: 'ask-follow-up', node: fill('f2') }, { name: 'reveal-change-card', node: fill('f2') })
    }
    expect(sceneOf(told(true)).cards[0]?.atMs).toBe(minutes(9.25))
    expect(candidateText(told(true))).toBe(candidateText(told(false)))
  })

  test('[V5] the first prompt opens with the start, the next when it is opened', () => {
    const packs = [nearestFillSource, callWithoutCover]
    expect(sceneOf(holdRound({ packs }, false)).prompts).toEqual([])
    const round = holdRound({ packs })
    expect(sceneOf(round).prompts.map(({ title }) => title)).toEqual(['Nearest fill source'])
    round.tell({ name: 'open-prompt', pack: callWithoutCover.id })
    expect(sceneOf(round).prompts.map(({ title }) => title)).toEqual(['Nearest fill source', 'The call without cover'])
  })

  test('[V6] a card appears when it is revealed, with its time and what it replaces', () => {
    const followups = nearestFillSource.followups.map((node) => (node.id === 'f2' ? { ...node, replaces: 'the old sentence' } : node))
    const round = holdRound({ packs: [{ ...nearestFillSource, followups }] }).at(21).tell({ name: 'ask-follow-up', node: fill('f2') })
    expect(sceneOf(round).cards).toEqual([])
    expect(sceneOf(round.tell({ name: 'reveal-change-card', node: fill('f2') })).cards).toEqual([
      { text: 'Caches may fail between planning and pulling.', atMs: minutes(21), replaces: 'the old sentence' },
    ])
  })

  test('[V7] notes stay with their seat', () => {
    const round = full()
    const interviewerText = JSON.stringify(viewFor(round.state(), INTERVIEWER))
    expect(candidateText(round)).toContain('private to the candidate')
    expect(candidateText(round)).not.toContain('private to the interviewer')
    expect(interviewerText).toContain('private to the interviewer')
    expect(interviewerText).not.toContain('private to the candidate')
  })

  test('[S2] a stranger has no view', () => {
    expect(() => viewFor(full().state(), STRANGER)).toThrow('no part')
  })
})

describe('the fold', () => {
  test('[V3] a seat’s counter moves with that seat’s view alone', () => {
    const round = holdRound()
    const counters = () => [round.fold.counter(INTERVIEWER), round.fold.counter(CANDIDATE)]
    expect(counters()).toEqual([1, 1])
    round.tell({ name: 'ask-follow-up', node: fill('f2') }, { name: 'write-note', note: 'n', text: 'x' })
    expect(counters()).toEqual([3, 1])
    round.from(CANDIDATE, { name: 'write-note', note: 'n', text: 'x' })
    expect(counters()).toEqual([3, 2])
    round.from(CANDIDATE, { name: 'choose-language', language: 'go' })
    expect(counters()).toEqual([4, 3])
  })

  test('[V3] the same log gives the same counters in another process', () => {
    const round = full()
    const again = foldRound(round.setup, structuredClone(round.log))
    for (const seat of [INTERVIEWER, CANDIDATE]) expect(again.counter(seat)).toBe(round.fold.counter(seat))
  })

  test('[V8] the same state gives the same bytes', () => {
    const round = full()
    for (const seat of [INTERVIEWER, CANDIDATE]) {
      const again = JSON.stringify(viewFor(fold(round.setup, structuredClone(round.log)), seat))
      expect(again).toBe(JSON.stringify(round.fold.view(seat)))
      expect(JSON.parse(again)).toEqual(round.fold.view(seat))
    }
  })

  test('[L2] events out of order throw', () => {
    const { setup, log } = full()
    const state = initialState(setup)
    expect(() => evolve(state, log[1]!)).toThrow('event 2 follows event 0')
    const fresh = createFold(setup)
    fresh.apply(log[0]!)
    expect(() => fresh.apply(log[0]!)).toThrow('event 1 follows event 1')
  })
})

describe('older events', () => {
  const stored = (overrides: Partial<StoredEvent>): StoredEvent => ({
    round: 'round', seq: 1, at: 0, roundMs: 0, seat: INTERVIEWER, commandId: 'c', type: 'note-written', v: 1, body: { note: 'n', text: 'x' }, ...overrides,
  })

  test('[L4] today’s events come back as they are', () => {
    const { setup, log } = full()
    expect(fold(setup, log.map((event) => upcast(event)))).toEqual(fold(setup, log))
  })

  test('[L4] an older body climbs the steps from its own version', () => {
    const grow = (letter: string) => (body: unknown) => `${String(body)}${letter}`
    const steps = { 'note-written': [grow('b'), grow('c')] } as unknown as Upcasters
    expect(upcast(stored({ v: 1, body: 'a' }), steps)).toMatchObject({ v: 3, body: 'abc' })
    expect(upcast(stored({ v: 2, body: 'b' }), steps)).toMatchObject({ v: 3, body: 'bc' })
    expect(upcast(stored({ v: 3, body: 'c' }), steps)).toMatchObject({ v: 3, body: 'c' })
  })

  test('[L4] what this program does not know is not folded around', () => {
    expect(() => upcast(stored({ type: 'round-forgotten' }))).toThrow('unknown type round-forgotten')
    expect(() => upcast(stored({ type: 'toString' }))).toThrow('unknown type')
    expect(() => upcast(stored({ v: 2 }))).toThrow('version 2')
    expect(() => upcast(stored({ v: 0 }))).toThrow('version 0')
  })
})

describe('after the reveal', () => {
  test('[V9] the record holds what happened', () => {
    const record = revealedRecord(full().state())
    expect(record.asked).toMatchObject([{ node: fill('f2'), mark: 'struggled', changeCard: 'Caches may fail between planning and pulling.' }])
    expect(record.hints).toMatchObject([{ hint: fill('h1'), cost: 0, say: 'Are all links the same price?' }])
    expect(record.leftUnsaid).toEqual([{ title: 'Nearest fill source', asked: ['May a drained cache relay?'], of: 4 }])
    expect(record.depth).toEqual({ depthReached: 0, breakDepth: 3 })
  })

  test('[V10] the author of the card also reads which unsaid lines nobody asked for, of prompts that were opened', () => {
    const { leftUnsaid } = nearestFillSource.interviewer
    const [reading, ...more] = leftUnsaidOf(full().state())
    expect(more).toEqual([])
    expect(reading?.asked).toEqual(['May a drained cache relay?'])
    expect(reading?.never).toEqual(leftUnsaid.map(({ q }) => q).filter(q => q !== 'May a drained cache relay?'))
    for (const q of reading?.never ?? []) expect(JSON.stringify(revealedRecord(full().state()))).not.toContain(q)
  })

  test('[V10] nobody is told that they asked nothing before they told a story', () => {
    const { state } = full()
    const opened = state()
    expect(leftUnsaidOf(opened)).toHaveLength(1)
    for (const kind of ['recruiter', 'hm', 'culture'] as const) {
      const talk = { ...opened, setup: { ...opened.setup, kind } }
      expect(leftUnsaidOf(talk)).toEqual([])
      expect(revealedRecord(talk).leftUnsaid).toEqual([])
    }
  })

  test('[V9] and of the rest nothing', () => {
    const text = JSON.stringify(revealedRecord(full().state()))
    for (const { id, ask, weak, strong } of nearestFillSource.followups) {
      if (id !== 'f2') expect(text).not.toContain(ask)
      for (const cue of [...weak, ...strong.slice(1)]) expect(text).not.toContain(cue)
    }
    for (const { a } of nearestFillSource.interviewer.leftUnsaid) expect(text).not.toContain(a)
    for (const { id, say } of nearestFillSource.interviewer.hints) if (id !== 'h1') expect(text).not.toContain(say)
    expect(text).not.toContain('private to')
  })
})
