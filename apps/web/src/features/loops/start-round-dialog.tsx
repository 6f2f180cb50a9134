import { Trans, useLingui } from '@lingui/react/macro'
import type { LoopBoard } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type LoopSeat, useLoopWords } from '../../platform/loop-words.ts'
import { useForget } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldError, Select } from '../../ui/field.tsx'
import { seatsToHold } from './board-rows.ts'

interface StartRoundProps {
  readonly board: LoopBoard
  readonly onClose: () => void
}

type Length = '45' | '60'
type Way = 'both' | 'one'

/** A round of this loop with a friend: which seat it fills, how long, and whether roles swap afterwards. */
export const StartRoundDialog = ({ board, onClose }: StartRoundProps) => {
  const { t } = useLingui()
  const words = useLoopWords()
  const navigate = useNavigate()
  const forget = useForget()
  const seats = seatsToHold(board)
  const [seat, setSeat] = useState<LoopSeat>(seats.find(each => each === board.next) ?? seats[0] ?? 'recruiter')
  const [length, setLength] = useState<Length>('60')
  const [way, setWay] = useState<Way>('both')
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const kind = seat === 'coding1' || seat === 'coding2' ? 'coding' : seat
  const mayBeShort = seat === 'hm'
  const start = async () => {
    setBusy(true)
    try {
      const { session } = await send('create-invite', { kind, minutes: mayBeShort && length === '45' ? 45 : 60, bothWays: way === 'both', loop: board.loop, loopSeat: seat })
      await forget('home', 'loop')
      await navigate({ to: '/r/$session/green', params: { session } })
    } catch (error) {
      setRefusal(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open onClose={onClose} title={<Trans>Start a round of this loop</Trans>}
      description={board.verdict.status === 'ENDED' ? <Trans>A link for a friend. It is practice: the verdict stands, and the board shows beside it what would have been.</Trans> : <Trans>A link for a friend. It counts only as declared here, before it starts.</Trans>}
      footer={<><Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button><span className="sp" /><Button variant="primary" busy={busy} onClick={() => void start()}><Trans>Make the link</Trans></Button></>}
    >
      <div className="open-loop">
        <Field label={<Trans>Round</Trans>}>
          {wiring => <Select<LoopSeat> {...wiring} value={seat} onChange={setSeat} options={seats.map(value => ({ value, label: words.seat(value) }))} />}
        </Field>
        <Segmented<Way> wide label={t`Direction`} value={way} onChange={setWay} options={[{ value: 'both', label: t`Both ways, you interview first` }, { value: 'one', label: t`Only this round` }]} />
        {mayBeShort && <Segmented<Length> wide label={t`Length`} value={length} onChange={setLength} options={[{ value: '60', label: t`60 minutes` }, { value: '45', label: t`45 minutes` }]} />}
        {refusal && <p className="fieldset"><FieldError>{refusal}</FieldError></p>}
      </div>
    </Dialog>
  )
}
