import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Ability, Pack, RehearsalReview, RehearsedStep } from '@unanimous/rounds'
import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatMmSs } from '../../../platform/clock.ts'
import { Button } from '../../../ui/button.tsx'
import { FullPage } from '../../../ui/room-frame.tsx'
import { Table } from '../../../ui/surfaces.tsx'
import { MarkGlyph } from '../console/mark-buttons.tsx'
import { dimensionName, useRoundWords } from '../round-words.ts'
import '../console/console.css'
import '../console/step.css'

interface ReviewProps {
  readonly pack: Pack
  readonly ability: Ability
  readonly review: RehearsalReview
  readonly back: ReactNode
  readonly onAgain: () => void
}

const useAbility = () => {
  const { t } = useLingui()
  return (ability: Ability): string => ({ strong: t`They were the strong candidate.`, middling: t`They were the middling candidate.`, weak: t`They were the weak candidate.` })[ability]
}

/** What a rehearsal came to: what was asked and how it went, what was seen of each dimension. No number is a grade. */
export const RehearsalReviewPage = ({ pack, ability, review, back, onAgain }: ReviewProps) => {
  const words = useRoundWords()
  const who = useAbility()(ability)
  const { steps, covered, bare, elapsedMs, hintPoints } = review
  const time = formatMmSs(elapsedMs)
  const names = (dimensions: typeof covered) => words.list(dimensions.map(id => dimensionName(pack.kind, id)))
  return (
    <FullPage title={<Trans>Rehearsal</Trans>} about={<span className="faint ell">{pack.title}</span>} tools={<>{back}<Button size="sm" variant="primary" icon={<RotateCw className="s" />} onClick={onAgain}><Trans>Rehearse again</Trans></Button></>}>
      <div className="rehearsal-review">
        <h2>{who}</h2>
        <p className="row wrap dim">
          <span><Trans>{time} on the clock</Trans></span>
          <span><Plural value={steps.length} one="# follow-up" other="# follow-ups" /></span>
          <span><Plural value={hintPoints} one="# point of help" other="# points of help" /></span>
        </p>
        {steps.length > 0 && <Steps steps={steps} />}
        {covered.length > 0 && <p><b><Trans>Something was seen of</Trans></b> {names(covered)}</p>}
        {bare.length > 0 && <p><b><Trans>Nothing was seen of</Trans></b> {names(bare)}</p>}
        <p className="sm faint"><Trans>None of this is kept.</Trans></p>
      </div>
    </FullPage>
  )
}

const Steps = ({ steps }: { readonly steps: readonly RehearsedStep[] }) => {
  const { t } = useLingui()
  const words = useRoundWords()
  return (
    <Table label={t`What you asked`}>
      <thead><tr><th scope="col"><Trans>At</Trans></th><th scope="col"><Trans>Follow-up</Trans></th><th scope="col"><Trans>You marked</Trans></th><th scope="col"><Trans>They were</Trans></th><th scope="col"><Trans>The script proposed</Trans></th></tr></thead>
      <tbody>
        {steps.map(({ node, atMs, mark, truly, proposed }) => (
          <tr key={node.id}>
            <td className="num faint">{formatMmSs(atMs)}</td>
            <td className="b">{words.step(node)}</td>
            <td>{mark ? <span className="row g2"><MarkGlyph mark={mark} />{words.mark(mark)}</span> : <Trans>Not marked</Trans>}</td>
            <td>{mark === truly ? <span className="dim"><Trans>The same</Trans></span> : <span className="row g2"><MarkGlyph mark={truly} />{words.mark(truly)}</span>}</td>
            <td className="free">{!proposed ? <Trans>Nothing yet</Trans> : proposed === node ? <Trans>This one</Trans> : words.step(proposed)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
