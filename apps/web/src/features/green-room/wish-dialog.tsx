import { Trans, useLingui } from '@lingui/react/macro'
import { limits, type SessionView } from '@unanimous/protocol'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { act } from './act.ts'

/** What the candidate asks of their interviewer, who reads it now and answers it in the debrief. */
export const WishDialog = ({ view, onClose }: { readonly view: SessionView; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const [wish, setWish] = useState(view.yourWish ?? '')
  const keep = async () => {
    if (await act('leave-wish', { session: view.session, wish })) onClose()
  }
  return (
    <Dialog
      open
      narrow
      onClose={onClose}
      title={<Trans>Your wish</Trans>}
      description={<Trans>Your interviewer sees it now and answers it in the debrief.</Trans>}
      footer={<><Button variant="ghost" onClick={onClose}><Trans>Cancel</Trans></Button><Button variant="primary" onClick={() => void keep()}><Trans>Leave the wish</Trans></Button></>}
    >
      <TextArea serif autoFocus label={t`For example: press me on failover`} maxLength={limits.wishChars} value={wish} onChange={event => setWish(event.target.value)} />
    </Dialog>
  )
}
