import type { Milliseconds, SeatId } from '@unanimous/kernel'
import { elapsedMs, endClock, holdClock, reasonsOf, releaseClock, startClock } from './clock.ts'
import type { PauseReason } from './clock.ts'
import type { EventByType, EventOf, RoundEvent, RoundEventType } from './events.ts'
import { findHint, findNode, mainDimension } from './nodes.ts'
import { isRater } from './setup.ts'
import { initialState } from './state.ts'
import type { HeardTap } from './heard.ts'
import type { RoundSetup } from './setup.ts'
import type { PackLine, RoundState } from './state.ts'

const pauseReasons = (state: RoundState, { cause, who }: EventOf<'round-paused'>['body']): readonly PauseReason[] => {
  const seats: readonly SeatId[] = who === undefined ? [state.setup.interviewer, state.setup.candidate] : [who]
  const of = cause === 'person' ? 'person' : 'absence'
  return seats.filter((seat) => reasonsOf(state.clock, seat, of).length === 0).map((seat) => ({ cause, seat }))
}

const release = (state: RoundState, event: EventOf<'pause-lifted' | 'round-resumed'>): RoundState => {
  const clock = releaseClock(state.clock, event.at, reasonsOf(state.clock, event.body.who, event.body.of))
  return { ...state, clock, status: clock.reasons.length === 0 ? 'running' : 'paused' }
}

const openPrompt = (state: RoundState, pack: string, atMs: Milliseconds): RoundState => ({ ...state, opened: [...state.opened, { pack, atMs }] })

