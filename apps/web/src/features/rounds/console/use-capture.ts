import type { DimensionId, InterviewerView } from '@unanimous/rounds'
import { useMemo } from 'react'
import { freshId } from '../../../platform/api.ts'
import { useOutgoing } from '../../../platform/outgoing.ts'
import { type Acts, useActs } from '../../../platform/use-acts.ts'
import type { CodePort } from '../stage.ts'

export type CaptureKind = 'code' | 'board' | 'quote' | 'event'
export type Selection = ReturnType<CodePort['selection']>

/** A piece of evidence being written down. */
export interface Capture {
  readonly acts: Acts
  readonly text: string
  readonly setText: (text: string) => void
  readonly kind: CaptureKind
  readonly setKind: (kind: CaptureKind) => void
  /** The code, or the part of the board, that was selected when capturing began. */
  readonly selection: Selection
  readonly dropSelection: () => void
  readonly dimensions: readonly DimensionId[]
  readonly toggle: (dimension: DimensionId) => void
  readonly begin: (selection: Selection) => void
  /** Says whether it was saved and nothing new is being written: only then may the hands be led elsewhere. */
  readonly save: (polarity: '+' | '-', fallback: string) => Promise<boolean>
  readonly busy: boolean
}

const selectedKind = ({ elements }: NonNullable<Selection>) => (elements ? 'board' as const : 'code' as const)

const selected = ({ elements, ...selection }: NonNullable<Selection>) =>
  (elements ? { kind: 'board' as const, selection: { ...selection, elements: [...elements] } } : { kind: 'code' as const, selection })

interface Piece {
  readonly text: string
  readonly kind: CaptureKind
  readonly selection: Selection
  readonly chosen: readonly DimensionId[] | undefined
}

const nothing: Piece = { text: '', kind: 'event', selection: undefined, chosen: undefined }

/** Dimensions default to those of the step that is open, until somebody chooses others for this piece. */
export const useCapture = (view: { readonly round: string }, open: { readonly ref: { readonly node: { readonly dims: readonly DimensionId[] } } } | undefined): Capture => {
  const acts = useActs()
  const { value: piece, busy, write, send } = useOutgoing(nothing)
  const dimensions = piece.chosen ?? open?.ref.node.dims ?? []
  const save = (polarity: '+' | '-', fallback: string) => send(async ({ text, kind, selection }) => {
    const words = text.trim() || (selection ? fallback : '')
    if (words === '') return false
    const parts = selection ? selected(selection) : { kind: kind === 'code' || kind === 'board' ? 'event' as const : kind }
    return await acts.act('capture-evidence', { round: view.round, evidence: freshId(), text: words, dimensions: [...dimensions], polarity, ...parts }) !== undefined
  })
  const { text, kind, selection } = piece
  return {
    acts, busy, text, kind: selection ? selectedKind(selection) : kind, selection, dimensions, save,
    setText: next => write({ ...piece, text: next }),
    setKind: next => write({ ...piece, kind: next }),
    dropSelection: () => write({ ...piece, selection: undefined }),
    toggle: dimension => write({ ...piece, chosen: dimensions.includes(dimension) ? dimensions.filter(each => each !== dimension) : [...dimensions, dimension] }),
    begin: next => {
      if (next) write({ ...piece, selection: next })
    },
  }
}

/** Passages that stand as evidence; the same list as long as nothing is captured, so the editor draws them once. */
export const useMarks = (view: Pick<InterviewerView, 'evidence'>): readonly string[] => {
  const joined = JSON.stringify(view.evidence.flatMap(({ selection }) => (selection ? [selection.text] : [])))
  return useMemo(() => JSON.parse(joined) as readonly string[], [joined])
}
