import { type CSSProperties, type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'
import { type Arc, type ArcInput, type ArcState, arcsOf, onRing, radiusOf, type RingSize, ringSizes } from './ring-geometry.ts'

export interface RingArc extends ArcInput {
  /** Stands beside the arc; only the large ring has room for it. */
  readonly label?: string
}

interface LoopRingProps {
  readonly size: RingSize
  readonly arcs: readonly RingArc[]
  /** The ring as a sentence: "Loop 2 ended. Four yes, strong no in Culture, Coding 2 not run". Without one it is decoration. */
  readonly label?: string
  /** What stands in the middle: `RingHub`, or SVG of one's own. */
  readonly children?: ReactNode
  /** Arcs appear in order, once. */
  readonly draw?: boolean
}

const ink: Readonly<Record<ArcState, string>> = {
  open: 'var(--edge)',
  next: 'var(--mark)',
  sealed: 'var(--line-2)',
  yes: 'var(--y)',
  'strong-yes': 'var(--sy)',
  no: 'var(--n)',
  broken: 'var(--sn)',
  'not-run': 'var(--line-2)',
}

const labelInk: Partial<Record<ArcState, string>> = { broken: 'var(--sn)', 'not-run': 'var(--ink-3)', open: 'var(--ink-3)' }

const LABEL_GAP = 18

interface ArcLabelProps {
  readonly size: number
  readonly stroke: number
  readonly arc: Arc
  readonly round: RingArc
}

const ArcLabel = ({ size, stroke, arc, round }: ArcLabelProps) => {
  const at = onRing(size, radiusOf(size, stroke) + stroke / 2 + LABEL_GAP, arc.middle)
  const side = Math.sin((arc.middle * Math.PI) / 180)
  return (
    <text
      className="name"
      x={at.x + (arc.push?.x ?? 0)}
      y={at.y + 4.5 + (arc.push?.y ?? 0)}
      textAnchor={Math.abs(side) < 0.35 ? 'middle' : side > 0 ? 'start' : 'end'}
      fontSize="13"
      fontWeight={round.state === 'broken' ? 600 : 500}
      fill={labelInk[round.state] ?? 'var(--ink-2)'}
    >
      {round.label}
    </text>
  )
}

const pushed = ({ x, y }: NonNullable<Arc['push']>, centre: number): string =>
  `translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(3 ${centre} ${centre})`

/** The loop: a ring of seats that closes only when everybody agrees. A strong no pushes its arc out. */
export const LoopRing = ({ size, arcs, label, children, draw }: LoopRingProps) => {
  const { size: box, stroke } = ringSizes[size]
  const hatch = useId()
  const drawn = arcsOf(arcs, box, stroke)
  return (
    <svg
      className={cx('ring', draw && 'draw')}
      width={box}
      height={box}
      viewBox={`0 0 ${box} ${box}`}
      fill="none"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {arcs.some((each) => each.state === 'sealed') && (
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V4" stroke={ink.sealed} strokeWidth="3.4" />
        </pattern>
      )}
      {drawn.map((arc, index) => {
        const round = arcs[index]
        return (
          round && (
            <path
              key={index}
              className="arc"
              style={{ '--i': index } as CSSProperties}
              d={arc.path}
              stroke={round.state === 'sealed' ? `url(#${hatch})` : ink[round.state]}
              strokeWidth={arc.width}
              strokeDasharray={round.state === 'not-run' ? '3 4' : undefined}
              transform={arc.push && pushed(arc.push, box / 2)}
            />
          )
        )
      })}
      {drawn.map((arc, index) => {
        const round = arcs[index]
        return round?.label ? <ArcLabel key={index} size={box} stroke={stroke} arc={arc} round={round} /> : null
      })}
      {children}
    </svg>
  )
}

interface RingVerdictProps {
  readonly title: string
  readonly about: string
  readonly when?: string
}

/** Words in the middle of the large ring: the verdict, what made it, when. */
export const RingVerdict = ({ title, about, when }: RingVerdictProps) => (
  <>
    <text className="hub" x="176" y="168" fontSize="38" fontWeight="600" letterSpacing="-1.8">{title}</text>
    <text className="hub dim" x="176" y="196" fontSize="15">{about}</text>
    {when && <text className="hub faint" x="176" y="218" fontSize="13">{when}</text>}
  </>
)

/** Words in the middle of the home ring: how many of how many. */
export const RingCount = ({ count, of, about }: { readonly count: number; readonly of: number; readonly about: string }) => (
  <>
    <text className="hub" x="98" y="94" fontSize="30" fontWeight="600" letterSpacing="-1">
      {count}
      <tspan fill="var(--ink-3)" fontWeight="400">/{of}</tspan>
    </text>
    <text className="hub faint" x="98" y="114" fontSize="12">{about}</text>
  </>
)

/** Words in the middle of the logo ring: two lines a person could have said, the second about what is open. */
export const RingSaying = ({ first, second }: { readonly first: string; readonly second: string }) => (
  <>
    <text className="hub said" x="346" y="338" fontSize="34" letterSpacing="-.4">{first}</text>
    <text className="hub said" x="346" y="382" fontSize="34" letterSpacing="-.4" style={{ fill: 'var(--mark-ink)' }}>
      {second}
    </text>
  </>
)
