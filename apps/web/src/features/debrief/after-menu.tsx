import { Trans, useLingui } from '@lingui/react/macro'
import { Ban, Ellipsis, Repeat } from 'lucide-react'
import { useState } from 'react'
import { useForget, useRead } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { useRematch } from '../../platform/use-rematch.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'

/** Meet again, or never again. Members only; a guest is told so by the server. */
export const AfterMenu = ({ session, peer }: { readonly session: string; readonly peer: string }) => {
  const { t } = useLingui()
  const rematch = useRematch()
  const forget = useForget()
  const me = useRead('me', {})
  const [blocking, setBlocking] = useState(false)
  if (me.data?.guest !== false) return null
  const block = async () => {
    setBlocking(false)
    try {
      await send('block-person', { session })
      await forget('home', 'me')
      toast(t`You will not be matched with ${peer} again`)
    } catch (error) {
      sayRefusal(error)
    }
  }
  return (
    <>
      <Menu
        label={t`After this session`} align="end" className={buttonClass({ size: 'sm', variant: 'ghost' }, 'sq')}
        trigger={<><Ellipsis /><span className="unseen"><Trans>After this session</Trans></span></>}
        items={[
          { label: t`Rematch, roles swapped`, icon: <Repeat />, onPress: () => void rematch(session) },
          { label: t`Block ${peer}`, icon: <Ban />, danger: true, apart: true, onPress: () => setBlocking(true) },
        ]}
      />
      <AlertDialog
        open={blocking} narrow onClose={() => setBlocking(false)} title={<Trans>Block {peer}?</Trans>}
        description={<Trans>You two will not be matched again, either way. What was filed stays. You can lift it in the settings.</Trans>}
        footer={<><Button variant="ghost" keys="Escape" onClick={() => setBlocking(false)}><Trans>Back</Trans></Button><span className="sp" /><Button variant="danger" onClick={() => void block()}><Trans>Block</Trans></Button></>}
      />
    </>
  )
}
