import { Trans } from '@lingui/react/macro'
import type { Home } from '@unanimous/protocol'
import { DoorOpen, Link } from 'lucide-react'
import { formatDay } from '../../platform/dates.ts'
import { useForget } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { placeOf } from '../../platform/session-place.ts'
import { useWords } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { ActionCard } from '../../ui/surfaces.tsx'
import { CopyLink, nextOf } from './next-session.tsx'

type Session = Home['next'][number]

const SHOWN = 3

/** Other open sessions: links that wait to be taken, green rooms that wait for both. */
export const AlsoOpen = ({ home }: { readonly home: Home }) => {
  const next = nextOf(home)
  const others = home.next.filter(session => session !== next && session.phase !== 'filing').slice(0, SHOWN)
  if (others.length === 0) return null
  return (
    <section className="sec">
      <div className="sh"><h3><Trans>Also open</Trans></h3></div>
      <div className="cards-list">{others.map(session => <Other key={session.session} session={session} />)}</div>
    </section>
  )
}

const Other = ({ session: { session, peer, phase, rounds, inviteCode, createdAt } }: { readonly session: Session }) => {
  const words = useWords()
  const forget = useForget()
  const kind = words.kind(rounds[0]?.kind ?? 'coding')
  const day = formatDay(createdAt)
  const open = <LinkButton size="sm" href={placeOf({ session, phase })}><Trans>Open</Trans></LinkButton>
  const revoke = () => send('revoke-invite', { session }).then(() => forget('home'), sayRefusal)
  return peer === null && inviteCode !== null
    ? <ActionCard
        icon={<Link />} title={<Trans>{kind}, your link is not taken yet</Trans>} about={<Trans>Made on {day}.</Trans>}
        action={<span className="row wrap"><CopyLink code={inviteCode} size="sm" />{open}<Button size="sm" variant="ghost" onClick={() => void revoke()}><Trans>Revoke</Trans></Button></span>}
      />
    : <ActionCard icon={<DoorOpen />} title={peer === null ? <Trans>{kind}, no peer yet</Trans> : <Trans>{kind} with {peer}</Trans>} about={<Trans>Opened on {day}.</Trans>} action={open} />
}
