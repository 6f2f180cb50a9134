import { Trans, useLingui } from '@lingui/react/macro'
import type { Milliseconds } from '@unanimous/kernel'
import { areReasonsDue, boxesWithoutReason, type InterviewerView } from '@unanimous/rounds'
import { CircleAlert } from 'lucide-react'

interface BareBoxesProps {
  readonly view: InterviewerView
  readonly elapsed: Milliseconds
  /** The shared outline as it stands. */
  readonly outline: string
  /** Components on the board with a name and no because. */
  readonly drawn: readonly string[]
}

const NAMED = 4

/** Once the design stands, what is in it without a reason: a list of technologies is the commonest weak design. */
export const BareBoxes = ({ view, elapsed, outline, drawn }: BareBoxesProps) => {
  const { i18n } = useLingui()
  const boxes = areReasonsDue(view, elapsed) ? [...new Set([...drawn, ...boxesWithoutReason(outline)])] : []
  const list = new Intl.ListFormat(i18n.locale === 'pseudo' ? 'en' : i18n.locale).format(boxes.slice(0, NAMED))
  return (
    <div role="status">
      {boxes.length > 0 && <p className="bare-boxes sm"><CircleAlert className="s" /><span><b><Trans>No because yet: {list}.</Trans></b> <Trans>Ask: why that, and when not?</Trans></span></p>}
    </div>
  )
}
