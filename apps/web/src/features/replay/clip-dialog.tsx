import { Trans, useLingui } from '@lingui/react/macro'
import { limits, type Replay } from '@unanimous/protocol'
import { Link, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { freshId } from '../../platform/api.ts'
import { formatMmSs } from '../../platform/clock.ts'
import { copyText } from '../../platform/copy-text.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'

interface ClipDialogProps {
  readonly data: Replay
  readonly atMs: number
  readonly peer: string
  readonly onClose: () => void
  readonly onDone: () => void
}

const lengths = ['1', '2', '5', '10'] as const

/** Cuts a stretch that begins where the replay stands, and lists those that were cut. */
export const ClipDialog = ({ data, atMs, peer, onClose, onDone }: ClipDialogProps) => {
  const { t } = useLingui()
  const { act, refusal, pending } = useActs()
  const [name, setName] = useState('')
  const [minutes, setMinutes] = useState<(typeof lengths)[number]>('2')
  const fromMs = Math.min(atMs, Math.max(0, data.lengthMs - 1_000))
  const toMs = Math.min(data.lengthMs, fromMs + Number(minutes) * 60_000)
  const [from, to] = [formatMmSs(fromMs), formatMmSs(toMs)]
  const cut = async () => {
    if (!await act('cut-clip', { round: data.round, clip: freshId(), name, fromMs, toMs })) return
    setName('')
    onDone()
  }
  const share = (clip: string) => copyText(`${location.origin}/replay/${data.round}?clip=${clip}`).then(() => toast(t`Link copied. Only you and ${peer} can open it`), () => toast(t`The browser does not allow copying here.`, { tone: 'bad' }))
  const remove = async (clip: string) => {
    if (await act('delete-clip', { round: data.round, clip })) onDone()
  }
  return (
    <Dialog
      open narrow onClose={onClose} title={<Trans>Clips</Trans>} description={data.opened ? <Trans>You and {peer} can open a clip by its link, and nobody else.</Trans> : <Trans>Only you see your clips until the cards open.</Trans>}
      footer={<><Button variant="ghost" onClick={onClose}><Trans>Close</Trans></Button><Button variant="primary" busy={pending > 0} disabled={name.trim() === ''} onClick={() => void cut()}><Trans>Cut from {from} to {to}</Trans></Button></>}
    >
      <div className="col g3">
        <Field label={t`Name`}>{wiring => <TextInput {...wiring} autoFocus maxLength={limits.clipNameChars} value={name} onChange={event => setName(event.target.value)} />}</Field>
        <Field label={t`Minutes`}>{wiring => <Select {...wiring} value={minutes} onChange={setMinutes} options={lengths.map(value => ({ value, label: value }))} />}</Field>
        {refusal && <FieldError>{refusal.message}</FieldError>}
        {data.clips.length > 0 && (
          <ul className="replay-clips">
            {data.clips.map(clip => (
              <li key={clip.clip} className="row g2">
                <a href={`/replay/${data.round}?clip=${clip.clip}`} data-reload="" className="ell">{clip.name}</a><span className="faint mono sm">{formatMmSs(clip.fromMs)} – {formatMmSs(clip.toMs)}</span><span className="sp" />
                <IconButton size="sm" variant="ghost" label={t`Copy the link to ${clip.name}`} onClick={() => void share(clip.clip)}><Link className="s" /></IconButton>
                {clip.by === 'you' && <IconButton size="sm" variant="ghost" label={t`Delete ${clip.name}`} onClick={() => void remove(clip.clip)}><Trash2 className="s" /></IconButton>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}
