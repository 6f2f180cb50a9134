import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { announce } from '../../platform/announce.tsx'
import { formatMSs, useServerNow } from '../../platform/clock.ts'
import { formatTime, viewerZone } from '../../platform/dates.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { FieldError } from '../../ui/field.tsx'
import { MatchDial } from '../../ui/match-dial.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { useRelaxations } from './relaxations.ts'
import type { Offered, QueueAct } from './use-queue.ts'

interface OfferProps {
  readonly view: Offered
  readonly act: QueueAct
  readonly busy: string | undefined
  readonly refusal: string | undefined
}

/** Somebody was found: thirty seconds to say yes, once thirty more. */
export const Offer = ({ view, act, busy, refusal }: OfferProps) => {
  const { t } = useLingui()
  const now = useServerNow(250)
  const leftMs = Math.max(0, view.expiresAt - now)
  const { offer, youAccepted } = view
  const { handle } = view.peer
  const accept = () => void act('accept-offer', { offer })
  const decline = () => void act('decline-offer', { offer })
  const extend = () => void act('extend-offer', { offer })
  useCommands(t`Match`, [
    { id: 'accept', label: t`Accept`, keys: ['Enter'], run: accept, disabled: youAccepted },
    { id: 'decline', label: t`Decline`, keys: ['Escape'], run: decline },
  ])
  useEffect(() => announce(t`${handle} was found. Enter accepts, Escape declines.`), [handle, t])
  const clock = formatMSs(leftMs)
  return (
    <>
      <MatchDial met sought={1} second={Math.floor(leftMs / 1_000) % 60} clock={clock} about={youAccepted ? t`waiting for their yes` : t`to accept`} label={t`${clock} left to accept`} />
      <h2><Avatar name={handle} who="peer" size="l" /> {handle}</h2>
      <PeerFacts view={view} now={now} />
      {refusal && <FieldError>{refusal}</FieldError>}
      <div className="row g2 acts">
        {youAccepted
          ? <span className="dim" role="status"><Trans>You accepted. When both have, the green room opens.</Trans></span>
          : <Button variant="primary" size="lg" keys="Enter" busy={busy === 'accept-offer'} onClick={accept}><Trans>Accept</Trans></Button>}
        {!view.extended && <Button size="lg" busy={busy === 'extend-offer'} onClick={extend}><Trans>Need a moment, +30 s</Trans></Button>}
        <Button variant="ghost" size="lg" keys="Escape" onClick={decline}><Trans>Decline</Trans></Button>
      </div>
    </>
  )
}

const PeerFacts = ({ view: { peer, relaxed }, now }: { readonly view: Offered; readonly now: number }) => {
  const words = useWords()
  const relaxations = useRelaxations()
  const level = words.level(peer.level)
  const theirTime = peer.timeZone === null || peer.timeZone === viewerZone() ? undefined : formatTime(now, peer.timeZone)
  const givenUp = relaxations.about(relaxed)
  return (
    <p className="dim">
      <Trans>Aims for {level}.</Trans>
      {theirTime !== undefined && <> <Trans>It is {theirTime} there.</Trans></>}
      {relaxed.length > 0 && <> <Trans>Given up for this match: {givenUp}.</Trans></>}
    </p>
  )
}
