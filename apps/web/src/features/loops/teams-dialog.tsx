import { Trans } from '@lingui/react/macro'
import type { LoopBoard } from '@unanimous/protocol'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldError } from '../../ui/field.tsx'
import { LoopTeams } from './loop-teams.tsx'

/** The teams of a loop, said anew: only packs dealt from now on follow it. */
export const TeamsDialog = ({ board, onClose }: { readonly board: LoopBoard; readonly onClose: () => void }) => {
  const { act, refusal, pending } = useActs()
  const forget = useForget()
  const [teams, setTeams] = useState<LoopBoard['teams']>(board.teams)
  const save = async () => {
    if (!await act('set-loop-teams', { loop: board.loop, teams })) return
    await forget('loop')
    onClose()
  }
  return (
    <Dialog
      open onClose={onClose} title={<Trans>Teams of this loop</Trans>}
      description={<Trans>Packs that were dealt already stay as they are.</Trans>}
      footer={<><Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button><span className="sp" /><Button variant="primary" busy={pending > 0} onClick={() => void save()}><Trans>Keep these</Trans></Button></>}
    >
      <LoopTeams teams={teams} onChange={next => setTeams([...next])} />
      {refusal && <p className="fieldset"><FieldError>{refusal.message}</FieldError></p>}
    </Dialog>
  )
}
