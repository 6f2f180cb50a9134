import { Trans, useLingui } from '@lingui/react/macro'
import type { Milliseconds } from '@unanimous/kernel'
import { limits } from '@unanimous/protocol'
import { dimensionsOf, type InterviewerView } from '@unanimous/rounds'
import { Minus, Plus } from 'lucide-react'
import { formatMmSs } from '../../../platform/clock.ts'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/choices.tsx'
import { Sign } from '../../../ui/evidence.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { withCode } from '../../../ui/with-code.tsx'
import { Refusal } from '../refusal.tsx'
import { useCapture } from '../console/use-capture.ts'
import { useScript } from '../console/use-script.ts'

interface BesideCaptureProps {
  readonly view: InterviewerView
  readonly elapsed: Milliseconds
}

/** Two large buttons under a line of words: what one saw is pinned at this moment of the round. */
export const BesideCapture = ({ view, elapsed }: BesideCaptureProps) => {
  const { t } = useLingui()
  const { open } = useScript(view, elapsed)
  const capture = useCapture(view, open)
  const { text, setText, kind, setKind, dimensions, toggle, acts } = capture
  return (
    <div className="beside-capture">
      {open && <p className="q">{withCode(open.ref.node.ask)}</p>}
      <TextArea aria-label={t`What you saw or heard`} placeholder={t`What you saw or heard`} rows={3} value={text} maxLength={limits.quoteChars} onChange={event => setText(event.target.value)} />
      {kind !== 'code' && <Segmented label={t`Which kind`} value={kind} options={[{ value: 'event', label: <Trans>Seen</Trans> }, { value: 'quote', label: <Trans>Said</Trans> }]} onChange={setKind} />}
      <div className="row wrap g1" role="group" aria-label={t`What it shows`}>
        {dimensionsOf(view.kind).map(({ id, name }) => <button key={id} type="button" className={dimensions.includes(id) ? 'chip on' : 'chip line'} aria-pressed={dimensions.includes(id)} onClick={() => toggle(id)}>{name}</button>)}
      </div>
      <div className="both">
        <Button size="xl" icon={<Plus />} onClick={() => void capture.save('+', '')}><Trans>Strong</Trans></Button>
        <Button size="xl" icon={<Minus />} onClick={() => void capture.save('-', '')}><Trans>Weak</Trans></Button>
      </div>
      <Refusal refusal={acts.refusal} />
      <ol aria-label={t`Captured`}>
        {view.evidence.filter(({ source, type }) => source === undefined && type !== 'signal').toReversed().map(item => (
          <li key={item.id}>
            <time>{formatMmSs(item.atMs)}</time>
            {item.polarity === '0' ? <span /> : <Sign speaks={item.polarity === '+' ? 'for' : 'against'} />}
            <span className={item.type === 'quote' ? 'q' : undefined}>{item.text}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
