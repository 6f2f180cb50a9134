import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Replay } from '@unanimous/protocol'
import { evidenceWords } from '../../platform/evidence-words.ts'
import type { OpenedReplay } from './opened-replay.ts'

/** One thing of the round that has a moment, as the list and the timeline show it. */
export interface Happening {
  readonly id: string
  readonly atMs: number
  readonly sort: 'asked' | 'card' | 'evidence' | 'hint' | 'run' | 'comment' | 'bookmark'
  readonly polarity: '+' | '-' | '0'
  /** A person's words stand in the serif. */
  readonly said: boolean
  readonly text: string
  readonly by: 'you' | 'peer' | 'server'
  /** Captured words of the code, to be marked where they stand. */
  readonly passage?: string
  /** How the answer went. */
  readonly mark?: NonNullable<Replay['record']>['asked'][number]['mark']
  readonly failed?: boolean
  /** How many verified cases a run went through; it may print nothing. */
  readonly cases?: number
}

const captured = ({ record, youAre }: Replay): Happening[] => {
  const interviewer = youAre === 'interviewer' ? 'you' as const : 'peer' as const
  if (record === null) return []
  const asked = record.asked.map((each): Happening => ({ id: `asked:${each.node}`, atMs: each.atMs, sort: 'asked', polarity: '0', said: true, text: each.ask, by: interviewer, mark: each.mark }))
  const own = record.evidence.filter(item => !['mark:', 'change-card:', 'hint:'].some(source => item.id.startsWith(source)) && evidenceWords(item) !== '')
  const evidence = own.map((item): Happening => ({
    id: item.id, atMs: item.atMs, sort: item.id.startsWith('own-question:') ? 'asked' : 'evidence', polarity: item.polarity, said: item.type === 'quote' || item.id.startsWith('own-question:'), text: evidenceWords(item), by: interviewer,
    ...(item.selection === null ? {} : { passage: item.selection.text }),
  }))
  const hints = record.hints.map((hint): Happening => ({ id: `hint:${hint.atMs}`, atMs: hint.atMs, sort: 'hint', polarity: '-', said: true, text: hint.say, by: interviewer }))
  return [...asked, ...evidence, ...hints]
}

/** What the candidate was shown: for whoever may not read yet what was asked. */
const shown = ({ data, sceneAt }: OpenedReplay): Happening[] =>
  sceneAt(data.lengthMs).cards.map(card => ({ id: `card:${card.atMs}`, atMs: card.atMs, sort: 'card', polarity: '0', said: true, text: card.text, by: data.youAre === 'interviewer' ? 'you' : 'peer' }))

/** What its reader marked while the round ran; the other's are nobody else's. */
const bookmarked = ({ data, sceneAt }: OpenedReplay): Happening[] =>
  sceneAt(data.lengthMs).bookmarks.map(({ bookmark, atMs }) => ({ id: `bookmark:${bookmark}`, atMs, sort: 'bookmark', polarity: '0', said: false, text: i18n._(msg`Your bookmark`), by: 'you' }))

/** Everything of a round that has a moment and that its reader may know, by time. */
export const happeningsOf = (replay: OpenedReplay): readonly Happening[] => {
  const { data, runs } = replay
  return [
    ...captured(data), ...shown(replay), ...bookmarked(replay),
    ...runs.map(({ id, atMs, by, run }): Happening => ({ id: `run:${id}`, atMs, sort: 'run', polarity: '0', said: false, text: run.out.split('\n')[0] ?? '', by, failed: run.status !== 'done', ...(run.cases === undefined ? {} : { cases: run.cases.length }) })),
    ...data.comments.map((comment): Happening => ({ id: `comment:${comment.comment}`, atMs: comment.atMs, sort: 'comment', polarity: '0', said: true, text: comment.text, by: comment.by })),
  ].toSorted((a, b) => a.atMs - b.atMs)
}

/** The moments that the mark keys step through: whatever a person did on purpose, and where somebody was silent. */
export const marksOf = (happenings: readonly Happening[]): readonly number[] => [...new Set(happenings.filter(({ sort }) => sort !== 'run').map(({ atMs }) => atMs))].toSorted((a, b) => a - b)

/** A stretch of the script lane. */
export interface ScriptStretch {
  readonly fromMs: number
  readonly toMs: number
  readonly phase?: string
  readonly text?: string
}

/** A question whose card follows at once is one with it. */
const leastAskedMs = 5_000

/** The script as it went: the plan's parts up to the first follow-up, then each follow-up until the next, then what was left of the plan. */
export const scriptOf = ({ phases, lengthMs }: Replay, happenings: readonly Happening[]): readonly ScriptStretch[] => {
  const asked = happenings.filter(({ sort }) => sort === 'asked' || sort === 'card')
  const first = asked[0]?.atMs ?? lengthMs
  const last = asked.at(-1)?.atMs ?? -1
  const closing = phases.filter(({ startMs }) => startMs > last && startMs > first && startMs < lengthMs)
  const ends = closing[0]?.startMs ?? lengthMs
  return [
    ...phases.filter(({ startMs }) => startMs < first && startMs < lengthMs).map(({ phase, startMs, endMs }) => ({ phase, fromMs: startMs, toMs: Math.min(endMs, first, lengthMs) })),
    ...asked.map(({ atMs, text }, index) => ({ text, fromMs: atMs, toMs: Math.max(atMs, asked[index + 1]?.atMs ?? ends) })).filter(({ fromMs, toMs }) => toMs - fromMs >= Math.min(leastAskedMs, Math.max(1, lengthMs / 100))),
    ...closing.map(({ phase, startMs, endMs }, index) => ({ phase, fromMs: startMs, toMs: index === closing.length - 1 ? lengthMs : Math.min(endMs, lengthMs) })),
  ]
}
