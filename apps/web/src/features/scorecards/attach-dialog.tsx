import { Trans, useLingui } from '@lingui/react/macro'
import type { EvidenceItem } from '@unanimous/protocol'
import { useState } from 'react'
import { isOfScript } from '../../platform/of-script.ts'
import { useRead } from '../../platform/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Segmented } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldError, TextInput } from '../../ui/field.tsx'
import { attach, citable, evidenceUnder, timeOf, type CardForm, type DimensionId } from './card-form.ts'
import { EvidenceText } from './evidence-text.tsx'
import { PinCode } from './pin-code.tsx'
import { PinComponent } from './pin-component.tsx'
import { PinMoment } from './pin-moment.tsx'
import { usePin } from './use-pin.ts'

type Polarity = EvidenceItem['polarity']

interface AttachDialogProps {
  readonly card: CardForm
  readonly dimension: DimensionId
  readonly name: string
  readonly onClose: () => void
}

/** Rests a dimension on something that was recorded, or pins it now, which the card says for good. */
export const AttachDialog = ({ card, dimension, name, onClose }: AttachDialogProps) => {
  const { t } = useLingui()
  const { pin, refusal, busy } = usePin(card.data.round)
  const [polarity, setPolarity] = useState<Polarity>('+')
  const [words, setWords] = useState('')
  const pinWords = async () => {
    if (await pin({ kind: 'quote', text: words, dimensions: [dimension], polarity })) setWords('')
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={<Trans>What shows it in {name}?</Trans>}
      description={<Trans>Attach what you captured, or pin something that was recorded. Pins made now say “added later”. Accent, school, employer, confidence, camera, network and liking show nothing.</Trans>}
      footer={<><span className="sp" /><Button variant="primary" onClick={onClose}><Trans>Done</Trans></Button></>}
    >
      <div className="attach">
        <Captured card={card} dimension={dimension} />
        <div className="row">
          <h2><Trans>Pin now</Trans></h2>
          <span className="sp" />
          <Segmented<Polarity>
            label={t`What the pin speaks for`} value={polarity} onChange={setPolarity}
            options={[{ value: '+', label: t`For` }, { value: '-', label: t`Against` }, { value: '0', label: t`Neither` }]}
          />
        </div>
        <ChatLines session={card.data.session} onPin={(text, ref) => void pin({ kind: 'quote', text, dimensions: [dimension], polarity, ref })} />
        <PinCode texts={card.data.texts} busy={busy} onPin={(selection, text) => pin({ kind: 'code', text, dimensions: [dimension], polarity, selection })} />
        <PinComponent components={card.data.components} busy={busy} onPin={(element, text) => pin({ kind: 'board', text, dimensions: [dimension], polarity, selection: { language: 'typescript', fromLine: 1, toLine: 1, text: element.label, elements: [element.element] } })} />
        <PinMoment lengthMs={card.data.record.elapsedMs} busy={busy} onPin={(atMs, text) => pin({ kind: 'event', text, dimensions: [dimension], polarity, ref: `at:${atMs}` })} />
        <form className="row" onSubmit={event => { event.preventDefault(); void pinWords() }}>
          <TextInput aria-label={t`Words they said`} placeholder={t`Words they said, as you heard them`} value={words} maxLength={280} onChange={event => setWords(event.target.value)} />
          <Button type="submit" busy={busy} disabled={words.trim() === ''}><Trans>Pin</Trans></Button>
        </form>
        {refusal && <p className="fieldset"><FieldError>{refusal}</FieldError></p>}
      </div>
    </Dialog>
  )
}

/** Everything recorded that does not stand under this dimension by itself: what was captured, then what the round recorded by itself. */
const Captured = ({ card, dimension }: Pick<AttachDialogProps, 'card' | 'dimension'>) => {
  const { t } = useLingui()
  const elsewhere = citable(card.data).filter(item => !item.dimensions.includes(dimension))
  const captured = elsewhere.filter(item => !isOfScript(item))
  const noted = elsewhere.filter(isOfScript)
  return (
    <>
      <h2><Trans>Captured in the round</Trans></h2>
      {captured.length === 0 && <p className="faint sm"><Trans>Everything you captured stands there already.</Trans></p>}
      <Choices card={card} dimension={dimension} items={captured} label={t`Captured in the round`} />
      {noted.length > 0 && <><h2><Trans>Recorded automatically</Trans></h2><Choices card={card} dimension={dimension} items={noted} label={t`Recorded automatically`} /></>}
    </>
  )
}

interface ChoicesProps extends Pick<AttachDialogProps, 'card' | 'dimension'> {
  readonly items: readonly EvidenceItem[]
  readonly label: string
}

const Choices = ({ card, dimension, items, label }: ChoicesProps) => {
  const under = new Set(evidenceUnder(card, dimension).map(item => item.id))
  return (
    <div className="cite" role="group" aria-label={label}>
      {items.map(item => (
        <Checkbox key={item.id} checked={under.has(item.id)} onChange={on => card.change(now => attach(now, dimension, item.id, on))}>
          <time>{timeOf(item)}</time> <EvidenceText item={item} />
        </Checkbox>
      ))}
    </div>
  )
}

/** What the other person wrote in the chat; it was recorded, so it may be cited. */
const ChatLines = ({ session, onPin }: { readonly session: string; readonly onPin: (text: string, ref: string) => void }) => {
  const chat = useRead('chat', { session })
  const theirs = (chat.data?.messages ?? []).filter(message => message.from === 'peer')
  return theirs.map(message => (
    <button key={message.seq} type="button" className="pin-line" onClick={() => onPin(message.text.slice(0, 280), `chat:${message.seq}`)}>
      <span className="faint"><Trans>Chat</Trans></span><span>{message.text}</span>
    </button>
  ))
}
