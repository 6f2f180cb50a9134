import { Trans } from '@lingui/react/macro'
import { dimensionsOf, type InterviewerView } from '@unanimous/rounds'
import { EvidenceCount } from '../../../ui/evidence.tsx'
import type { Step } from './use-script.ts'

interface CoverageStripProps {
  readonly view: InterviewerView
  readonly open: Step | undefined
}

/** How much has been seen of each dimension, so that none is forgotten. Nothing here is a rating. */
export const CoverageStrip = ({ view, open }: CoverageStripProps) => (
  <section className="covered">
    <h3 className="cap"><Trans>Seen so far</Trans></h3>
    <ul>
      {dimensionsOf(view.kind).map(({ id, name }) => {
        const count = view.coverage[id] ?? 0
        return (
          <li key={id} className={open?.ref.node.dims.includes(id) ? 'on' : count === 0 ? 'bare' : undefined}>
            <span className="ell">{name}</span>
            <EvidenceCount count={count} />
          </li>
        )
      })}
    </ul>
  </section>
)
