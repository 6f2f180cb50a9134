import fc from 'fast-check'
import { instant, minutes } from '@unanimous/kernel'
import type { CommandId, Instant, SeatId } from '@unanimous/kernel'
import { describe, expect, test } from 'vitest'
import { elapsedMs } from './clock.ts'
import { decide } from './decide.ts'
import type { AnyRoundCommand } from './decide.ts'
import { coverage, evidenceOf } from './evidence.ts'
import type { RoundEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import { CANDIDATE, EPOCH, INTERVIEWER, STRANGER, aSetup } from './fixtures/held-round.ts'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import { depthOf } from './measures.ts'
import { idIn } from './nodes.ts'
import type { FollowUp, Pack } from './pack.ts'
import type { RoundSetup } from './setup.ts'
import { suggest } from './suggest.ts'
import { initialState } from './state.ts'
import type { RoundState } from './state.ts'
import { ladderOf } from './interviewer-view.ts'
import { createFold, foldRound, viewFor } from './view.ts'
import type { RoundFold } from './view.ts'

const CANARY = 'CANARY'
const sing = (text: string, world = ''): string => `${CANARY}${world} ${text}`

const secretFollowUp = (world: string) => (node: FollowUp): FollowUp => ({
  ...node,
  ask: sing(node.ask, world),
  strong: node.strong.map((cue) => sing(cue, world)),
  weak: node.weak.map((cue) => sing(cue, world)),
  ...(node.changeCard === undefined ? {} : { changeCard: `card of ${node.id}`, replaces: `sentence of ${node.id}` }),
})

/** The pack with a canary in everything that the candidate may never read. */
const canaryPack = (pack: Pack, world = ''): Pack => ({
  ...pack,
  id: sing(pack.id),
  interviewer: {
    ...pack.interviewer,
    script: { open: sing('open', world), rescue: sing('rescue', world), wrap: sing('wrap', world) },
    leftUnsaid: pack.interviewer.leftUnsaid.map(({ q, a }) => ({ q: sing(q, world), a: sing(a, world) })),
    hints: pack.interviewer.hints.map((hint) => ({ ...hint, say: sing(hint.say, world) })),
    solutionStates: pack.interviewer.solutionStates,
    checklist: [{ phase: 'p', ask: sing('item', world), tick: sing('tick', world) }],
  },
  followups: pack.followups.map(secretFollowUp(world)),
})

const setupIn = (world = ''): RoundSetup => aSetup({ packs: [canaryPack(nearestFillSource, world), canaryPack(kickoffSurge, world)] })
const SETUP = setupIn()
/** Few, so that asking, marking and revealing often meet on the same one. */
const NODES = SETUP.packs.flatMap((pack) => pack.followups.filter(({ changeCard }) => changeCard !== undefined).map(({ id }) => idIn(pack, id)))
const HINTS = SETUP.packs.flatMap((pack) => pack.interviewer.hints.map(({ id }) => idIn(pack, id)))
const PACKS = SETUP.packs.map(({ id }) => id)

interface Step {
  readonly by: SeatId | 'server'
  readonly now: Instant
  readonly command: AnyRoundCommand
}

const node = fc.constantFrom(...NODES)
const mark = fc.constantFrom('nailed', 'partial', 'struggled', 'skipped')
const id = fc.constantFrom('x', 'y', 'z')
const secretText = fc.constantFrom('one', 'two', '').map((text) => (text === '' ? '' : sing(text)))

/** Commands that tell the candidate nothing. None of them decides whether an open one is granted later. */
const secretCommand: fc.Arbitrary<AnyRoundCommand> = fc.oneof(
  fc.record({ name: fc.constant('mark-follow-up'), node, mark }),
  fc.record({ name: fc.constant('tick-signal'), node, polarity: fc.constantFrom('+', '-'), index: fc.nat(3), on: fc.boolean() }),
  fc.record({ name: fc.constant('give-hint'), hint: fc.constantFrom(...HINTS) }),
  fc.record({ name: fc.constant('ask-own-question'), text: secretText, dimension: fc.constant('coding.narration') }),
  fc.record({ name: fc.constant('set-solution-state'), pack: fc.constantFrom(...PACKS), state: fc.constantFrom('coding', 'complete', 'deep_dive') }),
  fc.record({ name: fc.constant('answer-left-unsaid'), pack: fc.constantFrom(...PACKS), index: fc.nat(4), on: fc.boolean() }),
  fc.record({ name: fc.constant('check-item'), pack: fc.constantFrom(...PACKS), index: fc.nat(1), on: fc.boolean() }),
  fc.record({
    name: fc.constant('capture-evidence'), evidence: id, kind: fc.constantFrom('quote', 'note', 'event'), text: secretText,
    dimensions: fc.constantFrom([], ['coding.narration'], ['coding.narration', 'coding.code_quality']), polarity: fc.constantFrom('+', '-', '0'),
  }),
  fc.record({ name: fc.constant('retract-evidence'), evidence: id }),
  fc.record({ name: fc.constant('write-note'), note: id, text: secretText }),
  fc.record({ name: fc.constant('bookmark-moment'), bookmark: id, on: fc.boolean() }),
  fc.record({ name: fc.constantFrom('tap-heard', 'take-back-heard'), heard: fc.constantFrom('choice', 'reason', 'i', 'we') }),
  fc.record({
    name: fc.constant('note-project'), project: fc.constantFrom('a', 'b'), title: secretText, decision: secretText, date: secretText, options: secretText,
  }),
  fc.record({ name: fc.constant('note-decision'), decision: id, text: secretText, owner: fc.constantFrom('own', 'inherited', 'lost') }),
) as fc.Arbitrary<AnyRoundCommand>

const openCommand: fc.Arbitrary<AnyRoundCommand> = fc.oneof(
  fc.record({ name: fc.constant('ask-follow-up'), node }),
  fc.record({ name: fc.constant('reveal-change-card'), node }),
  fc.record({ name: fc.constant('open-prompt'), pack: fc.constantFrom(...PACKS) }),
  fc.constant({ name: 'end-round' }),
) as fc.Arbitrary<AnyRoundCommand>

const sharedCommand: fc.Arbitrary<AnyRoundCommand> = fc.oneof(
  fc.record({ name: fc.constant('choose-language'), language: fc.constantFrom('go', 'rust') }),
  fc.constantFrom({ name: 'pause-round' }, { name: 'resume-round' }, { name: 'press-complete' }),
) as fc.Arbitrary<AnyRoundCommand>

const presence = (now: Instant): fc.Arbitrary<AnyRoundCommand> =>
  fc.oneof(
    fc.record({ name: fc.constant('seat-absent'), seat: fc.constantFrom(INTERVIEWER, CANDIDATE), since: fc.nat(20_000).map((ms) => now - ms) }),
    fc.record({ name: fc.constant('seat-back'), seat: fc.constantFrom(INTERVIEWER, CANDIDATE) }),
    fc.record({ name: fc.constant('process-was-down'), since: fc.nat(20_000).map((ms) => now - ms) }),
    fc.record({ name: fc.constant('candidate-silent'), sinceS: fc.nat(3_600) }),
    fc.record({ name: fc.constantFrom('candidate-heard', 'forget-silences') }),
  ) as fc.Arbitrary<AnyRoundCommand>

const stepAt = (now: Instant): fc.Arbitrary<Step> => {
  const from = (by: SeatId | 'server', weight: number, command: fc.Arbitrary<AnyRoundCommand>) =>
    ({ weight, arbitrary: command.map((sent): Step => ({ by, now, command: sent })) })
  return fc.oneof(
    from(INTERVIEWER, 8, secretCommand),
    from(INTERVIEWER, 6, openCommand),
    from(INTERVIEWER, 2, sharedCommand),
    from(CANDIDATE, 2, sharedCommand),
    from(CANDIDATE, 1, fc.record({ name: fc.constant('write-note'), note: id, text: fc.constantFrom('', 'mine', 'own') }) as fc.Arbitrary<AnyRoundCommand>),
    from(CANDIDATE, 1, fc.record({ name: fc.constant('bookmark-moment'), bookmark: id, on: fc.boolean() }) as fc.Arbitrary<AnyRoundCommand>),
    from('server', 2, presence(now)),
  )
}

const START: Step = { by: INTERVIEWER, now: EPOCH, command: { name: 'start-round' } }

/** Sequences whose clock mostly runs on and sometimes is set back a little. */
const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.integer({ min: -2_000, max: 90_000 }), { minLength: 1, maxLength: 60 })
  .chain((gaps) => {
    let now = EPOCH
    const arbitraries = gaps.map((gap) => {
      now = instant(now + gap)
      return stepAt(now)
    })
    return fc.tuple(...arbitraries)
  })
  .map((list) => [START, ...list])

