import { describe, expect, test } from 'vitest'
import { callWithoutCover } from './fixtures/call-without-cover.ts'
import { CANDIDATE, INTERVIEWER, STRANGER, fill, holdRound } from './fixtures/held-round.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import type { AnyRoundCommand } from './decide.ts'
import type { Pack } from './pack.ts'

const PACK = nearestFillSource.id
const ASK: AnyRoundCommand = { name: 'ask-follow-up', node: fill('f2') }
const MARK: AnyRoundCommand = { name: 'mark-follow-up', node: fill('f2'), mark: 'nailed' }
const TICK: AnyRoundCommand = { name: 'tick-signal', node: fill('f2'), polarity: '+', index: 0, on: true }
const CARD: AnyRoundCommand = { name: 'reveal-change-card', node: fill('f2') }
const QUOTE: AnyRoundCommand = {
  name: 'capture-evidence', evidence: 'e1', kind: 'quote', text: 'ranked by cost', dimensions: ['coding.narration'], polarity: '+',
}

const SCRIPT: readonly AnyRoundCommand[] = [
  { name: 'open-prompt', pack: PACK }, ASK, MARK, TICK, CARD, QUOTE,
  { name: 'give-hint', hint: fill('h1') },
  { name: 'ask-own-question', text: 'why?', dimension: 'coding.narration' },
  { name: 'set-solution-state', pack: PACK, state: 'coding' },
  { name: 'answer-left-unsaid', pack: PACK, index: 0, on: true },
  { name: 'check-item', pack: PACK, index: 0, on: true },
  { name: 'retract-evidence', evidence: 'e1' },
]

const typesOf = (round: ReturnType<typeof holdRound>) => round.log.map(({ type }) => type)

describe('seats', () => {
  test('[S1] the script is the interviewer’s', () => {
    const round = holdRound()
    for (const command of SCRIPT) expect(round.ask(command, CANDIDATE)?.code).toBe('round/not-your-role')
    expect(holdRound({}, false).ask({ name: 'start-round' }, CANDIDATE)?.code).toBe('round/not-your-role')
  })

  test('[S2] a stranger may do nothing, and nobody but the server speaks of presence', () => {
    const round = holdRound()
    for (const command of [...SCRIPT, { name: 'write-note', note: 'n', text: 't' } as const]) {
      expect(round.ask(command, STRANGER)?.code).toBe('round/not-your-role')
    }
    for (const by of [INTERVIEWER, CANDIDATE, STRANGER]) {
      expect(round.ask({ name: 'seat-absent', seat: CANDIDATE, since: 0 }, by)?.code).toBe('round/not-your-role')
      expect(round.ask({ name: 'seat-back', seat: CANDIDATE }, by)?.code).toBe('round/not-your-role')
      expect(round.ask({ name: 'process-was-down', since: 0 }, by)?.code).toBe('round/not-your-role')
    }
    expect(round.ask(ASK, 'server')?.code).toBe('round/not-your-role')
  })

  test('[S3] the script moves only between start and end', () => {
    const waiting = holdRound({}, false)
    for (const command of SCRIPT) expect(waiting.ask(command)?.code).toBe('round/not-running')
    const ended = holdRound().tell(ASK).at(40).tell({ name: 'end-round' })
    for (const name of ['ask-follow-up', 'reveal-change-card'] as const) {
      expect(ended.ask({ name, node: fill('f5') })?.code).toBe('round/not-running')
    }
    expect(ended.ask({ name: 'choose-language', language: 'go' })?.code).toBe('round/not-running')
  })

  test('[S3] a round starts once', () => {
    expect(holdRound().ask({ name: 'start-round' })?.code).toBe('round/already-started')
  })

  test('[S4] either person writes, chooses, pauses and presses complete', () => {
    for (const seat of [INTERVIEWER, CANDIDATE]) {
      const round = holdRound()
      round.from(seat, { name: 'write-note', note: 'n', text: 'mine' }).from(seat, { name: 'choose-language', language: 'go' })
      round.from(seat, { name: 'pause-round' }).from(seat, { name: 'resume-round' }).from(seat, { name: 'press-complete' })
      expect(typesOf(round).slice(1)).toEqual(['note-written', 'language-chosen', 'round-paused', 'round-resumed', 'complete-pressed'])
      expect(round.state().complete).toEqual([seat])
    }
    expect(holdRound({ languages: ['rust'] }).ask({ name: 'choose-language', language: 'go' })?.code).toBe('round/language-not-offered')
  })

  test('[S5] a candidate ends a round only when its minutes are over or the interviewer is gone', () => {
    const end: AnyRoundCommand = { name: 'end-round' }
    expect(holdRound().at(59).ask(end, CANDIDATE)?.code).toBe('round/too-early-to-end')
    expect(holdRound().at(60).ask(end, CANDIDATE)).toBeUndefined()
    expect(holdRound().at(1).from('server', { name: 'seat-absent', seat: INTERVIEWER, since: 0 }).ask(end, CANDIDATE)).toBeUndefined()
    expect(holdRound().at(1).from('server', { name: 'seat-absent', seat: CANDIDATE, since: 0 }).ask(end, CANDIDATE)?.code).toBe('round/too-early-to-end')
    expect(holdRound().at(1).ask(end, INTERVIEWER)).toBeUndefined()
    const abandoned = holdRound().from('server', end)
    expect(abandoned.log.at(-1)?.body).toEqual({ cause: 'abandoned' })
  })

  test('[S6] nothing ends a round but a person or the server', () => {
    const round = holdRound().at(200).tell(ASK)
    round.from(CANDIDATE, { name: 'press-complete' }).tell({ name: 'press-complete' })
    expect(round.state().status).toBe('running')
  })

  test('[S7] once the cards are open nothing changes', () => {
    const round = holdRound().tell(ASK).at(60).tell({ name: 'end-round' })
    for (const command of [MARK, TICK, QUOTE, { name: 'press-complete' } as const]) {
      expect(round.ask(command, INTERVIEWER, { opened: true })?.code).toBe('round/opened')
    }
    expect(round.ask(MARK)).toBeUndefined()
  })

  test('[S8] a paused round still takes the script, at the time where it stands', () => {
    const round = holdRound().at(10).tell({ name: 'pause-round' }).at(20).tell(ASK, CARD, QUOTE)
    expect(round.log.at(-1)?.roundMs).toBe(600_000)
    expect(round.state().status).toBe('paused')
  })
})

