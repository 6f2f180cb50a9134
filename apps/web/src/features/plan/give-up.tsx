import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { FieldError } from '../../ui/field.tsx'

/** Gives a plan up with all that was ticked in it, which cannot be taken back. */
export const GiveUp = ({ onGone }: { readonly onGone: () => void }) => {
  const forget = useForget()
  const { act, refusal, pending } = useActs()
  const [asking, setAsking] = useState(false)
  const giveUp = async () => {
    if (!await act('end-plan', {})) return
    await forget('plan')
    onGone()
  }
  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}><Trans>Give the plan up</Trans></Button>
      {asking && (
        <AlertDialog
          open narrow onClose={() => setAsking(false)} title={<Trans>Give the plan up?</Trans>} description={<Trans>What you ticked and what you wrote in it go with it. Your stories stay.</Trans>}
          footer={<><Button variant="ghost" keys="Escape" onClick={() => setAsking(false)}><Trans>Keep it</Trans></Button><span className="sp" /><Button variant="danger" busy={pending > 0} onClick={() => void giveUp()}><Trans>Give it up</Trans></Button></>}
        >
          {refusal && <FieldError>{refusal.message}</FieldError>}
        </AlertDialog>
      )}
    </>
  )
}