/** What may be done before the start, by either. */
const early: fc.Arbitrary<readonly Step[]> = fc.array(fc.record({
  by: fc.constantFrom(INTERVIEWER, CANDIDATE),
  now: fc.constant(EPOCH),
  command: fc.oneof(
    fc.record({ name: fc.constant('write-note'), note: id, text: fc.constantFrom('', 'mine', 'own') }),
    fc.record({ name: fc.constant('choose-language'), language: fc.constantFrom('go', 'rust') }),
  ) as fc.Arbitrary<AnyRoundCommand>,
}), { maxLength: 12 })

/** A log in which a person who has gone left some notes behind without their words. */
const withoutWords = (log: readonly RoundEvent[], which: readonly number[]): readonly RoundEvent[] =>
  log.map((event, index) => (event.type === 'note-written' && which.includes(index) ? { ...event, body: { ...event.body, text: '' } } : event))

/** How often a seat's view changed, by writing all of it out after every event. */
const changesWrittenOut = (setup: RoundSetup, log: readonly RoundEvent[], seat: SeatId): number => {
  let state = initialState(setup)
  let [text, changes] = [JSON.stringify(viewFor(state, seat)), 0]
  for (const event of log) {
    state = evolve(state, event)
    const next = JSON.stringify(viewFor(state, seat))
    if (next !== text) changes += 1
    text = next
  }
  return changes
}

