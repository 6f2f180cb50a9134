import { Highlighter, Minus, Play, Plus } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'

interface EvidenceTagProps {
  /** When in the round, `22:40`. */
  readonly time?: string
  readonly children?: ReactNode
  readonly onPress?: () => void
  readonly href?: string
  /** It leads to a moment, so it shows a play sign and not the highlighter. */
  readonly plays?: boolean
}

/** One piece of captured evidence, small enough to stand in a row of them. */
export const EvidenceTag = ({ time, children, onPress, href, plays }: EvidenceTagProps) => {
  const inside = (
    <>
      {plays ? <Play /> : <Highlighter />}
      <span>
        {time && <time>{time}</time>}
        {time && children && ' '}
        {children}
      </span>
    </>
  )
  if (href) return <a className="evtag" href={href}>{inside}</a>
  if (onPress) return <button type="button" className="evtag" onClick={onPress}>{inside}</button>
  return <span className="evtag">{inside}</span>
}

/** A highlighter's stroke through words that were captured. */
export const EvidenceMark = ({ children }: { readonly children: ReactNode }) => <mark className="ev">{children}</mark>

/** Whether a mark speaks for or against. */
export const Sign = ({ speaks }: { readonly speaks: 'for' | 'against' }) => {
  const { t } = useLingui()
  return (
    <span className={speaks === 'for' ? 'sign plus' : 'sign minus'} role="img" aria-label={speaks === 'for' ? t`Strong` : t`Weak`}>
      {speaks === 'for' ? <Plus /> : <Minus />}
    </span>
  )
}

/** How many pieces of evidence a dimension has. */
export const EvidenceCount = ({ count }: { readonly count: number }) => {
  const { t } = useLingui()
  return <span className="count" role="img" aria-label={t`${count} pieces of evidence`}>{count}</span>
}
