import { minutes } from '@unanimous/kernel'
import { describe, expect, test } from 'vitest'
import type { RoundCommand } from './commands.ts'
import { coverage, evidenceOf } from './evidence.ts'
import { CANDIDATE, INTERVIEWER, fill, holdRound } from './fixtures/held-round.ts'
import type { HeldRound } from './fixtures/held-round.ts'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import { depthOf, heldShare, hintPointsByDimension, wasHeld } from './measures.ts'
import { viewFor } from './view.ts'

type Capture = Extract<RoundCommand, { name: 'capture-evidence' }>

const PACK = nearestFillSource.id
const quote = (overrides: Partial<Capture> = {}): Capture => ({
  name: 'capture-evidence', evidence: 'e1', kind: 'quote', text: 'ranked by cost', dimensions: ['coding.narration'], polarity: '+', ...overrides,
})
const ask = (id: string): RoundCommand => ({ name: 'ask-follow-up', node: fill(id) })
const mark = (id: string, how: 'nailed' | 'partial' | 'struggled' | 'skipped'): RoundCommand => ({ name: 'mark-follow-up', node: fill(id), mark: how })
const answered = (round: HeldRound, id: string, how: 'nailed' | 'partial' | 'struggled' | 'skipped') => round.tell(ask(id), mark(id, how))
const found = (round: HeldRound, id: string) => evidenceOf(round.state()).find((item) => item.id === id)

