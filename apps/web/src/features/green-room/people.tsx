import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import { ArrowRightLeft } from 'lucide-react'
import { useEffect } from 'react'
import { announce } from '../../platform/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { act } from './act.ts'

interface PartProps {
  readonly view: SessionView
}

/** Who sits in the other seat, and whether they are here. */
export const WhoIsHere = ({ view: { peer } }: PartProps) => {
  const { t } = useLingui()
  const handle = peer?.handle
  const here = peer?.here === true
  useEffect(() => {
    if (handle !== undefined && here) announce(t`${handle} is here`)
  }, [handle, here, t])
  if (peer === null) return <p className="who-else dim"><Trans>Nobody sits in the other seat yet.</Trans></p>
  const name = <b>{peer.handle}</b>
  return (
    <p className="who-else dim">
      <Avatar name={peer.handle} who="peer" />
      <span>
        {!peer.here && <Trans>{name} is not here yet</Trans>}
        {peer.here && !peer.ready && <Trans>{name} is here</Trans>}
        {peer.here && peer.ready && <Trans>{name} is in the room</Trans>}
      </span>
    </p>
  )
}

/** Who interviews first. Both must ask for a switch; then it is done and the packs are dealt anew. */
export const Order = ({ view }: PartProps) => {
  const { you, peer, rounds } = view
  const youFirst = rounds[0]?.youAre === 'interviewer'
  const words = useOrderWords(youFirst, rounds.length > 1, peer?.handle)
  const me = <span><Avatar name={you.handle} who="you" /><b>{words.you}</b></span>
  const them = <span><Avatar name={peer?.handle ?? '?'} who="peer" /><b>{words.peer}</b></span>
  return (
    <div className="order">
      {youFirst ? me : them}
      <ArrowRightLeft className="s" />
      {youFirst ? them : me}
      <span className="sp" />
      {peer !== null && view.phase === 'green-room' && <SwitchButton view={view} handle={peer.handle} />}
    </div>
  )
}

const useOrderWords = (youFirst: boolean, both: boolean, peer: string | undefined): { readonly you: string; readonly peer: string } => {
  const { t } = useLingui()
  const other = peer ?? t`your guest`
  if (!both) return youFirst ? { you: t`You interview`, peer: other } : { you: t`you`, peer: t`${other} interviews` }
  return youFirst ? { you: t`You interview first`, peer: t`then ${other}` } : { you: t`then you`, peer: t`${other} interviews first` }
}

const SwitchButton = ({ view: { session, switchAskedBy }, handle }: PartProps & { readonly handle: string }) => {
  const ask = (wanted: boolean) => void act('ask-switch', { session, wanted })
  if (switchAskedBy === 'peer') return <Button size="sm" onClick={() => ask(true)}><Trans>{handle} asks to switch: agree</Trans></Button>
  return switchAskedBy === 'you'
    ? <Button size="sm" variant="ghost" onClick={() => ask(false)}><Trans>Asked, take back</Trans></Button>
    : <Button size="sm" variant="ghost" onClick={() => ask(true)}><Trans>Ask to switch</Trans></Button>
}
