import { Trans } from '@lingui/react/macro'
import { Files } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/surfaces.tsx'

interface NewerDraftProps {
  readonly onLoad: () => void
  readonly onKeep: () => void
}

/** Another tab saved later than this one: the person says which of the two is the draft. */
export const NewerDraft = ({ onLoad, onKeep }: NewerDraftProps) => (
  <Banner
    tone="warn"
    icon={<Files />}
    title={<Trans>Another tab saved a newer draft</Trans>}
    about={<Trans>Nothing you typed here is lost. It is not saved until you choose.</Trans>}
    action={
      <span className="row wrap">
        <Button size="sm" onClick={onLoad}><Trans>Load the newer one</Trans></Button>
        <Button size="sm" onClick={onKeep}><Trans>Keep this one</Trans></Button>
      </span>
    }
  />
)
