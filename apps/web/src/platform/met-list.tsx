import { Trans } from '@lingui/react/macro'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'

interface MetProps {
  readonly met: boolean
  readonly children: ReactNode
  /** What was counted. */
  readonly count?: string
}

/** Something that is asked for, with its sign. */
export const Met = ({ met, children, count }: MetProps) => (
  <li className={met ? 'met' : undefined}>
    {met ? <Check className="s" aria-hidden="true" /> : <Minus className="s" aria-hidden="true" />}
    <span>{children}</span>
    {count && <span className="faint num nowrap">{count}</span>}
    <span className="unseen">{met ? <Trans>done</Trans> : <Trans>not yet</Trans>}</span>
  </li>
)

/** What is asked for, line by line: what is there and what is not yet. */
export const MetList = ({ children }: { readonly children: ReactNode }) => <ul className="met-list">{children}</ul>
