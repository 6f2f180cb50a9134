import { ok, refuse } from '@unanimous/kernel'
import type { Refusal } from '@unanimous/kernel'
import { isRated } from './decide-ladder.ts'
import type { Answer, Asking, CommandByName, Draft } from './draft.ts'
import { capturesOf, momentNamed } from './evidence.ts'
import type { EvidenceCaptured } from './events.ts'

/** The longest a quote may be, in characters. (domain.md 3.5) */
export const QUOTE_MAX_CHARS = 280

const refusal = (code: string, message: string): Refusal => ({ code, message })

/** Whether a reference names no moment, or one that the round had and has behind it. */
const hadMoment = (state: Asking['state'], ref: string | undefined): boolean => {
  const named = momentNamed(ref)
  return named === undefined || (state.status === 'ended' && named <= state.clock.elapsedMs)
}

const faultOf = ({ state, by }: Asking, command: CommandByName['capture-evidence']): Refusal | undefined => {
  const { kind, text, selection, dimensions, evidence } = command
  if (capturesOf(state, by).some((capture) => capture.evidence === evidence)) {
    return refusal('round/evidence-exists', 'That piece of evidence is already captured.')
  }
  if (!hadMoment(state, command.ref)) return refusal('round/no-such-moment', 'Only a moment that the round had can be pinned, and only once it is over.')
  const isSelection = kind === 'code' || kind === 'board'
  if (isSelection && selection === undefined) return refusal('round/selection-needed', 'Select what you mean first, in the code or on the board.')
  if (!isSelection && text.trim() === '') return refusal('round/empty-text', 'Write down what you saw or heard first.')
  if (kind === 'quote' && text.length > QUOTE_MAX_CHARS) {
    return refusal('round/quote-too-long', `A quote holds at most ${QUOTE_MAX_CHARS} characters; keep the words that matter.`)
  }
  if (dimensions.every((dimension) => isRated(state.setup.kind, dimension))) return undefined
  return refusal('round/unknown-dimension', 'This round does not rate that dimension.')
}

const captureEvidence: Answer<'capture-evidence'> = (asking, command) => {
  const fault = faultOf(asking, command)
  if (fault !== undefined) return { ok: false, refusal: fault }
  const { evidence, kind, text, dimensions, polarity, selection, ref } = command
  const { codeSequence } = asking.stamp
  const body: EvidenceCaptured = {
    evidence,
    kind,
    text,
    dimensions: [...new Set(dimensions)],
    polarity,
    ...(selection === undefined ? {} : { selection }),
    ...((kind === 'code' || kind === 'board') && codeSequence !== undefined ? { codeSequence } : {}),
    ...(ref === undefined ? {} : { ref }),
    ...(asking.state.status === 'ended' ? { late: true } : {}),
  }
  return ok([{ type: 'evidence-captured', body }])
}

const retractEvidence: Answer<'retract-evidence'> = ({ state, by }, { evidence }) => {
  if (!capturesOf(state, by).some((capture) => capture.evidence === evidence)) {
    return refuse('round/unknown-evidence', 'That piece of evidence is not there.')
  }
  return ok([{ type: 'evidence-retracted', body: { evidence } }])
}

/** Whether an event takes away or changes what a card may rest on. What it only adds leaves every card as it was. */
export const unsettles = ({ asked, decisions }: Asking['state'], draft: Draft): boolean => {
  switch (draft.type) {
    case 'evidence-retracted': return true
    case 'signal-ticked': return !draft.body.on
    case 'follow-up-marked': return asked.some(({ node, mark }) => node === draft.body.node && mark !== undefined && mark !== 'skipped')
    case 'decision-noted': return decisions.some(({ decision }) => decision === draft.body.decision)
    default: return false
  }
}

/** Ids of notes are each seat's own, so that a refusal can never tell what the other seat has written. */
const writeNote: Answer<'write-note'> = ({ state, by }, { note, text }) => {
  const before = state.notes.find((other) => other.note === note && other.seat === by)
  return (before?.text ?? '') === text ? ok([]) : ok([{ type: 'note-written', body: { note, text } }])
}

/** As those of notes, the ids are each seat's own. */
const bookmarkMoment: Answer<'bookmark-moment'> = ({ state, by }, { bookmark, on }) => {
  const isThere = state.bookmarks.some((other) => other.bookmark === bookmark && other.seat === by)
  return isThere === on ? ok([]) : ok([{ type: 'moment-bookmarked', body: { bookmark, on } }])
}

const chooseLanguage: Answer<'choose-language'> = ({ state }, { language }) => {
  const { languages } = state.setup
  if (languages !== undefined && !languages.includes(language)) {
    return refuse('round/language-not-offered', 'This round is not held in that language.')
  }
  return state.language === language ? ok([]) : ok([{ type: 'language-chosen', body: { language } }])
}

/** The rules of what is written down and of the shared choice of language. */
export const EVIDENCE_ANSWERS = {
  'capture-evidence': captureEvidence,
  'retract-evidence': retractEvidence,
  'write-note': writeNote,
  'bookmark-moment': bookmarkMoment,
  'choose-language': chooseLanguage,
}
