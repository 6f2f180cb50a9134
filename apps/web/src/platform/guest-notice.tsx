import { Trans } from '@lingui/react/macro'
import { UserRoundPlus } from 'lucide-react'
import { LinkButton } from '../ui/button.tsx'
import { Banner } from '../ui/surfaces.tsx'

/** A guest's work hangs on one cookie until they keep it in an account. */
export const GuestNotice = () => (
  <Banner
    icon={<UserRoundPlus />}
    title={<Trans>You are here as a guest</Trans>}
    about={<Trans>Keep this in an account, and everything you filed and received stays yours. Or let it go with this browser.</Trans>}
    action={<LinkButton size="sm" href="/settings"><Trans>Keep it</Trans></LinkButton>}
  />
)
