import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

export type ChipTone = 'plain' | 'line' | 'mark' | 'you' | 'peer' | 'warn' | 'on'

interface ChipProps {
  /** `mark` is the current step or a state in progress, `you` and `peer` who; never decoration. */
  readonly tone?: ChipTone
  readonly icon?: ReactNode
  readonly children: ReactNode
  /** Makes it a button. `pressed` then says whether it is chosen. */
  readonly onPress?: () => void
  readonly pressed?: boolean
  readonly className?: string
}

export const Chip = ({ tone = 'plain', icon, children, onPress, pressed, className }: ChipProps) => {
  const name = cx('chip', tone !== 'plain' && tone, pressed && 'on', className)
  return onPress ? (
    <button type="button" className={name} onClick={onPress} aria-pressed={pressed}>
      {icon}
      {children}
    </button>
  ) : (
    <span className={name}>
      {icon}
      {children}
    </span>
  )
}

/** A state as a dot. Always beside words that say it. */
export const Dot = ({ tone }: { readonly tone?: 'ok' | 'warn' | 'bad' | 'you' | 'peer' }) => (
  <span className={cx('dot', tone)} aria-hidden="true" />
)
