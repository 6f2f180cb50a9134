import { Trans, useLingui } from '@lingui/react/macro'
import type { OutlineNode } from '@unanimous/room-doc'
import { Bookmark, Strikethrough } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { composes } from '../../ui/composes.ts'
import { TextArea, TextInput } from '../../ui/field.tsx'
import type { RatingActs } from './board-parts.ts'
import { useKindWords } from './kind-words.ts'

interface NodePanelProps {
  readonly node: OutlineNode
  readonly writable: boolean
  readonly isStruck: boolean
  readonly rating: RatingActs | undefined
  readonly onWrite: (label: string, because: string) => void
}

/** A reason is one sentence: Enter writes it, and with Shift begins a line. A word that an input method composes stays open. */
const onEnter = (write: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || event.shiftKey || composes(event.nativeEvent)) return
  event.preventDefault()
  write()
}

/** The one component that is selected: what it is, and why it is there. */
export const NodePanel = (props: NodePanelProps) => <Fields key={props.node.id} {...props} />

const Fields = ({ node, writable, isStruck, rating, onWrite }: NodePanelProps) => {
  const { t } = useLingui()
  const kindWords = useKindWords()
  // What is typed here stands against what comes in until it has been written.
  const [draft, setDraft] = useState<{ readonly label?: string; readonly because?: string }>({})
  const { label, because } = { label: node.label, because: node.because, ...draft }
  const write = () => {
    if (label.trim() !== node.label || because.trim() !== node.because) onWrite(label, because)
    setDraft({})
  }
  return (
    <form className="node-panel" aria-label={t`Selected component`} onSubmit={event => { event.preventDefault(); write() }}>
      <span className="kind">{kindWords(node.kind)}</span>
      <TextInput aria-label={t`Label`} placeholder={t`Label`} value={label} maxLength={120} readOnly={!writable} onChange={event => setDraft({ ...draft, label: event.target.value })} onBlur={write} />
      <TextArea rows={2} aria-label={t`Because`} placeholder={t`because …`} value={because} maxLength={280} readOnly={!writable} onChange={event => setDraft({ ...draft, because: event.target.value })} onBlur={write} onKeyDown={onEnter(write)} />
      {rating && (
        <div className="row g2">
          {rating.strike && <Button size="sm" keys="x" icon={<Strikethrough className="s" />} aria-pressed={isStruck} onClick={() => rating.strike?.(node.id, node.label, !isStruck)}>{isStruck ? <Trans>Take strike back</Trans> : <Trans>Strike</Trans>}</Button>}
          <Button size="sm" keys="e" icon={<Bookmark className="s" />} onClick={rating.mark}><Trans>Evidence</Trans></Button>
        </div>
      )}
    </form>
  )
}
