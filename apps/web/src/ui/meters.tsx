import { cx } from './class-names.ts'

interface LevelProps {
  /** 0 to 1. */
  readonly value: number
  readonly label: string
  readonly bars?: number
}

/** How loud a microphone is. It must be read at a glance, so it moves in steps. */
export const LevelMeter = ({ value, label, bars = 24 }: LevelProps) => (
  <div
    className="level"
    role="meter"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(value * 100)}
  >
    {Array.from({ length: bars }, (_, index) => (
      <i key={index} className={index < Math.round(value * bars) ? 'on' : undefined} />
    ))}
  </div>
)

interface ProgressProps {
  /** 0 to 1; more than 1 shows as full and late. */
  readonly value: number
  /** The sentence it stands for: "24 of 55 minutes used". */
  readonly label: string
}

export const Progress = ({ value, label }: ProgressProps) => (
  <span className={cx('progress', value > 1 && 'late')} role="img" aria-label={label}>
    <i style={{ width: `${Math.min(1, Math.max(0, value)) * 100}%` }} />
  </span>
)

/** What a round weighs in its loop, as a bar and a number; greyed when it will not run. */
export const WeightBar = ({ weight, of = 14, off }: { readonly weight: number; readonly of?: number; readonly off?: boolean }) => (
  <span className={cx('weight', off && 'off')}>
    <i style={{ width: Math.round((weight / of) * 36) }} />
    <em>{weight}</em>
  </span>
)

interface TimerProps {
  /** `31:08`, already formatted. Not a live region: the room announces half time, 10, 5 and 1 minutes. */
  readonly text: string
  readonly label: string
  readonly paused?: boolean
}

export const Timer = ({ text, label, paused }: TimerProps) => (
  <span className={cx('timer', paused && 'paused')} role="timer" aria-live="off" aria-label={label}>
    {text}
  </span>
)
