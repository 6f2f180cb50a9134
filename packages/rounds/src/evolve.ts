import { unreachable } from '@unanimous/kernel'
import type { SeatId } from '@unanimous/kernel'
import { elapsedMs, endClock, holdClock, reasonsOf, releaseClock, startClock } from './clock.ts'
import type { PauseReason } from './clock.ts'
import type { EventOf, RoundEvent } from './events.ts'
import { findHint, findNode, mainDimension } from './nodes.ts'
import { initialState } from './state.ts'
import type { RoundSetup } from './setup.ts'
import type { RoundState } from './state.ts'

const pauseReasons = (state: RoundState, { cause, who }: EventOf<'round-paused'>['body']): readonly PauseReason[] => {
  const seats: readonly SeatId[] = who === undefined ? [state.setup.interviewer, state.setup.candidate] : [who]
  const of = cause === 'person' ? 'person' : 'absence'
  return seats.filter((seat) => reasonsOf(state.clock, seat, of).length === 0).map((seat) => ({ cause, seat }))
}

const release = (state: RoundState, event: EventOf<'pause-lifted' | 'round-resumed'>): RoundState => {
  const clock = releaseClock(state.clock, event.at, reasonsOf(state.clock, event.body.who, event.body.of))
  return { ...state, clock, status: clock.reasons.length === 0 ? 'running' : 'paused' }
}

const openPrompt = (state: RoundState, pack: string): RoundState => ({ ...state, opened: [...state.opened, pack] })

const start = (state: RoundState, event: RoundEvent): RoundState => {
  const begun: RoundState = { ...state, status: 'running', clock: startClock(event.at) }
  const first = state.setup.packs[0]
  return first === undefined ? begun : openPrompt(begun, first.id)
}

const mark = (state: RoundState, { body, roundMs }: EventOf<'follow-up-marked'>): RoundState => ({
  ...state,
  asked: state.asked.map((asked) => {
    if (asked.node !== body.node) return asked
    return { ...asked, mark: body.mark, markedAtMs: roundMs, ...(state.status === 'ended' ? { markedLate: true } : {}) }
  }),
})

const tick = (state: RoundState, { body, roundMs }: EventOf<'signal-ticked'>): RoundState => {
  const { node, polarity, index } = body
  const others = state.signals.filter((s) => s.node !== node || s.polarity !== polarity || s.index !== index)
  const late = state.status === 'ended' ? { late: true } : {}
  return { ...state, signals: body.on ? [...others, { node, polarity, index, atMs: roundMs, ...late }] : others }
}

const revealCard = (state: RoundState, event: EventOf<'change-card-revealed'>): RoundState => {
  const node = findNode(state.setup.packs, event.body.node)?.node
  const card = {
    node: event.body.node,
    text: node?.changeCard ?? '',
    ...(node?.replaces === undefined ? {} : { replaces: node.replaces }),
    // The candidate sees this time, so it is the clock's: roundMs could tell of a secret event before it.
    atMs: elapsedMs(state.clock, event.at),
  }
  return { ...state, cards: [...state.cards, card] }
}

const giveHint = (state: RoundState, { body, roundMs }: EventOf<'hint-given'>): RoundState => {
  const found = findHint(state.setup.packs, body.hint)
  if (found === undefined) return state
  const under = body.under === undefined ? undefined : findNode(state.setup.packs, body.under)
  const dimensions = under === undefined ? mainDimension(found.pack) : under.node.dims
  return { ...state, hints: [...state.hints, { hint: body.hint, cost: found.hint.cost, dimensions, atMs: roundMs }] }
}

const check = (state: RoundState, { body, roundMs }: EventOf<'item-checked'>): RoundState => {
  const others = state.checked.filter((line) => line.pack !== body.pack || line.index !== body.index)
  return { ...state, checked: body.on ? [...others, { pack: body.pack, index: body.index, atMs: roundMs }] : others }
}

const writeNote = (state: RoundState, event: EventOf<'note-written'>): RoundState => {
  const { note, text } = event.body
  const isThis = (other: RoundState['notes'][number]) => other.note === note && other.seat === event.seat
  if (text === '') return { ...state, notes: state.notes.filter((other) => !isThis(other)) }
  if (state.notes.some(isThis)) return { ...state, notes: state.notes.map((other) => (isThis(other) ? { ...other, text } : other)) }
  return { ...state, notes: [...state.notes, { note, seat: event.seat, text, atMs: elapsedMs(state.clock, event.at) }] }
}

const setProgress = (state: RoundState, pack: string, change: Partial<RoundState['progress'][number]>): RoundState => ({
  ...state,
  progress: state.progress.map((entry) => (entry.pack === pack ? { ...entry, ...change } : entry)),
})

const pause = (state: RoundState, { body }: EventOf<'round-paused'>): RoundState => ({
  ...state,
  status: 'paused',
  clock: holdClock(state.clock, body.since, pauseReasons(state, body)),
})

const change = (state: RoundState, event: RoundEvent): RoundState => {
  switch (event.type) {
    case 'round-started':
      return start(state, event)
    case 'prompt-opened':
      return openPrompt(state, event.body.pack)
    case 'follow-up-asked':
      return { ...state, asked: [...state.asked, { node: event.body.node, atMs: event.roundMs }] }
    case 'follow-up-marked':
      return mark(state, event)
    case 'signal-ticked':
      return tick(state, event)
    case 'change-card-revealed':
      return revealCard(state, event)
    case 'hint-given':
      return giveHint(state, event)
    case 'own-question-asked':
      return { ...state, ownQuestions: [...state.ownQuestions, { seq: event.seq, ...event.body, atMs: event.roundMs }] }
    case 'solution-state-set':
      return setProgress(state, event.body.pack, { state: event.body.state })
    case 'took-partial':
      return setProgress(state, event.body.pack, { tookPartialAtMs: event.roundMs })
    case 'left-unsaid-answered':
      return { ...state, leftUnsaid: [...state.leftUnsaid, { ...event.body, atMs: event.roundMs }] }
    case 'item-checked':
      return check(state, event)
    case 'evidence-captured':
      return { ...state, captures: [...state.captures, { ...event.body, by: event.seat, atMs: event.roundMs }] }
    case 'evidence-retracted':
      return { ...state, captures: state.captures.filter((capture) => capture.evidence !== event.body.evidence) }
    case 'note-written':
      return writeNote(state, event)
    case 'language-chosen':
      return { ...state, language: event.body.language }
    case 'round-paused':
      return pause(state, event)
    case 'pause-lifted':
    case 'round-resumed':
      return release(state, event)
    case 'complete-pressed':
      return event.seat === 'server' ? state : { ...state, complete: [...state.complete, event.seat] }
    case 'round-ended':
      return { ...state, status: 'ended', clock: endClock(state.clock, event.at) }
    default:
      return unreachable(event)
  }
}

/**
 * The state after one more event of the log. Total over any log that `decide` wrote; throws when events are folded out of
 * order, because every later answer would be wrong.
 */
export const evolve = (state: RoundState, event: RoundEvent): RoundState => {
  if (event.seq !== state.lastSeq + 1) throw new Error(`round ${event.round}: event ${event.seq} follows event ${state.lastSeq}`)
  return { ...change(state, event), lastSeq: event.seq, lastRoundMs: event.roundMs }
}

/** The state of a round from its whole log, in the order of `seq`. */
export const fold = (setup: RoundSetup, events: readonly RoundEvent[]): RoundState => events.reduce(evolve, initialState(setup))
