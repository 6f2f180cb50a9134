import type { EvidenceItem, QueryOutput, ScorecardForm } from '@unanimous/protocol'
import { evidenceFor, filingProblems, type CardContext, type FilingProblem } from '@unanimous/verdict'
import { formatMmSs } from '../../platform/clock.ts'

export type CardData = QueryOutput<'scorecard'>
export type DimensionId = EvidenceItem['dimensions'][number]

/** Everything the parts of a card need: what was recorded, what is written, and how to change it. */
export interface CardForm {
  readonly data: CardData
  readonly draft: ScorecardForm
  readonly change: (next: (draft: ScorecardForm) => ScorecardForm) => void
  readonly context: CardContext
}

/** What the filing rules need to know, as the server knows it. */
export const contextOf = ({ kind, record, hintPoints }: CardData): CardContext => ({
  kind, hintPoints, ended: true, opened: false,
  evidence: record.evidence.map(({ id, type, atMs, text, dimensions, polarity, late }) => ({ id, type, atMs, text, dimensions, polarity, late, by: '' })),
})

/** What keeps the card from being filed, the first on the page first. */
export const nextProblem = ({ data, draft, context }: CardForm): FilingProblem | undefined => filingProblems(draft, context, data.dimensions.map(({ id }) => id))[0]

const answers: Readonly<Record<string, string>> = { 'scorecard/no-vote': '.votes input', 'scorecard/no-outcome': '.outcome input' }

/** Brings the focus to where a problem is met: the buttons of a row, its word why, or the button that attaches evidence. */
export const goTo = ({ code, dimension }: FilingProblem): void => {
  const within = dimension ? document.getElementById(`dimension-${dimension}`) : document
  const place = dimension === undefined ? answers[code] : code === 'scorecard/no-evidence' ? '.attach-to' : code === 'scorecard/no-reason' ? '.an input' : 'input'
  const found = place === undefined ? null : within?.querySelector<HTMLElement>(place)
  found?.focus()
  found?.closest('.dm, section')?.scrollIntoView({ block: 'nearest' })
}

/** Leaves a key out, because a draft never holds an empty part. */
export const without = <T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> => {
  const { [key]: _gone, ...rest } = whole
  return rest
}

/** The evidence a dimension rests on now, oldest first. */
export const evidenceUnder = ({ data, draft, context }: CardForm, dimension: DimensionId): readonly EvidenceItem[] => {
  const ids = evidenceFor(dimension, draft, context)
  return data.record.evidence.filter(item => ids.includes(item.id)).toSorted((left, right) => left.atMs - right.atMs)
}

/** What may be cited: everything recorded but private notes. */
export const citable = (data: CardData): readonly EvidenceItem[] =>
  data.record.evidence.filter(item => item.type !== 'note').toSorted((left, right) => left.atMs - right.atMs)

/** `06:40`, when in the round. */
export const timeOf = (item: Pick<EvidenceItem, 'atMs'>): string => formatMmSs(item.atMs)

/** Attaches a piece of evidence to a dimension, or takes it off again. */
export const attach = (draft: ScorecardForm, dimension: DimensionId, id: string, on: boolean): ScorecardForm => {
  const others = (draft.attached?.[dimension] ?? []).filter(each => each !== id)
  return { ...draft, attached: { ...draft.attached, [dimension]: on ? [...others, id] : others } }
}
