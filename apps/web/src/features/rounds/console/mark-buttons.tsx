import { Trans, useLingui } from '@lingui/react/macro'
import type { Mark } from '@unanimous/rounds'
import { Check, CircleDashed, Slash, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../../../ui/class-names.ts'
import { Kbd } from '../../../ui/kbd.tsx'
import { allMarks, useRoundWords } from '../round-words.ts'

/** Round where it went well, angular where it did not, so that no mark is told by colour alone. */
const glyphs: Readonly<Record<Mark, ReactNode>> = { nailed: <Check />, partial: <Slash />, struggled: <X />, skipped: <CircleDashed /> }

export const MarkGlyph = ({ mark }: { readonly mark: Mark }) => {
  const words = useRoundWords()
  return <span className={`mark-glyph ${mark}`} role="img" aria-label={words.mark(mark)}>{glyphs[mark]}</span>
}

interface MarkButtonsProps {
  readonly mark: Mark | undefined
  readonly onMark: (mark: Mark) => void
  /** Somebody wanted to go on without one. */
  readonly isWanted: boolean
  /** What each mark means stands in it. */
  readonly isExplained?: boolean
}

/** How the answer went. The newest mark stands, and it may be changed as long as the cards are sealed. */
export const MarkButtons = ({ mark, onMark, isWanted, isExplained = false }: MarkButtonsProps) => {
  const { t } = useLingui()
  const words = useRoundWords()
  return (
    <div className={cx('how-it-went', isWanted && 'wanted', isExplained && 'explained')} role="group" aria-label={t`How the answer went`}>
      {isWanted && <p className="sm" role="alert"><Trans>How did it go? Then the next one.</Trans></p>}
      {allMarks.map((each, index) => (
        <button key={each} type="button" className="btn sm" aria-pressed={mark === each} title={words.markMeaning(each)} aria-keyshortcuts={`Shift+${index + 1}`} onClick={() => onMark(each)}>
          <span className={`mark-glyph ${each}`} aria-hidden="true">{glyphs[each]}</span>
          {isExplained ? <span className="meant">{words.mark(each)}<span className="sm dim">{words.markMeaning(each)}</span></span> : words.mark(each)}
          <Kbd keys={`Shift+Digit${index + 1}`} />
        </button>
      ))}
    </div>
  )
}
