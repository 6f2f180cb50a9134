import { Trans } from '@lingui/react/macro'
import { AddressCode } from '../../../platform/address-code.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'

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
    {open && <AddressCode url={new URL(`/r/${session}/beside`, location.href).href} />}
  </Dialog>
)
