import { Trans } from '@lingui/react/macro'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/surfaces.tsx'
import { signOut } from './account.ts'
import type { LiveSession } from './live-session.ts'
import { isPhone } from './phone.ts'

/** Why a session cannot be entered from this tab, and the way on. */
export const SessionClosed = ({ live, session }: { readonly live: LiveSession; readonly session: string }) => {
  const phone = isPhone()
  if (live.status === 'elsewhere') {
    return (
      <EmptyState
        title={<Trans>This room is open in another tab</Trans>}
        about={<Trans>Only one tab can hold your seat. Nothing is lost by moving. A phone may also stand beside it, for the call, notes and chat.</Trans>}
        actions={
          <>
            <Button variant={phone ? 'default' : 'primary'} onClick={live.takeOver}><Trans>Use it here instead</Trans></Button>
            <LinkButton variant={phone ? 'primary' : 'default'} href={`/r/${session}/beside`}><Trans>Use this beside it</Trans></LinkButton>
            <LinkButton href="/"><Trans>Go home</Trans></LinkButton>
          </>
        }
      />
    )
  }
  if (live.status === 'refused') {
    return (
      <EmptyState
        title={<Trans>You have no seat in this room</Trans>}
        about={<Trans>It belongs to two people. Whoever made it can send you an invite link; if you have a seat, sign in with that account.</Trans>}
        actions={
          <>
            <LinkButton variant="primary" href="/"><Trans>Go home</Trans></LinkButton>
            <Button onClick={() => void signOut(location.pathname)}><Trans>Sign in as somebody else</Trans></Button>
          </>
        }
      />
    )
  }
  return (
    <EmptyState
      title={<Trans>This session is over</Trans>}
      about={<Trans>What came of it stands in your history.</Trans>}
      actions={<LinkButton variant="primary" href="/history"><Trans>Open history</Trans></LinkButton>}
    />
  )
}
