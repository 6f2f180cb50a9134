import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { FieldError } from '../../ui/field.tsx'

interface DiscardProps {
  readonly story: string
  /** The server has it; otherwise there is nothing to ask about. */
  readonly isKept: boolean
  readonly onGone: () => void
}

/** Throws a story away, which cannot be taken back. */
export const Discard = ({ story, isKept, onGone }: DiscardProps) => {
  const forget = useForget()
  const { act, refusal, pending } = useActs()
  const [asking, setAsking] = useState(false)
  const discard = async () => {
    if (!await act('delete-story', { story })) return
    await forget('stories', 'plan')
    onGone()
  }
  return (
    <>
      <Button size="sm" variant="ghost" onClick={isKept ? () => setAsking(true) : onGone}><Trans>Throw it away</Trans></Button>
      {asking && (
        <AlertDialog
          open narrow onClose={() => setAsking(false)} title={<Trans>Throw this story away</Trans>} description={<Trans>Its words and its rehearsals go with it.</Trans>}
          footer={<><Button variant="ghost" keys="Escape" onClick={() => setAsking(false)}><Trans>Keep it</Trans></Button><span className="sp" /><Button variant="danger" busy={pending > 0} onClick={() => void discard()}><Trans>Throw it away</Trans></Button></>}
        >
          {refusal && <FieldError>{refusal.message}</FieldError>}
        </AlertDialog>
      )}
    </>
  )
}
