import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'
import type { Score } from './score.tsx'

export interface ButterflySide {
  /** Missing while it is sealed: the bar is hatched. */
  readonly score?: Score | undefined
  readonly note?: ReactNode
  /** The person's own guess, drawn as a blue tick where it differs from the score. */
  readonly guess?: Score | undefined
  /** There is nothing to open: it was set aside, or this side does not rate it. */
  readonly absent?: boolean
}

interface ButterflyRowProps {
  readonly dimension: string
  readonly left: ButterflySide
  readonly right: ButterflySide
}

interface WingProps {
  readonly side: ButterflySide
  readonly where: 'left' | 'right'
  readonly dimension: string
}

const Wing = ({ side, where, dimension }: WingProps) => {
  const { t } = useLingui()
  const { score, guess } = side
  const edge = where === 'left' ? 'right' : 'left'
  if (side.absent) return <span className="bar none" role="img" aria-label={t`${dimension}: not rated`} />
  const label = score ? t`${dimension}: ${score} of 4` : t`${dimension}: sealed`
  return (
    <span className={cx('bar', where, !score && 'sealed')} data-v={score} role="img" aria-label={label}>
      {score && <span className="fill" style={{ width: `${score * 25}%` }}>{score}</span>}
      {guess && guess !== score && <span className="guess" style={{ [edge]: `${guess * 25}%` }} />}
    </span>
  )
}

/** One dimension of two cards around a shared spine. */
export const ButterflyRow = ({ dimension, left, right }: ButterflyRowProps) => (
  <div className="fly">
    <p>{left.note}</p>
    <Wing side={left} where="left" dimension={dimension} />
    <strong>{dimension}</strong>
    <Wing side={right} where="right" dimension={dimension} />
    <p>{right.note}</p>
  </div>
)

export interface StripMark {
  readonly atMs: number
  readonly speaks: 'for' | 'against'
  /** What was marked, and when: its accessible name. */
  readonly label: string
  readonly onPress?: () => void
}

interface MarksStripProps {
  readonly title: ReactNode
  readonly marks: readonly StripMark[]
  readonly durationMs: number
  readonly divisions?: number
}

/** A round as a line: marks that speak for it above, against it below. */
export const MarksStrip = ({ title, marks, durationMs, divisions = 5 }: MarksStripProps) => {
  const id = useId()
  return (
    <div className="strip">
      <span className="row" id={id}>{title}</span>
      <div className="track" role="group" aria-labelledby={id}>
        {Array.from({ length: divisions + 1 }, (_, index) => (
          <i key={index} className="tick" style={{ left: `calc((100% - 1px) * ${index / divisions})` }} />
        ))}
        {marks.map((mark, index) => {
          const look = {
            className: cx('at', mark.speaks === 'for' ? 'plus' : 'minus'),
            style: { left: `${Math.min(1, mark.atMs / durationMs) * 100}%` },
          }
          return mark.onPress ? (
            <button key={index} type="button" {...look} aria-label={mark.label} title={mark.label} onClick={mark.onPress} />
          ) : (
            <span key={index} {...look} role="img" aria-label={mark.label} />
          )
        })}
      </div>
    </div>
  )
}

/** The minutes under one or more strips. */
export const StripAxis = ({ times }: { readonly times: readonly string[] }) => (
  <div className="strip" aria-hidden="true">
    <span />
    <div className="axis">
      {times.map((time) => (
        <span key={time}>{time}</span>
      ))}
    </div>
  </div>
)
