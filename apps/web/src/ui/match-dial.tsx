import type { CSSProperties } from 'react'
import { cx } from './class-names.ts'
import { onRing } from './ring-geometry.ts'

const SIZE = 320
const RADIUS = 129
const HALF_FROM = 4
const HALF = 180 - 2 * HALF_FROM

const halfArc = (from: number, to: number): string => {
  const a = onRing(SIZE, RADIUS, from)
  const b = onRing(SIZE, RADIUS, to)
  return `M${a.x.toFixed(1)} ${a.y.toFixed(1)}A${RADIUS} ${RADIUS} 0 0 1 ${b.x.toFixed(1)} ${b.y.toFixed(1)}`
}

interface MatchDialProps {
  /** 0 to 1: how far the other half has been sought. */
  readonly sought: number
  /** Seconds past the minute, ticked around the inside. */
  readonly second: number
  /** `1:24`. */
  readonly clock: string
  readonly about: string
  /** The other half has been found: it turns solid. */
  readonly met?: boolean
  readonly label: string
}

/** Your half of a ring, blue and solid, and the other half filling while one is looked for. */
export const MatchDial = ({ sought, second, clock, about, met, label }: MatchDialProps) => (
  <svg className="dial" width={SIZE} height={SIZE} viewBox={`0 0 ${SIZE} ${SIZE}`} fill="none" role="img" aria-label={label}>
    <circle cx="160" cy="160" r="146" stroke="var(--line)" />
    <circle cx="160" cy="160" r="112" stroke="var(--line)" />
    <path d={halfArc(180 + HALF_FROM, 360 - HALF_FROM)} stroke="var(--you)" strokeWidth="22" />
    {(met || sought > 0) && (
      <path
        className="half"
        d={halfArc(HALF_FROM, HALF_FROM + HALF * (met ? 1 : Math.min(1, sought)))}
        stroke="var(--peer)"
        strokeWidth="22"
        strokeDasharray={met ? undefined : '3 5'}
        opacity={met ? undefined : 0.55}
      />
    )}
    {Array.from({ length: 60 }, (_, tick) => {
      const out = onRing(SIZE, 105, tick * 6)
      const into = onRing(SIZE, tick <= second ? 98 : 101, tick * 6)
      return (
        <path
          key={tick}
          d={`M${into.x.toFixed(1)} ${into.y.toFixed(1)}L${out.x.toFixed(1)} ${out.y.toFixed(1)}`}
          stroke={tick <= second ? 'var(--ink)' : 'var(--line-2)'}
          strokeWidth="1.5"
        />
      )
    })}
    <text className="clock" x="160" y="166">{clock}</text>
    <text className="say" x="160" y="190">{about}</text>
  </svg>
)

export interface WidenStep {
  readonly at: string
  readonly title: string
  readonly about: string
  readonly state: 'done' | 'now' | 'later'
}

interface WidenStepsProps {
  readonly steps: readonly WidenStep[]
  /** 0 to 1, within the step that runs. */
  readonly within: number
}

/** The widening, shown in advance, so that waiting never feels like a hang. */
export const WidenSteps = ({ steps, within }: WidenStepsProps) => (
  <ol className="widen" style={{ '--n': steps.length, '--at': `${within * 100}%` } as CSSProperties}>
    {steps.map((step) => (
      <li key={step.at} className={cx(step.state)} aria-current={step.state === 'now' ? 'step' : undefined}>
        <time>{step.at}</time>
        <i />
        <b>{step.title}</b>
        <span>{step.about}</span>
      </li>
    ))}
  </ol>
)
