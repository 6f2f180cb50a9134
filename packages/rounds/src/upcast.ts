import type { RoundEvent, RoundEventType } from './events.ts'

/** A row of the log as storage returns it: trusted to be ours, not to be of today's shape. */
export interface StoredEvent {
  readonly round: string
  readonly seq: number
  readonly at: number
  readonly roundMs: number
  readonly seat: string
  readonly commandId: string
  readonly type: string
  readonly v: number
  readonly body: unknown
}

/** Turns a body of version n into one of version n + 1. */
export type Upcaster = (body: unknown) => unknown

/** The steps of one event type: the first reads version 1. Today's version is one more than the number of steps. */
export type Upcasters = Readonly<Record<RoundEventType, readonly Upcaster[]>>

const UPCASTERS: Upcasters = {
  'round-started': [],
  'prompt-opened': [],
  'follow-up-asked': [],
  'follow-up-marked': [],
  'signal-ticked': [],
  'change-card-revealed': [],
  'hint-given': [],
  'own-question-asked': [],
  'solution-state-set': [],
  'took-partial': [],
  'left-unsaid-answered': [(body) => ({ ...(body as object), on: true })],
  'item-checked': [],
  'heard-tapped': [],
  'heard-taken-back': [],
  'project-noted': [],
  'decision-noted': [],
  'component-struck': [],
  'evidence-captured': [],
  'evidence-retracted': [],
  'note-written': [],
  'moment-bookmarked': [],
  'language-chosen': [],
  'silence-noticed': [],
  'silence-broken': [],
  'silences-forgotten': [],
  'round-paused': [],
  'pause-lifted': [],
  'round-resumed': [],
  'complete-pressed': [],
  'round-ended': [],
}

const isKnown = (type: string, upcasters: Upcasters): type is RoundEventType => Object.hasOwn(upcasters, type)

/** The version in which events of a type are written today. */
export const currentVersion = (type: RoundEventType, upcasters: Upcasters = UPCASTERS): number => upcasters[type].length + 1

/**
 * Reads a stored event in today's shape. Throws when the type is unknown or the version is newer than this program, because
 * folding around a hole would show people a round that was never held. (issue 2: events are never edited)
 */
export const upcast = (raw: StoredEvent, upcasters: Upcasters = UPCASTERS): RoundEvent => {
  if (!isKnown(raw.type, upcasters)) throw new Error(`round ${raw.round} event ${raw.seq} has the unknown type ${raw.type}`)
  const newest = currentVersion(raw.type, upcasters)
  if (raw.v < 1 || raw.v > newest) throw new Error(`round ${raw.round} event ${raw.seq} has version ${raw.v}, this program reads 1 to ${newest}`)
  const body = upcasters[raw.type].slice(raw.v - 1).reduce((older, step) => step(older), raw.body)
  return { ...raw, v: newest, body } as RoundEvent
}