describe('capturing', () => {
  test('[E1] only dimensions of the round, or conduct', () => {
    expect(holdRound().ask(quote({ dimensions: ['coding.narration', 'sd.cost'] }))?.code).toBe('round/unknown-dimension')
    expect(holdRound().ask(quote({ dimensions: ['conduct'] }))).toBeUndefined()
    expect(holdRound().ask(quote({ dimensions: [] }))).toBeUndefined()
    expect(holdRound({ kind: 'tech' }).ask(quote())).toBeUndefined()
  })

  test('[E2] a quote is short, code is selected and stamped with the version', () => {
    const selection = { language: 'go', fromLine: 3, toLine: 4, text: 'for {}' } as const
    expect(holdRound().ask(quote({ text: 'x'.repeat(280) }))).toBeUndefined()
    expect(holdRound().ask(quote({ text: 'x'.repeat(281) }))?.code).toBe('round/quote-too-long')
    expect(holdRound().ask(quote({ text: ' ' }))?.code).toBe('round/empty-text')
    expect(holdRound().ask(quote({ kind: 'code', text: '' }))?.code).toBe('round/selection-needed')
    const round = holdRound().at(4)
    round.ask(quote({ kind: 'code', text: '', selection }), INTERVIEWER, { codeSequence: 77 })
    round.ask(quote({ evidence: 'e2' }), INTERVIEWER, { codeSequence: 78 })
    expect(found(round, 'e1')).toEqual({
      id: 'e1', type: 'code', atMs: 240_000, text: '', dims: ['coding.narration'], polarity: '+', by: INTERVIEWER, selection, codeSequence: 77,
    })
    expect(found(round, 'e2')).not.toHaveProperty('codeSequence')
  })

  test('[E3] what comes after the end carries late', () => {
    const round = holdRound().tell(ask('f2'), quote({ evidence: 'early' })).at(60).tell({ name: 'end-round' })
    round.tell(quote({ evidence: 'pin', kind: 'event', ref: '2' }), mark('f2', 'partial'))
    round.tell({ name: 'tick-signal', node: fill('f2'), polarity: '-', index: 0, on: true })
    const late = evidenceOf(round.state()).filter((item) => item.late === true).map(({ id }) => id)
    expect(late.toSorted()).toEqual([`mark:${fill('f2')}`, 'pin', `signal:${fill('f2')}:-:0`])
    expect(found(round, 'pin')?.ref).toBe('2')
  })

  test('[E9] a late pin stands at the moment that it names, if the round had one', () => {
    const round = holdRound().at(60)
    expect(round.ask(quote({ evidence: 'too-soon', ref: 'at:60000' }))?.code).toBe('round/no-such-moment')
    round.tell({ name: 'end-round' }).tell(quote({ evidence: 'pin', kind: 'event', ref: 'at:90000' }))
    expect(found(round, 'pin')).toMatchObject({ atMs: 90_000, late: true, ref: 'at:90000' })
    expect(round.ask(quote({ evidence: 'beyond', ref: 'at:999999999' }))?.code).toBe('round/no-such-moment')
    // Any other reference stays a reference.
    round.tell(quote({ evidence: 'chat', ref: 'chat:3' }))
    expect(found(round, 'chat')?.atMs).toBeGreaterThan(90_000)
  })

  test('[E4] a ticked signal speaks for the dimensions of its follow-up', () => {
    const round = holdRound().tell(ask('f3'), { name: 'tick-signal', node: fill('f3'), polarity: '+', index: 1, on: true })
    expect(found(round, `signal:${fill('f3')}:+:1`)).toMatchObject({
      type: 'signal', text: 'bounded search by latency budget', dims: ['coding.extension_defence', 'coding.problem_solving'], polarity: '+',
    })
  })

  test('[E5] the log tells of marks, hints, cards, own questions, left-unsaid lines, the partial and silence', () => {
    const round = holdRound().at(27).tell(ask('f2'), { name: 'reveal-change-card', node: fill('f2') }, { name: 'give-hint', hint: fill('h3') })
    round.at(30).tell(mark('f2', 'struggled'), { name: 'answer-left-unsaid', pack: PACK, index: 2, on: true })
    round.at(31).tell({ name: 'ask-own-question', text: 'and then?', dimension: 'coding.narration' })
    answered(round, 'f5', 'skipped').from('server', { name: 'candidate-silent', sinceS: 1_700 })
    const events = evidenceOf(round.state()).filter(({ type }) => type === 'event')
    expect(events.map(({ id, polarity }) => `${id} ${polarity}`).toSorted()).toEqual([
      `change-card:${fill('f2')} 0`,
      `hint:${fill('h3')} -`,
      `left-unsaid:${PACK}:2 +`,
      `mark:${fill('f2')} -`,
      'own-question:1 0',
      'silence:1700 -',
      `took-partial:${PACK} -`,
    ])
    expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
  })

  const silent = (round: HeldRound, sinceS: number) => round.from('server', { name: 'candidate-silent', sinceS })
  const silences = (round: HeldRound) => evidenceOf(round.state()).filter(({ source }) => source === 'silence')

  test('[E11] a silence speaks against narration from its first second on, and says how long it lasted once it is over', () => {
    const round = silent(holdRound().at(3), 60)
    const running = { id: 'silence:60', type: 'event', atMs: minutes(1), text: '', dims: ['coding.narration'], polarity: '-', by: 'server', source: 'silence', ref: '60' }
    expect(silences(round)).toEqual([running])
    expect(coverage(round.state())['coding.narration']).toBe(1)
    round.at(3.5).from('server', { name: 'candidate-heard' })
    expect(silences(round)).toEqual([{ ...running, lastsMs: minutes(2.5) }])
    // The next is another one, and lasts to the end of the round if nothing breaks it.
    silent(round.at(50), 2_820).at(60).tell({ name: 'end-round' })
    expect(silences(round).map(({ id, lastsMs }) => [id, lastsMs])).toEqual([['silence:60', minutes(2.5)], ['silence:2820', minutes(13)]])
    expect(silences(silent(holdRound({ kind: 'extension' }).at(3), 60))[0]?.dims).toEqual(['coding.narration'])
    expect(silences(silent(holdRound({ kind: 'sd', packs: [kickoffSurge] }).at(3), 60))).toEqual([])
  })

  test('[E11] one that reaches further back takes in what was told of it before', () => {
    const round = silent(holdRound().at(5), 150).from('server', { name: 'candidate-heard' })
    expect(silences(silent(round, 60)).map(({ id, lastsMs }) => [id, lastsMs])).toEqual([['silence:60', undefined]])
  })

  test('[E11] a consent that is taken back takes it away, after the round too', () => {
    const forget = (round: HeldRound) => round.from('server', { name: 'forget-silences' })
    const round = silent(holdRound().at(3), 60)
    expect(silences(forget(round))).toEqual([])
    expect(forget(round).log.filter(({ type }) => type === 'silences-forgotten')).toHaveLength(1)
    silent(round.at(9), 400).at(60).tell({ name: 'end-round' })
    expect(silences(round)).toHaveLength(1)
    expect(silences(forget(round))).toEqual([])
    expect(round.ask({ name: 'forget-silences' })?.code).toBe('round/not-your-role')
    expect(round.ask({ name: 'forget-silences' }, 'server', { opened: true })?.code).toBe('round/opened')
  })

  test('[E6] captured once, and taken back', () => {
    const round = holdRound().tell(quote())
    expect(round.ask(quote({ text: 'other' }))?.code).toBe('round/evidence-exists')
    expect(round.tell({ name: 'retract-evidence', evidence: 'e1' }).state().captures).toEqual([])
    expect(round.ask({ name: 'retract-evidence', evidence: 'e1' })?.code).toBe('round/unknown-evidence')
  })

  test('[E12 F3] what a filed card may cite is neither taken away nor changed; more may be added', () => {
    const filed = { filed: true }
    const tick = (index: number, on: boolean): RoundCommand => ({ name: 'tick-signal', node: fill('f2'), polarity: '+', index, on })
    const round = holdRound().tell(quote(), ask('f2'), tick(0, true), mark('f2', 'struggled'))
    round.tell(ask('f3'), mark('f3', 'skipped'), ask('f5')).at(60).tell({ name: 'end-round' })
    const retract: RoundCommand = { name: 'retract-evidence', evidence: 'e1' }
    const taking: readonly RoundCommand[] = [retract, tick(0, false), mark('f2', 'skipped'), mark('f2', 'nailed')]
    for (const command of taking) expect(round.ask(command, INTERVIEWER, filed)).toEqual({ code: 'round/card-filed', message: 'Take your card back first.' })
    const before = evidenceOf(round.state())
    // Nothing changes by these, or something comes to what is there.
    for (const command of [tick(0, true), mark('f2', 'struggled'), quote({ evidence: 'e2' }), tick(1, true), mark('f3', 'partial'), mark('f5', 'nailed')]) expect(round.ask(command, INTERVIEWER, filed)).toBeUndefined()
    expect(evidenceOf(round.state())).toEqual(expect.arrayContaining([...before]))
    expect(evidenceOf(round.state())).toHaveLength(before.length + 4)
    // Once it is taken back everything may change again.
    for (const command of taking) expect(round.ask(command)).toBeUndefined()
  })

  test('[E12] whose a listed decision was stands with a filed card', () => {
    const decision = (id: string, owner: 'own' | 'lost', text = 'Two stores'): RoundCommand => ({ name: 'note-decision', decision: id, text, owner })
    const round = holdRound({ kind: 'deep' }).tell(decision('d1', 'own')).at(60).tell({ name: 'end-round' })
    for (const command of [decision('d1', 'lost'), decision('d1', 'own', '')]) expect(round.ask(command, INTERVIEWER, { filed: true })?.code).toBe('round/card-filed')
    for (const command of [decision('d1', 'own'), decision('d2', 'lost')]) expect(round.ask(command, INTERVIEWER, { filed: true })).toBeUndefined()
  })

  test('[E7] notes are each seat’s own; writing again keeps the moment, emptying removes', () => {
    const note = (text: string): RoundCommand => ({ name: 'write-note', note: 'n', text })
    const round = holdRound().at(3).tell(note('first')).at(9).tell(note('second')).from(CANDIDATE, note('theirs'))
    expect(round.state().notes.map(({ text, atMs }) => [text, atMs])).toEqual([['second', 180_000], ['theirs', 540_000]])
    expect(round.tell(note('')).state().notes.map(({ text }) => text)).toEqual(['theirs'])
  })

  test('[E10] a bookmark is a moment by the clock, each seat’s own, and can be taken back', () => {
    const bookmark = (on: boolean): RoundCommand => ({ name: 'bookmark-moment', bookmark: 'b', on })
    const round = holdRound().at(3).tell(bookmark(true)).at(9).tell(bookmark(true)).from(CANDIDATE, bookmark(true))
    expect(viewFor(round.state(), INTERVIEWER).bookmarks).toEqual([{ bookmark: 'b', atMs: minutes(3) }])
    expect(viewFor(round.state(), CANDIDATE).bookmarks).toEqual([{ bookmark: 'b', atMs: minutes(9) }])
    round.tell(bookmark(false))
    expect(viewFor(round.state(), INTERVIEWER).bookmarks).toEqual([])
    expect(viewFor(round.state(), CANDIDATE).bookmarks).toHaveLength(1)
    expect(round.tell({ name: 'end-round' }).ask(bookmark(true))?.code).toBe('round/not-running')
    expect(holdRound({}, false).ask(bookmark(true))?.code).toBe('round/not-running')
  })
})

