import { useLingui } from '@lingui/react/macro'
import { useMemo, type ReactNode } from 'react'
import { lineDiff } from './line-diff.ts'

const signs = { same: ' ', gone: '−', new: '+' } as const

/** How one text became another. */
export const Diff = ({ before, after, same }: { readonly before: string; readonly after: string; readonly same: ReactNode }) => {
  const { t } = useLingui()
  const lines = useMemo(() => lineDiff(before, after), [before, after])
  if (lines.every(({ sort }) => sort === 'same')) return <p className="replay-empty faint">{same}</p>
  return (
    <pre className="replay-diff" tabIndex={0} aria-label={t`Changes`}>
      {lines.map(({ sort, text }, index) => <span key={index} className={sort}>{`${signs[sort]} ${text}\n`}</span>)}
    </pre>
  )
}
