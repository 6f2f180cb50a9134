import { Trans, useLingui } from '@lingui/react/macro'
import { filingProblems } from '@unanimous/verdict'
import { Eye, MessageSquareQuote, Stamp, Undo2 } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choices.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { FieldError, TextArea } from '../../ui/field.tsx'
import { LoopRing, type RingArc } from '../../ui/loop-ring.tsx'
import { citable, timeOf, type CardForm } from './card-form.ts'
import { EvidenceText } from './evidence-text.tsx'

interface StrongNoDialogProps {
  readonly card: CardForm
  readonly busy: boolean
  readonly refusal: string | undefined
  readonly onFile: () => void
  readonly onNo: () => void
  readonly onClose: () => void
}

const loop: readonly (readonly [kind: string, weight: number])[] = [['hm', 6], ['tech', 2], ['coding', 4], ['coding2', 4], ['sd', 14], ['culture', 10]]

/** A ring that knows of this round alone: how others voted is nobody's business here. */
const brokenAt = (kind: string): readonly RingArc[] =>
  [...loop, ...(kind === 'deep' ? [['deep', 4] as const] : [])].map(([seat, weight]) => ({ weight, state: seat === kind ? 'broken' : 'not-run' }))

/** The veto in its own dialog: what it does, the one sentence, the two things seen, and a plain way back to No. */
export const StrongNoDialog = ({ card, busy, refusal, onFile, onNo, onClose }: StrongNoDialogProps) => {
  const { t } = useLingui()
  const { data, draft, change, context } = card
  const candidate = data.candidate
  const { evidence = [], sentence = '' } = draft.strongNo ?? {}
  const problem = filingProblems(draft, context)[0]
  const set = (part: Partial<NonNullable<typeof draft.strongNo>>) => change(now => ({ ...now, strongNo: { evidence, sentence, ...part } }))
  return (
    <AlertDialog
      open
      onClose={onClose}
      picture={<LoopRing size="dialog" arcs={brokenAt(data.kind)} draw />}
      title={data.standing === 'loop' ? <Trans>This ends {candidate}’s loop</Trans> : <Trans>In a loop this would end it</Trans>}
      description={<Trans>Yours is enough, whatever others said.</Trans>}
      footer={
        <>
          <Button onClick={onNo}><Trans>Change to No</Trans></Button>
          <span className="sp" />
          <Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button>
          <Button variant="danger" icon={<Stamp />} busy={busy} disabled={problem !== undefined} onClick={onFile}><Trans>File strong no</Trans></Button>
        </>
      }
    >
      <div className="strong-no">
        <h2 id="strong-no-reason"><Trans>The one reason you would say out loud</Trans></h2>
        <TextArea serif autoFocus aria-labelledby="strong-no-reason" maxLength={280} value={sentence} onChange={event => set({ sentence: event.target.value })} />
        <h2><Trans>What you saw, two pieces at least</Trans></h2>
        <div className="cite" role="group" aria-label={t`What you saw`}>
          {citable(data).map(item => (
            <Checkbox key={item.id} checked={evidence.includes(item.id)} onChange={on => set({ evidence: on ? [...evidence, item.id] : evidence.filter(id => id !== item.id) })}>
              <time>{timeOf(item)}</time> <EvidenceText item={item} />
            </Checkbox>
          ))}
        </div>
        <ul className="consequences">
          <li><Eye className="s" /><span><Trans>{candidate} reads this reason word for word at the reveal.</Trans></span></li>
          <li><MessageSquareQuote className="s" /><span><Trans>You would say it to {candidate} in the debrief.</Trans></span></li>
          <li><Undo2 className="s" /><span><Trans>You can take the card back until the reveal. After that it stands.</Trans></span></li>
        </ul>
        {refusal ? <p className="fieldset"><FieldError>{refusal}</FieldError></p> : problem && <p className="faint sm">{problem.message}</p>}
      </div>
    </AlertDialog>
  )
}
