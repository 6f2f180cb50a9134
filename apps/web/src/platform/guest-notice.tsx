import { Trans } from '@lingui/react/macro'
import { UserRoundPlus } from 'lucide-react'
import { LinkButton } from '../ui/button.tsx'
import { Banner } from '../ui/surfaces.tsx'

/** A guest's work hangs on one cookie until they keep it in an account. */
export const GuestNotice = () => (
  <Banner
    icon={<UserRoundPlus />}
    title={<Trans>Keep this in an account, or let it go</Trans>}
    about={<Trans>In an account everything that you filed and received stays yours. Without one it hangs on this browser alone.</Trans>}
    action={
      <span className="row g2">
        <LinkButton size="sm" href="/settings"><Trans>Keep it</Trans></LinkButton>
        <LinkButton size="sm" variant="ghost" href="/settings/data"><Trans>Let it go</Trans></LinkButton>
      </span>
    }
  />
)
