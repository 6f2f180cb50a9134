import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { ArrowDownRight, ArrowUpRight, Minus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { DimensionName, Figure, FromRounds, TooFew } from './figure.tsx'

type Dimension = Metrics['received']['dimensions'][number]

const WIDTH = 206
const HEIGHT = 84
const BAR = 2.5
/** Two lines of charts; the dimensions rated most come first. */
const CHARTS_SHOWN = 10
/** More would no longer be told apart on this width; the table has all that are sent. */
const DOTS_SHOWN = 16
const yOf = (rating: number): number => HEIGHT - 8 - ((rating - 1) / 3) * (HEIGHT - 16)
const ink = ['var(--sn)', 'var(--n)', 'var(--y)', 'var(--sy)'] as const

/** How each dimension was rated, oldest left, all on one scale from 1 to 4. */
export const DotTrends = ({ received }: { readonly received: Metrics['received'] }) => {
  const { t } = useLingui()
  const [all, setAll] = useState(false)
  const { rounds } = received
  const dimensions = received.dimensions.toSorted((left, right) => right.dots.length - left.dots.length)
  if (dimensions.length === 0) return null
  return (
    <Figure
      title={t`How interviewers scored you`}
      caption={<><Plural value={rounds} one="# round received" other="# rounds received" />. <Trans>Oldest left, 1 to 4, the dotted line is the bar. A line is drawn where there is a trend to look for.</Trans></>}
      table={{
        head: [t`Dimension`, t`Ratings, oldest first`, t`Mean of the last five`, t`Where it is heading`, t`Rounds`],
        rows: dimensions.map(each => [<DimensionName key="name" of={each} />, each.dots.map(dot => dot.rating).join(', '), <MeanOf key="mean" of={each} />, <Heading key="heading" of={each} />, <FromRounds key="rounds" rounds={each.dots.map(dot => dot.round)} />]),
      }}
    >
      <div className="dot-charts">
        {(all ? dimensions : dimensions.slice(0, CHARTS_SHOWN)).map(each => (
          <div key={each.dimension}>
            <h3><DimensionName of={each} /></h3>
            <Dots of={each} />
            <div className="row wrap"><FromRounds rounds={each.dots.map(dot => dot.round)}><MeanOf of={each} /></FromRounds><span className="sp" /><Heading of={each} /></div>
          </div>
        ))}
      </div>
      {!all && dimensions.length > CHARTS_SHOWN && <p className="older"><Button size="sm" onClick={() => setAll(true)}><Plural value={dimensions.length} one="Show # dimension" other="Show all # dimensions" /></Button></p>}
    </Figure>
  )
}

const Dots = ({ of: { name, dots, trend } }: { readonly of: Dimension }) => {
  const { t } = useLingui()
  const shown = dots.slice(-DOTS_SHOWN)
  const xOf = (index: number) => 6 + (index * (WIDTH - 12)) / Math.max(trend.needs - 1, shown.length - 1)
  const points = shown.map(({ rating, round }, index) => ({ x: xOf(index), y: yOf(rating), rating, round }))
  const list = shown.map(dot => dot.rating).join(', ')
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t`${name}, oldest first: ${list}`}>
      {[1, 2, 3, 4].map(line => <path key={line} d={`M0 ${yOf(line)}H${WIDTH}`} stroke="var(--grid)" />)}
      <path d={`M0 ${yOf(BAR)}H${WIDTH}`} stroke="var(--edge)" strokeDasharray="1 4" strokeLinecap="round" />
      {trend.value !== null && <path d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`} fill="none" stroke="var(--ink-3)" strokeWidth="1.25" />}
      {points.map(({ x, y, rating }, index) => (
        <circle key={index} cx={x} cy={y} r={index === points.length - 1 ? 5.5 : 3.5} fill={ink[rating - 1]} stroke="var(--surface)" strokeWidth="1.5" />
      ))}
    </svg>
  )
}

/** The number, or what it still waits for: ratings, or a second person. */
const MeanOf = ({ of: { mean, raters } }: { readonly of: Dimension }) => {
  if (mean.value === null) return mean.n >= mean.needs && raters < 2 ? <span className="faint"><Trans>One person so far</Trans></span> : <TooFew of={mean} />
  const [value, n] = [mean.value.toFixed(1), mean.n]
  return <span className="row"><b className="num">{value}</b><span className="faint"><Trans>last {n}</Trans></span></span>
}

const Heading = ({ of: { trend } }: { readonly of: Dimension }) => {
  const { value, n, needs } = trend
  if (value === null) return <span className="faint"><Trans>{n} of {needs} for a trend</Trans></span>
  if (value.arrow === 'up') return <span className="row rising"><ArrowUpRight className="s" /><Trans>Rising</Trans></span>
  if (value.arrow === 'down') return <span className="row falling"><ArrowDownRight className="s" /><Trans>Falling</Trans></span>
  return <span className="row faint"><Minus className="s" /><Trans>No clear trend</Trans></span>
}
