import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Segmented } from './ui/choices.tsx'
import './features/board/board-pane.css'

/** What stands in the middle of a room. */
export type Shown = 'board' | 'text' | 'both'

interface WorkSwitchProps {
  readonly shown: Shown
  readonly onShow: (shown: Shown) => void
  readonly text: string
}

/** Chooses among the board, the shared text and both beside each other; for oneself alone. */
export const WorkSwitch = ({ shown, onShow, text }: WorkSwitchProps) => {
  const { t } = useLingui()
  return <Segmented<Shown> label={t`In the middle`} value={shown} onChange={onShow} options={[{ value: 'board', label: t`Board` }, { value: 'text', label: text }, { value: 'both', label: t`Both` }]} />
}

interface WorkPaneProps {
  readonly shown: Shown
  readonly board: ReactNode
  readonly text: ReactNode
}

/** The board, the shared text, or both. */
export const WorkPane = ({ shown, board, text }: WorkPaneProps) => (
  <div className="work" data-main data-show={shown}>
    {shown !== 'text' && board}
    {shown !== 'board' && text}
  </div>
)
