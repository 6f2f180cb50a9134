import { Trans } from '@lingui/react/macro'
import { HELD_SHARE, type Role } from '@unanimous/rounds'
import { Square } from 'lucide-react'
import { useState } from 'react'
import { useActs } from '../../platform/use-acts.ts'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { Refusal } from './refusal.tsx'
import type { PairView } from './stage.ts'

interface EndRoundProps {
  readonly view: Pick<PairView, 'round' | 'complete' | 'clock'>
  readonly role: Role
  readonly elapsed: number
  readonly peer: string
}

/** Ends the round for both, after asking once. Says beforehand whether it will count. */
export const EndRound = ({ view, role, elapsed, peer }: EndRoundProps) => {
  const [asking, setAsking] = useState(false)
  const { act, refusal, pending } = useActs()
  const { round, complete, clock } = view
  const isShort = elapsed < clock.minutes * 60_000 * HELD_SHARE && !(complete.interviewer && complete.candidate)
  return (
    <>
      <Button size="sm" variant="ghost" icon={<Square className="s" />} onClick={() => setAsking(true)}><Trans>End round</Trans></Button>
      <AlertDialog
        open={asking}
        onClose={() => setAsking(false)}
        narrow
        title={<Trans>End the round for both of you?</Trans>}
        description={role === 'interviewer'
          ? <Trans>The text becomes read only and the forms open. What you saw can still be pinned on the card.</Trans>
          : <Trans>The text becomes read only and the forms open.</Trans>}
        footer={
          <>
            <Button onClick={() => setAsking(false)}><Trans>Go on</Trans></Button>
            <Button variant="primary" busy={pending > 0} onClick={() => void act('end-round', { round })}><Trans>End round</Trans></Button>
          </>
        }
      >
        <div className="col g3 ask-end">
          {isShort && <p><Trans>Less than 80 % of its minutes ran. It counts only if you and {peer} both call it complete.</Trans></p>}
          {isShort && !complete[role] && <Button size="sm" onClick={() => void act('press-complete', { round })}><Trans>Call it complete</Trans></Button>}
          <Refusal refusal={refusal} />
        </div>
      </AlertDialog>
    </>
  )
}