interface Played {
  readonly fold: RoundFold
  readonly log: readonly RoundEvent[]
  /** The candidate's view before each step and after the last, repetitions left out. */
  readonly seen: readonly string[]
}

const play = (setup: RoundSetup, list: readonly Step[], onState: (state: RoundState, now: Instant) => void = () => undefined): Played => {
  const round = createFold(setup)
  const log: RoundEvent[] = []
  const seen = [JSON.stringify(round.view(CANDIDATE))]
  list.forEach(({ by, now, command }, index) => {
    const decided = decide(round.state(), command, by, now, { commandId: `c${index}` as CommandId })
    for (const event of decided.ok ? decided.value : []) {
      const appended = { ...event, seq: log.length + 1 } as RoundEvent
      log.push(appended)
      round.apply(appended)
      onState(round.state(), now)
    }
    const view = JSON.stringify(round.view(CANDIDATE))
    if (view !== seen.at(-1)) seen.push(view)
  })
  return { fold: round, log, seen }
}

const legal = (state: RoundState, now: Instant): void => {
  expect(state.asked.filter(({ mark: how }) => how === undefined).length).toBeLessThanOrEqual(1)
  expect(new Set(state.asked.map(({ node: asked }) => asked)).size).toBe(state.asked.length)
  expect(state.status === 'paused').toBe(state.clock.reasons.length > 0)
  expect(state.status === 'running').toBe(state.clock.runningSince !== undefined)
  expect(elapsedMs(state.clock, now)).toBeGreaterThanOrEqual(state.clock.elapsedMs)
  const asked = new Set(state.asked.map((step) => step.node))
  for (const { node: under } of [...state.cards, ...state.signals]) expect(asked.has(under)).toBe(true)
  const ids = evidenceOf(state).map((item) => item.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(depthOf(state).depthReached).toBeLessThanOrEqual(5)
  for (const items of Object.values(coverage(state))) expect(items).toBeGreaterThanOrEqual(0)
  const offered = suggest(ladderOf(state), elapsedMs(state.clock, now))
  expect(offered.length).toBeLessThanOrEqual(3)
  for (const suggestion of offered) expect(asked.has(suggestion.node)).toBe(false)
}

const RUNS = { numRuns: 300 }

describe('any sequence of commands', () => {
  test('[L3] leads to a legal state', () => {
    fc.assert(fc.property(steps, (list) => {
      const { log } = play(SETUP, list, legal)
      expect(log[0]?.type).toBe('round-started')
    }), RUNS)
  })

  test('[S2] moves nothing when a stranger sends it', () => {
    fc.assert(fc.property(steps, (list) => {
      const strange = list.slice(1).map((step) => ({ ...step, by: STRANGER }))
      expect(play(SETUP, [START, ...strange]).log).toHaveLength(1)
    }), RUNS)
  })

  test('[C5] [L2] writes a log without gaps whose round time never runs backwards', () => {
    fc.assert(fc.property(steps, (list) => {
      const { log } = play(SETUP, list)
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
      for (const [index, event] of log.entries()) expect(event.roundMs).toBeGreaterThanOrEqual(log[index - 1]?.roundMs ?? 0)
    }), RUNS)
  })

  test('[L1] [V3] [V8] folds to the same state, views and counters from scratch', () => {
    fc.assert(fc.property(steps, (list) => {
      const played = play(SETUP, list)
      const stored = JSON.parse(JSON.stringify(played.log)) as readonly RoundEvent[]
      expect(fold(SETUP, stored)).toEqual(played.fold.state())
      const again = foldRound(SETUP, stored)
      for (const seat of [INTERVIEWER, CANDIDATE]) {
        expect(again.counter(seat)).toBe(played.fold.counter(seat))
        expect(JSON.stringify(again.view(seat))).toBe(JSON.stringify(played.fold.view(seat)))
      }
    }), RUNS)
  })
})

test('[V3] a counter counts what writing every view out would count, before the start and where a log has lost words', () => {
  fc.assert(fc.property(early, steps, fc.array(fc.nat(70)), (before, list, which) => {
    const { log: whole } = play(SETUP, [...before, ...list])
    for (const log of [whole, withoutWords(whole, which)]) {
      const round = foldRound(SETUP, log)
      for (const seat of [INTERVIEWER, CANDIDATE]) expect(round.counter(seat)).toBe(changesWrittenOut(SETUP, log, seat))
    }
  }), RUNS)
})

describe('the candidate', () => {
  test('[V1] never sees a secret, and a card only when it was revealed', () => {
    fc.assert(fc.property(steps, (list) => {
      const { seen, fold: round } = play(SETUP, list)
      for (const view of seen) expect(view).not.toContain(CANARY)
      const revealed = new Set(round.state().cards.map(({ text }) => text))
      for (const followUp of SETUP.packs.flatMap(({ followups }) => followups)) {
        if (followUp.changeCard !== undefined) expect(seen.at(-1)?.includes(followUp.changeCard)).toBe(revealed.has(followUp.changeCard))
      }
    }), RUNS)
  })

  test('[V1] would be told by this test: the interviewer’s view does hold the canary', () => {
    expect(JSON.stringify(createFold(SETUP).view(INTERVIEWER))).toContain(CANARY)
  })

  test('[V2] sees the same when marks, ticks, hints, notes or pins differ', () => {
    fc.assert(fc.property(steps, fc.infiniteStream(secretCommand), (list, other) => {
      // A mark may become another mark but stays one, because marking opens the way to the next question, which is no secret.
      const changed = list.map((step) => {
        if (step.by !== INTERVIEWER || !SECRET_NAMES.has(step.command.name)) return step
        const { command } = step
        if (command.name === 'mark-follow-up') return { ...step, command: { ...command, mark: command.mark === 'nailed' ? 'struggled' : 'nailed' } as const }
        const next = other.next().value
        return next.name === 'mark-follow-up' ? step : { ...step, command: next }
      })
      const [one, two] = [play(SETUP, list), play(SETUP, changed)]
      expect(two.seen).toEqual(one.seen)
      expect(two.fold.counter(CANDIDATE)).toBe(one.fold.counter(CANDIDATE))
    }), RUNS)
  })

  test('[V2] sees the same when secret events are left out altogether', () => {
    fc.assert(fc.property(steps, (list) => {
      const isOpen = ({ by, command }: Step) => (by !== INTERVIEWER || command.name === 'mark-follow-up' || !SECRET_NAMES.has(command.name)) && !SAID_OF_SILENCE.has(command.name)
      const bare = list.filter(isOpen)
      const [one, two] = [play(SETUP, list), play(SETUP, bare)]
      expect(two.seen).toEqual(one.seen)
      expect(two.fold.counter(CANDIDATE)).toBe(one.fold.counter(CANDIDATE))
    }), RUNS)
  })

  test('[V2] sees the same when the unasked script is another', () => {
    fc.assert(fc.property(steps, (list) => {
      const [one, two] = [play(setupIn('A'), list), play(setupIn('a longer world'), list)]
      expect(two.seen).toEqual(one.seen)
      expect(two.fold.counter(CANDIDATE)).toBe(one.fold.counter(CANDIDATE))
    }), RUNS)
  })
})

const SAID_OF_SILENCE: ReadonlySet<string> = new Set(['candidate-silent', 'candidate-heard', 'forget-silences'])

const SECRET_NAMES: ReadonlySet<string> = new Set([
  'mark-follow-up', 'tick-signal', 'give-hint', 'ask-own-question', 'set-solution-state', 'answer-left-unsaid', 'check-item',
  'capture-evidence', 'retract-evidence', 'write-note', 'bookmark-moment', 'tap-heard', 'take-back-heard', 'note-project', 'note-decision',
])

test('[S6] overtime lasts until somebody ends it', () => {
  const late = instant(EPOCH + minutes(600))
  const { fold: round } = play(SETUP, [START, { by: CANDIDATE, now: late, command: { name: 'choose-language', language: 'go' } }])
  expect(round.state().status).toBe('running')
})
