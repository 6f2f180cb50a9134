import { Trans } from '@lingui/react/macro'
import { Phone } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/surfaces.tsx'

/** Another page of the same seat holds the call. */
export const CallIsElsewhere = ({ onBring }: { readonly onBring: () => void }) => (
  <Banner
    icon={<Phone />}
    title={<Trans>You talk on your other device</Trans>}
    about={<Trans>The rest of the room is here as ever.</Trans>}
    action={<Button size="sm" onClick={onBring}><Trans>Bring it here</Trans></Button>}
  />
)
