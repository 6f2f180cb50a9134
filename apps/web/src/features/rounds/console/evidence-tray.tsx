import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import { dimensionsOf, mediumOf, type Evidence, type InterviewerView } from '@unanimous/rounds'
import { Highlighter, Minus, Plus, Trash2, X } from 'lucide-react'
import { type KeyboardEvent, type Ref, useRef } from 'react'
import { formatMmSs } from '../../../platform/clock.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/choices.tsx'
import { composes } from '../../../ui/composes.ts'
import { EvidenceMark, Sign } from '../../../ui/evidence.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { Refusal } from '../refusal.tsx'
import { dimensionName } from '../round-words.ts'
import type { Capture } from './use-capture.ts'

/** Of whoever rates: the interviewer, or the second rater. */
type TrayView = Pick<InterviewerView, 'evidence' | 'kind' | 'round'>

interface EvidenceTrayProps {
  readonly view: TrayView
  readonly elapsed: number
  readonly capture: Capture
  readonly onBegin: () => void
  readonly onDone: () => void
  readonly input: Ref<HTMLInputElement>
}

const captured = (view: TrayView): readonly Evidence[] => view.evidence.filter(({ source, type }) => source === undefined && type !== 'signal')

/** What was seen and heard, newest first, and a line to add to it. Nothing of it reaches the candidate before the reveal. */
export const EvidenceTray = (props: EvidenceTrayProps) => {
  const { view, capture, onBegin } = props
  const { t } = useLingui()
  const items = captured(view)
  return (
    <section className="tray" data-pane tabIndex={-1} aria-label={t`Evidence`}>
      <div className="ph">
        <h2><Trans>Evidence</Trans></h2>
        <span className="faint num">{items.length}</span>
        <span className="sp" />
        <button type="button" className="row g2 faint sm" aria-keyshortcuts="E" onClick={onBegin}>{mediumOf(view.kind) === 'editor' ? <Trans>Select code or press</Trans> : <Trans>Heard or seen, press</Trans>}<Kbd keys="e" /></button>
      </div>
      <ol tabIndex={items.length > 3 ? 0 : undefined} aria-label={t`Captured`}>
        {items.toReversed().map(item => <Item key={item.id} item={item} view={view} capture={capture} />)}
      </ol>
      <CaptureLine {...props} />
    </section>
  )
}

const Item = ({ item, view, capture }: { readonly item: Evidence; readonly view: TrayView; readonly capture: Capture }) => {
  const { t } = useLingui()
  const { type, text, polarity, dims, atMs, id } = item
  return (
    <li>
      <time>{formatMmSs(atMs)}</time>
      {polarity === '0' ? <span className="sign" /> : <Sign speaks={polarity === '+' ? 'for' : 'against'} />}
      {type === 'code' || type === 'board' ? <span className="ell"><EvidenceMark>{text}</EvidenceMark></span> : type === 'quote' ? <span className="q ell">“{text}”</span> : <span className="ell">{text}</span>}
      <span className="faint sm ell dims">{dims.map(each => dimensionName(view.kind, each)).join(', ')}</span>
      <IconButton size="sm" variant="ghost" label={t`Take back: ${text}`} onClick={() => void capture.acts.act('retract-evidence', { round: view.round, evidence: id })}><Trash2 className="s" /></IconButton>
    </li>
  )
}

const CaptureLine = ({ view, elapsed, capture, onDone, input }: EvidenceTrayProps) => {
  const { t } = useLingui()
  const { selection, text, setText, kind, setKind } = capture
  const component = kind === 'board' ? selection?.text.split('\n')[0] : undefined
  const lines = component ?? (selection && (selection.fromLine === selection.toLine ? t`line ${selection.fromLine}` : t`lines ${selection.fromLine} to ${selection.toLine}`))
  const part = useRef<HTMLDivElement>(null)
  const save = async (polarity: '+' | '-') => {
    // Whoever has gone on elsewhere meanwhile is not fetched back: their next letters would land in the shared text.
    if (await capture.save(polarity, lines ?? '') && part.current?.contains(document.activeElement)) onDone()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (composes(event.nativeEvent)) return
    if (event.key === 'Escape') return onDone()
    const quick = selection && text === '' ? { '+': '+', '-': '-' }[event.key] : undefined
    const polarity = event.key === 'Enter' ? (event.shiftKey ? '-' : '+') : quick
    if (polarity !== '+' && polarity !== '-') return
    event.preventDefault()
    void save(polarity)
  }
  return (
    <div ref={part} className="capture">
      <div className="capture-line">
        <time>{formatMmSs(elapsed)}</time>
        <Highlighter className="s" />
        {selection && <span className="evtag"><span>{lines}</span><button type="button" className="drop" aria-label={kind === 'board' ? t`Without the component` : t`Without the code`} onClick={capture.dropSelection}><X /></button></span>}
        <input ref={input} value={text} maxLength={limits.quoteChars} aria-label={t`What you saw or heard`} placeholder={selection ? t`What about it?` : t`What you saw or heard`} onChange={event => setText(event.target.value)} onKeyDown={onKeyDown} />
        {kind !== 'code' && kind !== 'board' && <Segmented label={t`Which kind`} value={kind} options={[{ value: 'event', label: <Trans>Seen</Trans> }, { value: 'quote', label: <Trans>Said</Trans> }]} onChange={setKind} />}
        <Button size="sm" icon={<Plus />} keys="Enter" busy={capture.busy} onClick={() => void save('+')}><Trans>Strong</Trans></Button>
        <Button size="sm" icon={<Minus />} keys="Shift+Enter" busy={capture.busy} onClick={() => void save('-')}><Trans>Weak</Trans></Button>
      </div>
      <div className="row wrap g1 capture-dims" role="group" aria-label={t`What it shows`}>
        {dimensionsOf(view.kind).map(({ id, name }) => <button key={id} type="button" className={capture.dimensions.includes(id) ? 'chip on' : 'chip line'} aria-pressed={capture.dimensions.includes(id)} onClick={() => capture.toggle(id)}>{name}</button>)}
        <Refusal refusal={capture.acts.refusal} />
      </div>
    </div>
  )
}
