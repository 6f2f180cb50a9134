import type { CSSProperties, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Avatar } from './surfaces.tsx'

export interface SwapHalf {
  readonly who: 'you' | 'peer'
  readonly name: string
  readonly title: ReactNode
  readonly about?: ReactNode
  readonly minutes: number
}

interface SwapBarProps {
  readonly first: SwapHalf
  readonly second?: SwapHalf
  readonly breakMinutes: number
  /** Clock times of first start, break, second start and end; absent while the session has no hour. */
  readonly times?: readonly [string, string, string, string]
  readonly label: string
}

/** The shape of a session: your half blue, theirs plum, the break hatched. */
export const SwapBar = ({ first, second, breakMinutes, times, label }: SwapBarProps) => {
  const parts = second ? `${first.minutes}fr ${breakMinutes}fr ${second.minutes}fr` : '1fr'
  return (
    <div className="swap" role="group" aria-label={label} style={{ '--parts': parts } as CSSProperties}>
      <Half half={first} />
      {second && <div className="break" />}
      {second && <Half half={second} />}
      {times?.map((time, index) => (
        <time key={index} className={index === 3 ? 'fin' : undefined}>{time}</time>
      ))}
    </div>
  )
}

const Half = ({ half }: { readonly half: SwapHalf }) => (
  <div className={half.who}>
    <Avatar name={half.name} who={half.who} size="l" />
    <b>{half.title}</b>
    {half.about && <span>{half.about}</span>}
  </div>
)

export interface PaceStep {
  readonly name: string
  readonly minutes: number
  /** "8 min", or "18 of 15 min" once it is over. */
  readonly note: string
  readonly state: 'done' | 'now' | 'plan'
  /** 0 to 1, of the step that runs. */
  readonly used?: number
}

interface PacingBarProps {
  readonly steps: readonly PaceStep[]
  /** One sentence: "Pacing: 3 minutes behind plan, in step 3 of 7". */
  readonly label: string
  /** Only when late: how much, and what to do about it. */
  readonly late?: ReactNode
}

const usedOf = (step: PaceStep): number => {
  if (step.state === 'plan') return 0
  return step.state === 'done' ? 1 : Math.min(1, step.used ?? 0)
}

/** Planned widths against used. A step too narrow for its name shows none. */
export const PacingBar = ({ steps, label, late }: PacingBarProps) => (
  <section className="pace" aria-label={label}>
    {steps.map((step, index) => (
      <div key={index} className={cx('pg', step.state)} style={{ flex: step.minutes }}>
        <i>
          <b style={{ width: `${usedOf(step) * 100}%` }} />
        </i>
        <span className="ell">{step.minutes >= 4 ? step.name : '\u00a0'}</span>
        <em>{step.minutes >= 8 || step.state === 'now' ? step.note : ''}</em>
      </div>
    ))}
    {late && <span className="late">{late}</span>}
  </section>
)

export type PracticeDay = 'none' | 'gave' | 'received' | 'both' | 'solo' | 'today' | 'planned'

export interface PracticeWeek {
  /** The Monday, in short: `9 Mar`, or only the number within a month. */
  readonly monday: string
  readonly days: readonly PracticeDay[]
}

/** Weeks from Monday, seven days each. A record, not a streak. */
export const PracticeGrid = ({ weeks, label }: { readonly weeks: readonly PracticeWeek[]; readonly label: string }) => (
  <div className="days" role="img" aria-label={label}>
    {weeks.map((week, index) => (
      <div className="wk" key={index}>
        <em>{week.monday}</em>
        {week.days.map((day, at) => (
          <i key={at} className={cx('day', day !== 'none' && day)} />
        ))}
      </div>
    ))}
  </div>
)

export interface PracticeLegendEntry {
  readonly day: PracticeDay
  readonly label: string
}

/** What the colours of a practice grid mean. */
export const PracticeLegend = ({ entries }: { readonly entries: readonly PracticeLegendEntry[] }) => (
  <div className="legend">
    {entries.map(({ day, label }) => (
      <span key={day}>
        <i className={cx('day', day)} />
        {label}
      </span>
    ))}
  </div>
)
