import type { DimensionId, InterviewerView } from '@unanimous/rounds'
import { useMemo, useRef, useState } from 'react'
import { freshId } from '../../../platform/api.ts'
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
  readonly save: (polarity: '+' | '-', fallback: string) => Promise<void>
}

const selectedKind = ({ elements }: NonNullable<Selection>) => (elements ? 'board' as const : 'code' as const)

const selected = ({ elements, ...selection }: NonNullable<Selection>) =>
  (elements ? { kind: 'board' as const, selection: { ...selection, elements: [...elements] } } : { kind: 'code' as const, selection })

/** Dimensions default to those of the step that is open, until somebody chooses others for this piece. */
export const useCapture = (view: { readonly round: string }, open: { readonly ref: { readonly node: { readonly dims: readonly DimensionId[] } } } | undefined): Capture => {
  const acts = useActs()
  const [text, setText] = useState('')
  const [kind, setKind] = useState<CaptureKind>('event')
  const [selection, setSelection] = useState<Selection>()
  const [chosen, setChosen] = useState<readonly DimensionId[]>()
  const saving = useRef(false)
  const dimensions = chosen ?? open?.ref.node.dims ?? []
  const clear = () => {
    setText('')
    setSelection(undefined)
    setKind('event')
    setChosen(undefined)
  }
  const save = async (polarity: '+' | '-', fallback: string) => {
    const words = text.trim() || (selection ? fallback : '')
    if (words === '' || saving.current) return
    saving.current = true
    const parts = selection ? selected(selection) : { kind: kind === 'code' || kind === 'board' ? 'event' as const : kind }
    const saved = await acts.act('capture-evidence', { round: view.round, evidence: freshId(), text: words, dimensions: [...dimensions], polarity, ...parts })
    saving.current = false
    if (saved) clear()
  }
  return {
    acts, text, setText, kind: selection ? selectedKind(selection) : kind, setKind, selection, dimensions, save,
    dropSelection: () => setSelection(undefined),
    toggle: dimension => setChosen(dimensions.includes(dimension) ? dimensions.filter(each => each !== dimension) : [...dimensions, dimension]),
    begin: next => {
      if (next) setSelection(next)
    },
  }
}

/** Passages that stand as evidence; the same list as long as nothing is captured, so the editor draws them once. */
export const useMarks = (view: Pick<InterviewerView, 'evidence'>): readonly string[] => {
  const joined = JSON.stringify(view.evidence.flatMap(({ selection }) => (selection ? [selection.text] : [])))
  return useMemo(() => JSON.parse(joined) as readonly string[], [joined])
}
