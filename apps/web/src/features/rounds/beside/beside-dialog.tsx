import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import './beside.css'

interface Code {
  readonly size: number
  /** The dark squares, as one path. */
  readonly path: string
}

const useCode = (text: string): Code | undefined => {
  const [code, setCode] = useState<Code>()
  useEffect(() => {
    let here = true
    void import('uqr').then(({ encode }) => {
      const { size, data } = encode(text, { border: 0 })
      const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
      if (here) setCode({ size, path })
    })
    return () => {
      here = false
    }
  }, [text])
  return code
}

interface BesideDialogProps {
  readonly session: string
  readonly open: boolean
  readonly onClose: () => void
}

/** How a phone comes beside this room: a picture for its camera, and the address in letters. */
export const BesideDialog = ({ session, open, onClose }: BesideDialogProps) => (
  <Dialog
    open={open}
    onClose={onClose}
    narrow
    title={<Trans>A phone beside this room</Trans>}
    description={<Trans>It takes your notes, what you saw and the chat, and can carry the call. Your seat stays here. Sign in there with the same account.</Trans>}
    footer={<Button variant="primary" onClick={onClose}><Trans>Close</Trans></Button>}
  >
    {open && <Address url={new URL(`/r/${session}/beside`, location.href).href} />}
  </Dialog>
)

const Address = ({ url }: { readonly url: string }) => {
  const { t } = useLingui()
  const code = useCode(url)
  return (
    <div className="phone-code">
      {code && <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={t`The address as a picture for a phone's camera`} shapeRendering="crispEdges"><path d={code.path} fill="currentColor" /></svg>}
      <p className="mono sm">{url}</p>
    </div>
  )
}
