import { Trans, useLingui } from '@lingui/react/macro'
import type { Home } from '@unanimous/protocol'
import { Link, UsersRound } from 'lucide-react'
import { GuestNotice } from '../../platform/guest-notice.tsx'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { useCreateInvite } from '../../platform/use-create-invite.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { AlsoOpen } from './also-open.tsx'
import { Goal } from './goal.tsx'
import { LastFeedback } from './last-feedback.tsx'
import { LoopSummary } from './loop-summary.tsx'
import { NextSession } from './next-session.tsx'
import { PlanWeek } from './plan-week.tsx'
import { Practice } from './practice.tsx'
import { RecentRounds } from './recent-rounds.tsx'
import { Sealed } from './sealed.tsx'
import { WaitingOnYou } from './waiting-on-you.tsx'
import './home.css'

/** A first plan; it can be changed in the green room, where the link stands. */
interface Invite {
  readonly busy: boolean
  readonly create: () => Promise<void>
}

/** What is next, what waits, one's own goal, and where the loop stands. */
export const HomePage = () => {
  const read = useRead('home', {})
  const { create, busy } = useCreateInvite()
  const invite: Invite = { busy, create: () => create({ kind: 'coding', minutes: 60, bothWays: true }) }
  return (
    <Sheet
      title={<Trans>Home</Trans>}
      tools={
        <>
          {read.data?.guest === false && <Button size="sm" className="opt" icon={<Link className="s" />} busy={invite.busy} onClick={() => void invite.create()}><Trans>Invite a peer</Trans></Button>}
          <LinkButton size="sm" href="/practice" icon={<UsersRound className="s" />} keys="n"><Trans>Find a peer</Trans></LinkButton>
        </>
      }
    >
      <WhenRead read={read}>{home => isNew(home) ? <FirstSession invite={home.guest ? undefined : invite} /> : <HomeBody home={home} />}</WhenRead>
    </Sheet>
  )
}

/** What is held and still sealed counts as practice. */
const isNew = ({ next, waiting, recent, practice, loop }: Home): boolean => next.length + waiting.length + recent.length + practice.length === 0 && loop === null

/** Guests come by somebody's link and make none. */
const FirstSession = ({ invite }: { readonly invite: Invite | undefined }) => (
  <div className="home-empty">
    <EmptyState
      title={<Trans>Hold your first round</Trans>}
      about={<Trans>Two people, an hour each way: you interview, you are interviewed, and both cards open together.</Trans>}
      actions={
        <>
          <LinkButton variant="primary" size="lg" href="/practice" icon={<UsersRound />}><Trans>Find a peer</Trans></LinkButton>
          {invite && <Button size="lg" icon={<Link />} busy={invite.busy} onClick={() => void invite.create()}><Trans>Invite a friend</Trans></Button>}
          <LinkButton size="lg" variant="ghost" href="/sample"><Trans>See a finished loop</Trans></LinkButton>
        </>
      }
    />
  </div>
)

const HomeBody = ({ home }: { readonly home: Home }) => {
  const { t } = useLingui()
  return (
    <div className="home">
      <div className="c1">
        {home.guest && <div className="guest"><GuestNotice /></div>}
        <NextSession home={home} />
        <WaitingOnYou waiting={home.waiting} rematch={home.guest ? null : home.rematch} hasNext={home.next.length > 0} />
        <Sealed sealed={home.sealed} />
        <AlsoOpen home={home} />
        <PlanWeek />
        <Goal goal={home.goal} />
        <RecentRounds rows={home.recent} handle={home.handle} />
      </div>
      <div className="c2" role="group" aria-label={t`Where you stand`}>
        <LoopSummary loop={home.loop} />
        <Practice practice={home.practice} />
        <LastFeedback last={home.lastFeedback} />
      </div>
    </div>
  )
}
