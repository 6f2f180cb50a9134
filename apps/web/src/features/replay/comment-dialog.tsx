import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import { useState } from 'react'
import { freshId } from '../../platform/api.ts'
import { formatMmSs } from '../../platform/clock.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldError, TextArea } from '../../ui/field.tsx'

interface CommentDialogProps {
  readonly round: string
  readonly atMs: number
  readonly opened: boolean
  readonly peer: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Something to say of one moment. */
export const CommentDialog = ({ round, atMs, opened, peer, onClose, onDone }: CommentDialogProps) => {
  const { t } = useLingui()
  const { act, refusal, pending } = useActs()
  const [text, setText] = useState('')
  const [comment] = useState(freshId)
  const time = formatMmSs(atMs)
  const keep = async () => {
    if (!await act('comment-on-replay', { round, comment, atMs, text })) return
    onDone()
    onClose()
  }
  return (
    <Dialog
      open narrow onClose={onClose} title={<Trans>Comment at {time}</Trans>}
      description={opened ? <Trans>You and {peer} read it, and nobody else.</Trans> : <Trans>Only you read it until the cards open; then {peer} does too.</Trans>}
      footer={<><Button variant="ghost" onClick={onClose}><Trans>Cancel</Trans></Button><Button variant="primary" busy={pending > 0} disabled={text.trim() === ''} onClick={() => void keep()}><Trans>Comment</Trans></Button></>}
    >
      <TextArea serif autoFocus label={t`What you make of it now`} maxLength={limits.replayCommentChars} value={text} onChange={event => setText(event.target.value)} />
      {refusal && <FieldError>{refusal.message}</FieldError>}
    </Dialog>
  )
}
