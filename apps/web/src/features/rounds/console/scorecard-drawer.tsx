import { Trans, useLingui } from '@lingui/react/macro'
import { dimensionsOf, type InterviewerView } from '@unanimous/rounds'
import { ChevronDown } from 'lucide-react'
import { IconButton } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { EvidenceCount } from '../../../ui/evidence.tsx'
import { VoteStrip } from '../../../ui/vote.tsx'
import type { Step } from './use-script.ts'

interface ScorecardDrawerProps {
  readonly view: InterviewerView
  readonly open: Step | undefined
  readonly onClose: () => void
}

/** How much has been seen of each dimension. Nothing is rated before the round has ended. */
export const ScorecardDrawer = ({ view, open, onClose }: ScorecardDrawerProps) => {
  const { t } = useLingui()
  const dimensions = dimensionsOf(view.kind)
  return (
    <section className="drawer" aria-label={t`Scorecard`}>
      <div className="row g2">
        <h2><Trans>Scorecard</Trans></h2>
        <Chip><Trans>Sealed</Trans></Chip>
        <span className="sp" />
        <IconButton size="sm" variant="ghost" label={t`Close the scorecard`} keys="v" onClick={onClose}><ChevronDown className="s" /></IconButton>
      </div>
      <ul>
        {dimensions.map(({ id, name }) => (
          <li key={id} className={open?.ref.node.dims.includes(id) ? 'on' : undefined}>
            {name}
            <EvidenceCount count={view.coverage[id] ?? 0} />
          </li>
        ))}
      </ul>
      {dimensions.length > 0 && <VoteStrip label={t`Your vote`} value={undefined} onChange={() => undefined} disabled />}
      <p className="faint sm">{dimensions.length > 0 ? <Trans>Your ratings and your vote open when the round ends.</Trans> : <Trans>Advance or hold is asked when the round ends.</Trans>}</p>
    </section>
  )
}
