import type { ExportedCard, ExportedLoop, ExportedRecord, ExportedRound } from '@unanimous/protocol'

/** The names that the pages give to things, in the one language of the exported file. */
export const kindWords: Readonly<Record<ExportedRound['kind'], string>> = {
  recruiter: 'Recruiter screen', hm: 'Hiring manager', tech: 'Phone screen', coding: 'Coding', sd: 'System design', culture: 'Culture', deep: 'Deep dive', extension: 'Extensions only',
}
export const seatWords: Readonly<Record<NonNullable<ExportedRound['loopSeat']>, string>> = { ...kindWords, coding1: 'Coding 1', coding2: 'Coding 2' }
export const voteWords = ['', 'Strong no', 'No', 'Yes', 'Strong yes'] as const
export const markWords = { nailed: 'nailed', partial: 'partial', struggled: 'struggled', skipped: 'skipped' } as const
export const levelWords: Readonly<Record<NonNullable<ExportedCard['levelSignal']>, string>> = { above: 'Above the level', at: 'At the level', below: 'Below the level' }
export const keeperWords: Readonly<Record<NonNullable<ExportedCard['keeper']>, string>> = { fight: 'Would fight to keep them', sorry: 'Would be sorry', let_go: 'Would let go' }
export const aspectWords = { clear_brief: 'Clear brief', pressed_with_purpose: 'Pressed with purpose', fair_help: 'Fair help', listened: 'Listened', kept_time: 'Kept time' } as const
export const tickWords = { led_me: 'Led me', gave_the_answer: 'Gave the answer', off_topic: 'Went off topic', disrespect: 'Disrespect' } as const

const statusWords: Readonly<Record<ExportedLoop['verdict']['status'], string>> = {
  IN_PROGRESS: 'Open', ON_HOLD: 'On hold', INCOMPLETE: 'Closed with rounds missing', ENDED: 'Ended', REJECT: 'Not unanimous', UNANIMOUS: 'Unanimous',
}
const reasonWords = { strong_no: 'by a strong no', gate: 'at a gate', culture_gate: 'at the culture gate', not_unanimous: 'consent withheld' } as const

/** A verdict in a few words, of this loop and never of the person. */
export const verdictWords = ({ status, reason, seats }: ExportedLoop['verdict']): string =>
  [statusWords[status], reason && reasonWords[reason], seats.length > 0 && `in ${seats.map(seat => seatWords[seat]).join(', ')}`].filter(Boolean).join(' ')

/** `2026-11-29 14:05`, UTC. */
export const moment = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
/** `2026-11-29`. */
export const day = (ms: number): string => moment(ms).slice(0, 10)
const length = (ms: number): string => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')}`

/** What was captured, asked or said; a silence is told by its length. */
export const evidenceWords = ({ id, text, lastsMs }: ExportedRecord['evidence'][number]): string => {
  if (text !== '' || !id.startsWith('silence:')) return text
  return lastsMs === undefined ? 'Still silent' : `Silent for ${length(lastsMs)}`
}

/** `14:02`: unpaused minutes and seconds of a round. */
export const minute = (ms: number): string => `${String(Math.floor(ms / 60_000)).padStart(2, '0')}:${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')}`
