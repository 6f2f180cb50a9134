import type { Milliseconds } from '@unanimous/kernel'
import type { ClockView } from './clock.ts'
import type { RoundKind } from './kinds.ts'
import { findPack } from './nodes.ts'
import type { CandidateBrief, Language } from './pack.ts'
import { pacing } from './pacing.ts'
import type { Phase } from './pacing.ts'
import type { RoundSetup, Standing } from './setup.ts'
import { clockOf } from './state.ts'
import type { RoundState, RoundStatus } from './state.ts'

/** A prompt as the candidate reads it. */
export interface ShownPrompt extends CandidateBrief {
  readonly title: string
}

/** A revealed constraint, newest last. `replaces` is the sentence of the prompt to strike through. */
export interface ShownCard {
  readonly text: string
  readonly atMs: Milliseconds
  readonly replaces?: string
}

/** One of the seat's own notes. */
export interface OwnNote {
  readonly note: string
  readonly text: string
  readonly atMs: Milliseconds
}

/** A moment that the seat wants to find again in its replay. */
export interface OwnBookmark {
  readonly bookmark: string
  readonly atMs: Milliseconds
}

/** Who has pressed "complete". */
export interface CompletePressed {
  readonly interviewer: boolean
  readonly candidate: boolean
}

/** What never changes in a candidate's view. */
export interface CandidateFrame {
  readonly role: 'candidate'
  readonly round: string
  readonly session: string
  readonly kind: RoundKind
  readonly minutes: number
  readonly standing: Standing
  readonly phases: readonly Phase[]
  readonly languages?: readonly Language[]
}

/** What moves in a candidate's view, and with it that seat's counter. */
export interface CandidateScene {
  readonly status: RoundStatus
  readonly clock: ClockView
  readonly prompts: readonly ShownPrompt[]
  readonly cards: readonly ShownCard[]
  /** Components of the board that are struck out. */
  readonly struck: readonly string[]
  readonly language?: Language
  readonly notes: readonly OwnNote[]
  readonly bookmarks: readonly OwnBookmark[]
  readonly complete: CompletePressed
}

/**
 * All that the candidate receives before the reveal. Built field by field from what they may see, never by leaving things out,
 * so that something new in a pack or in the state is secret until somebody writes it down here. (V1)
 */
export interface CandidateView extends CandidateFrame, CandidateScene {}

const shownPrompt = (state: RoundState, id: string): readonly ShownPrompt[] => {
  const pack = findPack(state.setup.packs, id)
  if (pack === undefined) return []
  const { prompt, signature, contract, given, examples } = pack.candidate
  return [{
    title: pack.title,
    prompt,
    ...(signature === undefined ? {} : { signature }),
    ...(contract === undefined ? {} : { contract }),
    ...(given === undefined ? {} : { given }),
    ...(examples === undefined ? {} : { examples }),
  }]
}

/** The notes of one seat, in the order of writing. */
export const notesOf = (state: RoundState, seat: string): readonly OwnNote[] =>
  state.notes.filter((note) => note.seat === seat).map(({ note, text, atMs }) => ({ note, text, atMs }))

/** The bookmarks of one seat, in the order of pressing. */
export const bookmarksOf = (state: RoundState, seat: string): readonly OwnBookmark[] =>
  state.bookmarks.filter((bookmark) => bookmark.seat === seat).map(({ bookmark, atMs }) => ({ bookmark, atMs }))

/** The bare fact who pressed complete, which both may know. */
export const completeOf = ({ complete, setup }: RoundState): CompletePressed => ({
  interviewer: complete.includes(setup.interviewer),
  candidate: complete.includes(setup.candidate),
})

/** The fixed part of the candidate's view. */
export const candidateFrame = (setup: RoundSetup): CandidateFrame => ({
  role: 'candidate',
  round: setup.round,
  session: setup.session,
  kind: setup.kind,
  minutes: setup.minutes,
  standing: setup.standing,
  phases: pacing(setup),
  ...(setup.languages === undefined ? {} : { languages: setup.languages }),
})

/** The moving part of the candidate's view. */
export const candidateScene = (state: RoundState): CandidateScene => ({
  status: state.status,
  clock: clockOf(state),
  prompts: state.opened.flatMap(({ pack }) => shownPrompt(state, pack)),
  cards: state.cards.map(({ text, atMs, replaces }) => ({ text, atMs, ...(replaces === undefined ? {} : { replaces }) })),
  struck: state.struck.map(({ element }) => element),
  ...(state.language === undefined ? {} : { language: state.language }),
  notes: notesOf(state, state.setup.candidate),
  bookmarks: bookmarksOf(state, state.setup.candidate),
  complete: completeOf(state),
})
