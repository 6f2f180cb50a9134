import { Trans } from '@lingui/react/macro'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { AddressCode } from './address-code.tsx'
import { copyText } from './copy-text.ts'

/** How one goes on at a keyboard with the room that stands on a phone. */
export const OnComputerDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const [copied, setCopied] = useState(false)
  const url = location.href
  const copy = () => copyText(url).then(() => setCopied(true), () => setCopied(false))
  return (
    <Dialog
      open
      onClose={onClose}
      narrow
      title={<Trans>Open on a computer</Trans>}
      description={<Trans>Writing and drawing want a keyboard. Open this address there and sign in with the same account: the room moves over, and nothing is lost.</Trans>}
      footer={
        <>
          <Button icon={copied ? <Check /> : <Copy />} onClick={() => void copy()}>{copied ? <Trans>Copied</Trans> : <Trans>Copy link</Trans>}</Button>
          <Button variant="primary" onClick={onClose}><Trans>Close</Trans></Button>
        </>
      }
    >
      <AddressCode url={url} />
    </Dialog>
  )
}