const start = (state: RoundState, event: RoundEvent): RoundState => {
  const begun: RoundState = { ...state, status: 'running', clock: startClock(event.at) }
  const first = state.setup.packs[0]
  return first === undefined ? begun : openPrompt(begun, first.id, event.roundMs)
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

/** A line of a pack ticked or unticked. */
const turned = (lines: readonly PackLine[], { pack, index, on }: EventOf<'item-checked'>['body'], atMs: Milliseconds): readonly PackLine[] => {
  const others = lines.filter((line) => line.pack !== pack || line.index !== index)
  return on ? [...others, { pack, index, atMs }] : others
}

const withoutNewest = (taps: readonly HeardTap[], heard: HeardTap['heard']): readonly HeardTap[] =>
  taps.toSpliced(taps.findLastIndex((tap) => tap.heard === heard), 1)

/** A project or decision keeps its place and its moment when it is written again. */
const noteProject = (state: RoundState, { body, roundMs }: EventOf<'project-noted'>): RoundState => {
  const before = state.projects.find(({ project }) => project === body.project)
  const others = state.projects.filter(({ project }) => project !== body.project)
  return { ...state, projects: [...others, { ...body, atMs: before?.atMs ?? roundMs }].toSorted((a, b) => (a.project < b.project ? -1 : 1)) }
}

const strike = (state: RoundState, { body: { element, label, struck }, roundMs }: EventOf<'component-struck'>): RoundState => {
  const others = state.struck.filter((other) => other.element !== element)
  return { ...state, struck: struck ? [...others, { element, label, atMs: roundMs }] : others }
}

const noteDecision = (state: RoundState, { body, roundMs }: EventOf<'decision-noted'>): RoundState => {
  const { decisions } = state
  if (body.text === '') return { ...state, decisions: decisions.filter(({ decision }) => decision !== body.decision) }
  if (decisions.every(({ decision }) => decision !== body.decision)) return { ...state, decisions: [...decisions, { ...body, atMs: roundMs }] }
  return { ...state, decisions: decisions.map((other) => (other.decision === body.decision ? { ...other, ...body } : other)) }
}

const writeNote = (state: RoundState, event: EventOf<'note-written'>): RoundState => {
  const { note, text } = event.body
  const isThis = (other: RoundState['notes'][number]) => other.note === note && other.seat === event.seat
  if (text === '') return { ...state, notes: state.notes.filter((other) => !isThis(other)) }
  if (state.notes.some(isThis)) return { ...state, notes: state.notes.map((other) => (isThis(other) ? { ...other, text } : other)) }
  return { ...state, notes: [...state.notes, { note, seat: event.seat, text, atMs: elapsedMs(state.clock, event.at) }] }
}

const bookmark = (state: RoundState, { body, seat, at }: EventOf<'moment-bookmarked'>): RoundState => {
  const others = state.bookmarks.filter((other) => other.bookmark !== body.bookmark || other.seat !== seat)
  return { ...state, bookmarks: body.on ? [...others, { bookmark: body.bookmark, seat, atMs: elapsedMs(state.clock, at) }] : others }
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

/** What is told goes on to the newest second: one that reaches further back, by what was counted late, takes in those after its beginning. */
const noticeSilence = (state: RoundState, { body: { sinceS } }: EventOf<'silence-noticed'>): RoundState =>
  ({ ...state, silences: [...state.silences.filter((other) => other.sinceS < sinceS), { sinceS }] })

const breakSilence = (state: RoundState, untilMs: Milliseconds): RoundState =>
  ({ ...state, silences: state.silences.map((silence) => ({ untilMs, ...silence })) })

/** What each event does. Times that only the interviewer sees are `roundMs`, those that both may see are the clock's. (V4) */
const APPLY: { readonly [Type in RoundEventType]: (state: RoundState, event: EventByType[Type]) => RoundState } = {
  'round-started': start,
  'prompt-opened': (state, { body, roundMs }) => openPrompt(state, body.pack, roundMs),
  'follow-up-asked': (state, { body, roundMs }) => ({ ...state, asked: [...state.asked, { node: body.node, atMs: roundMs }] }),
  'follow-up-marked': mark,
  'signal-ticked': tick,
  'change-card-revealed': revealCard,
  'hint-given': giveHint,
  'own-question-asked': (state, { body, roundMs }) => ({
    ...state,
    // Its place among the questions: one in the log would tell how much others wrote meanwhile.
    ownQuestions: [...state.ownQuestions, { seq: state.ownQuestions.length + 1, text: body.text, dimension: body.dimension, atMs: roundMs }],
  }),
  'solution-state-set': (state, { body }) => setProgress(state, body.pack, { state: body.state }),
  'took-partial': (state, { body, roundMs }) => setProgress(state, body.pack, { tookPartialAtMs: roundMs }),
  'left-unsaid-answered': (state, { body, roundMs }) => ({ ...state, leftUnsaid: turned(state.leftUnsaid, body, roundMs) }),
  'item-checked': (state, { body, roundMs }) => ({ ...state, checked: turned(state.checked, body, roundMs) }),
  'heard-tapped': (state, { body, roundMs }) => ({ ...state, heard: [...state.heard, { heard: body.heard, atMs: roundMs }] }),
  'heard-taken-back': (state, { body }) => ({ ...state, heard: withoutNewest(state.heard, body.heard) }),
  'project-noted': noteProject,
  'decision-noted': noteDecision,
  'component-struck': strike,
  'evidence-captured': (state, { body, seat, roundMs }) => {
    const capture = { ...body, by: seat, atMs: roundMs }
    if (isRater(state.setup, seat)) return { ...state, raterCaptures: [...state.raterCaptures, capture] }
    return { ...state, captures: [...state.captures, capture] }
  },
  'evidence-retracted': (state, { body, seat }) => {
    if (isRater(state.setup, seat)) return { ...state, raterCaptures: state.raterCaptures.filter(({ evidence, by }) => evidence !== body.evidence || by !== seat) }
    return { ...state, captures: state.captures.filter(({ evidence }) => evidence !== body.evidence) }
  },
  'note-written': writeNote,
  'moment-bookmarked': bookmark,
  'language-chosen': (state, { body }) => ({ ...state, language: body.language }),
  'silence-noticed': noticeSilence,
  'silence-broken': (state, { roundMs }) => breakSilence(state, roundMs),
  'silences-forgotten': (state) => ({ ...state, silences: [] }),
  'round-paused': pause,
  'pause-lifted': release,
  'round-resumed': release,
  'complete-pressed': (state, { seat }) => (seat === 'server' ? state : { ...state, complete: [...state.complete, seat] }),
  'round-ended': (state, { at, roundMs }) => ({ ...breakSilence(state, roundMs), status: 'ended', clock: endClock(state.clock, at) }),
}

const change = <Type extends RoundEventType>(state: RoundState, event: EventByType[Type] & { readonly type: Type }): RoundState =>
  APPLY[event.type](state, event)

/**
 * The state after one more event of the log. Total over any log that `decide` wrote; throws when events are folded out of
 * order, because every later answer would be wrong.
 */
export const evolve = (state: RoundState, event: RoundEvent): RoundState => {
  if (event.seq !== state.lastSeq + 1) throw new Error(`round ${event.round}: event ${event.seq} follows event ${state.lastSeq}`)
  // What a rater does moves no time that another is shown. (T2)
  const lastRoundMs = isRater(state.setup, event.seat) ? state.lastRoundMs : event.roundMs
  return { ...change(state, event), lastSeq: event.seq, lastRoundMs }
}

/** The state of a round from its whole log, in the order of `seq`. */
export const fold = (setup: RoundSetup, events: readonly RoundEvent[]): RoundState => events.reduce(evolve, initialState(setup))
