import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.tsx'

/** Either of the two takes consent back, and then nobody has the replay any more. */
export const Withdraw = ({ session, peer }: { readonly session: string; readonly peer: string }) => {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  const forget = useForget()
  const withdraw = async () => {
    setAsking(false)
    try {
      await send('agree-replay', { session, agreed: false })
      toast(t`The replay is deleted, for ${peer} too`)
      void navigate({ to: '/' })
      await forget('replay', 'card', 'debrief')
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <>
      <IconButton size="sm" variant="ghost" label={t`Delete this replay`} onClick={() => setAsking(true)}><Trash2 className="s" /></IconButton>
      <AlertDialog
        open={asking} narrow onClose={() => setAsking(false)} title={<Trans>Delete this session's replay?</Trans>}
        description={<Trans>It is kept only while you both agree, so it goes for {peer} too, comments and clips with it. Cards, evidence and the final code stay.</Trans>}
        footer={<><Button variant="ghost" onClick={() => setAsking(false)}><Trans>Keep it</Trans></Button><span className="sp" /><Button variant="danger" onClick={() => void withdraw()}><Trans>Delete for both</Trans></Button></>}
      />
    </>
  )
}
