import { Trans } from '@lingui/react/macro'
import { LockOpen } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'

interface OpensBothProps {
  /** Nothing else is owed in this session, so that there is one card and no other. */
  readonly alone?: boolean
  readonly busy: boolean
  readonly onFile: () => void
  readonly onClose: () => void
}

/** The last form owed opens everything, for both and for good, so its author says so once more. */
export const OpensBothDialog = ({ alone = false, busy, onFile, onClose }: OpensBothProps) => (
  <AlertDialog
    open
    narrow
    onClose={onClose}
    title={alone ? <Trans>It opens when you file it</Trans> : <Trans>Yours opens both</Trans>}
    description={alone
      ? <Trans>Nothing else is owed here. You both read it at once, and it never changes after that.</Trans>
      : <Trans>This is the last form owed. Filing it opens everything for you both, at once, and no card changes after that.</Trans>}
    footer={
      <>
        <Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button>
        <span className="sp" />
        <Button variant="primary" icon={<LockOpen />} busy={busy} onClick={onFile}>{alone ? <Trans>File and open it</Trans> : <Trans>File and open both</Trans>}</Button>
      </>
    }
  />
)