describe('the ladder', () => {
  test('[F1] each follow-up of the round’s packs is asked once', () => {
    const round = holdRound()
    expect(round.ask({ name: 'ask-follow-up', node: 'f2' })?.code).toBe('round/unknown-follow-up')
    expect(round.ask({ name: 'ask-follow-up', node: fill('f4') })).toBeUndefined()
    round.tell({ name: 'mark-follow-up', node: fill('f4'), mark: 'skipped' })
    expect(round.ask({ name: 'ask-follow-up', node: fill('f4') })?.code).toBe('round/already-asked')
  })

  test('[F2] the open follow-up is marked first', () => {
    const round = holdRound().tell(ASK)
    expect(round.ask({ name: 'ask-follow-up', node: fill('f5') })?.code).toBe('round/mark-first')
    expect(round.tell(MARK).ask({ name: 'ask-follow-up', node: fill('f5') })).toBeUndefined()
  })

  test('[F3] only what was asked is marked, and a mark may be mended', () => {
    const round = holdRound()
    expect(round.ask(MARK)?.code).toBe('round/not-asked')
    expect(round.ask({ ...MARK, node: 'nowhere' })?.code).toBe('round/unknown-follow-up')
    round.tell(ASK).at(5).tell(MARK).at(60).tell({ name: 'end-round' }, { ...MARK, mark: 'partial' })
    expect(round.state().asked).toEqual([{ node: fill('f2'), atMs: 0, mark: 'partial', markedAtMs: 3_600_000, markedLate: true }])
  })

  test('[F4] signals are ticked under an asked follow-up', () => {
    const round = holdRound()
    expect(round.ask(TICK)?.code).toBe('round/not-asked')
    round.tell(ASK, TICK)
    expect(round.ask({ ...TICK, index: 9 })?.code).toBe('round/unknown-signal')
    expect(round.state().signals).toHaveLength(1)
    expect(round.tell({ ...TICK, on: false }).state().signals).toEqual([])
  })

  test('[F5] a change card is revealed once, under its asked follow-up', () => {
    const round = holdRound()
    expect(round.ask(CARD)?.code).toBe('round/not-asked')
    expect(round.ask({ name: 'reveal-change-card', node: fill('f1') })?.code).toBe('round/no-change-card')
    expect(round.tell(ASK, CARD, CARD).state().cards).toHaveLength(1)
  })

  test('[F7] the partial is taken once, with the first follow-up after the code phase', () => {
    const round = holdRound().at(25).tell({ name: 'set-solution-state', pack: PACK, state: 'coding' }).at(26).tell(ASK, MARK)
    round.tell({ name: 'ask-follow-up', node: fill('f5') })
    expect(typesOf(round).filter((type) => type === 'took-partial')).toHaveLength(1)
    expect(typesOf(round).slice(2, 4)).toEqual(['took-partial', 'follow-up-asked'])
    expect(round.log[2]?.commandId).toBe(round.log[3]?.commandId)
  })

  test('[F7] with a running example, or before the phase is over, nothing is taken', () => {
    expect(typesOf(holdRound().at(25).tell(ASK))).not.toContain('took-partial')
    const done = holdRound().at(20).tell({ name: 'set-solution-state', pack: PACK, state: 'example_passes' }).at(30).tell(ASK)
    expect(typesOf(done)).not.toContain('took-partial')
  })

  test('[F19] an own question names a dimension of the round', () => {
    const round = holdRound()
    expect(round.ask({ name: 'ask-own-question', text: 'why?', dimension: 'sd.cost' })?.code).toBe('round/unknown-dimension')
    expect(round.ask({ name: 'ask-own-question', text: '  ', dimension: 'coding.narration' })?.code).toBe('round/empty-text')
    round.tell(ASK, { name: 'ask-own-question', text: 'why?', dimension: 'coding.narration' })
    expect(round.state().ownQuestions).toHaveLength(1)
    expect(round.state().asked).toHaveLength(1)
  })

  test('[E8] lines are ticked once and unticked', () => {
    const listed: Pack = {
      ...callWithoutCover,
      interviewer: { ...callWithoutCover.interviewer, checklist: [{ phase: 'role', ask: 'Why here?', tick: 'names the problem' }] },
    }
    const round = holdRound({ packs: [nearestFillSource, listed] })
    const answer: AnyRoundCommand = { name: 'answer-left-unsaid', pack: PACK, index: 1, on: true }
    const item = (on: boolean): AnyRoundCommand => ({ name: 'check-item', pack: listed.id, index: 0, on })
    round.tell(answer, answer, item(true))
    expect(round.state().leftUnsaid).toHaveLength(1)
    expect(round.state().checked).toHaveLength(1)
    expect(round.tell(item(false)).state().checked).toEqual([])
    expect(round.tell({ ...answer, on: false }).state().leftUnsaid).toEqual([])
    expect(round.ask({ ...answer, index: 4 })?.code).toBe('round/unknown-line')
    expect(round.ask({ name: 'check-item', pack: PACK, index: 0, on: true })?.code).toBe('round/unknown-line')
  })

  test('[L5] what is already so appends nothing', () => {
    const again: readonly AnyRoundCommand[] = [
      MARK, TICK, CARD,
      { name: 'open-prompt', pack: PACK },
      { name: 'give-hint', hint: fill('h1') },
      { name: 'set-solution-state', pack: PACK, state: 'coding' },
      { name: 'answer-left-unsaid', pack: PACK, index: 0, on: true },
      { name: 'write-note', note: 'n', text: 'same' },
      { name: 'choose-language', language: 'go' },
      { name: 'press-complete' },
      { name: 'pause-round' },
    ]
    const round = holdRound().tell(ASK, ...again)
    const before = round.log.length
    round.tell(...again).from('server', { name: 'seat-back', seat: CANDIDATE })
    expect(round.log).toHaveLength(before)
    expect(before).toBe(again.length + 1)
  })

  test('[L5] ids that the round does not hold are refused, not swallowed', () => {
    const round = holdRound()
    expect(round.ask({ name: 'give-hint', hint: 'h1' })?.code).toBe('round/unknown-hint')
    expect(round.ask({ name: 'open-prompt', pack: 'nothing' })?.code).toBe('round/unknown-pack')
    expect(round.ask({ name: 'set-solution-state', pack: 'nothing', state: 'coding' })?.code).toBe('round/unknown-pack')
    expect(round.ask({ name: 'set-solution-state', pack: PACK, state: 'asleep' })?.code).toBe('round/unknown-state')
  })
})