describe('measures', () => {
  test('[M1] depth is the highest nailed, half less for a partial, nothing for a scaffold', () => {
    const depth = (...answers: [string, 'nailed' | 'partial' | 'struggled' | 'skipped'][]) =>
      depthOf(answers.reduce((round, [id, how]) => answered(round, id, how), holdRound()).state()).depthReached
    expect(depth()).toBe(0)
    expect(depth(['f1', 'nailed'], ['f2', 'partial'])).toBe(2.5)
    expect(depth(['f2', 'struggled'], ['f2s', 'nailed'])).toBe(0)
    expect(depth(['f4', 'skipped'], ['f1', 'nailed'])).toBe(1)
  })

  test('[M2] the break is the shallowest struggle of the ladder', () => {
    const round = answered(answered(answered(holdRound(), 'f3', 'struggled'), 'f2', 'struggled'), 'f2s', 'struggled')
    expect(depthOf(round.state()).breakDepth).toBe(3)
    expect(depthOf(answered(holdRound(), 'f1', 'nailed').state())).toEqual({ depthReached: 1 })
  })

  test('[M3] held is 80 % of the minutes unpaused, or both content', () => {
    const until = (minute: number) => holdRound().at(minute).tell({ name: 'end-round' })
    const held = (round: HeldRound) => wasHeld(round.state(), round.now())
    expect(held(until(47.9))).toBe(false)
    expect(held(until(48))).toBe(true)
    expect(heldShare(until(75).state(), until(75).now())).toBe(1)
    const short = until(20).tell({ name: 'press-complete' })
    expect(held(short)).toBe(false)
    expect(held(short.from(CANDIDATE, { name: 'press-complete' }))).toBe(true)
    expect(held(holdRound({ stretch: 1.5 }).at(60).tell({ name: 'end-round' }))).toBe(false)
  })

  test('[M4] hint points fall on the open follow-up, else on what the pack is about', () => {
    const round = holdRound().tell({ name: 'give-hint', hint: fill('h2') }, ask('f3'), { name: 'give-hint', hint: fill('h4') })
    expect(hintPointsByDimension(round.state())).toEqual({
      'coding.problem_solving': 4, 'coding.code_quality': 0, 'coding.extension_defence': 3, 'coding.narration': 0,
    })
    round.tell(mark('f3', 'partial'), { name: 'give-hint', hint: fill('h3') })
    expect(hintPointsByDimension(round.state())).toMatchObject({ 'coding.problem_solving': 6, 'coding.extension_defence': 3 })
  })

  test('[M5] coverage counts what shows the candidate', () => {
    const round = holdRound().at(27).tell(quote({ evidence: 'n', kind: 'note' }), ask('f2'), { name: 'reveal-change-card', node: fill('f2') })
    round.tell({ name: 'give-hint', hint: fill('h3') })
    expect(Object.values(coverage(round.state()))).toEqual([0, 0, 0, 0])
    round.tell(mark('f2', 'partial'), { name: 'tick-signal', node: fill('f2'), polarity: '+', index: 0, on: true }, quote({ evidence: 'q' }))
    expect(coverage(round.state())).toEqual({
      'coding.problem_solving': 0, 'coding.code_quality': 0, 'coding.extension_defence': 2, 'coding.narration': 1,
    })
  })
})
