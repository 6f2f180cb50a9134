import { cx } from '../../ui/class-names.ts'

interface MeterProps {
  /** 0 to 1, on a scale that is the same in every row. Without it there are dots only. */
  readonly value?: number
  readonly dots?: readonly number[]
  /** A share that speaks against. */
  readonly against?: boolean
}

/** A bar on a fixed scale, with the single rounds as dots. What it says stands beside it in words. */
export const Meter = ({ value, dots = [], against }: MeterProps) => (
  <span className={cx('track', against && 'against')} aria-hidden="true">
    {value !== undefined && <i style={{ width: `${value * 100}%` }} />}
    {dots.map((dot, index) => <b key={index} style={{ left: `${dot * 100}%` }} />)}
  </span>
)
