import { Trans } from '@lingui/react/macro'
import type { LoopSummary } from '@unanimous/protocol'
import { toRing, useLoopWords } from '../../platform/loop-words.ts'
import { cx } from '../../ui/class-names.ts'
import { LoopRing } from '../../ui/loop-ring.tsx'

interface LoopListProps {
  readonly loops: readonly LoopSummary[]
  readonly current?: string
}

/** One's loops as small rings, oldest first. */
export const LoopList = ({ loops, current }: LoopListProps) => {
  const words = useLoopWords()
  return (
    <ul className="loop-list">
      {loops.toReversed().map(loop => {
        const number = loop.number
        return (
          <li key={loop.loop}>
            <a className={cx('lp', loop.loop === current && 'on')} href={`/loops/${loop.loop}`} aria-current={loop.loop === current ? 'page' : undefined}>
              <LoopRing size="sm" arcs={toRing(loop.arcs)} />
              <span><b><Trans>Loop {number}</Trans></b><em>{words.standing(loop)}</em></span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
