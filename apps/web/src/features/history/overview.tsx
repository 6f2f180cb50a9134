import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { HistoryRow } from '@unanimous/protocol'
import { toVote } from '../../platform/vote-words.ts'
import { roundKinds, useWords } from '../../platform/words.ts'
import { VoteGlyph, useVoteWords } from '../../ui/vote.tsx'

type Rows = readonly HistoryRow[]

const received = (rows: Rows): Rows => rows.filter(row => row.direction === 'received').toReversed()

/** Votes received, oldest left, by kind of round. Votes are never averaged. */
export const VotesInOrder = ({ rows }: { readonly rows: Rows }) => {
  const words = useWords()
  const votes = useVoteWords()
  const lines = roundKinds.flatMap(kind => {
    const of = received(rows).filter(row => row.kind === kind && row.vote !== null)
    return of.length === 0 ? [] : [{ kind, of }]
  })
  if (lines.length === 0) return null
  return (
    <section>
      <h2><Trans>Votes, in order</Trans></h2>
      <ul className="form-guide">
        {lines.map(({ kind, of }) => (
          <li key={kind}>
            <span>{words.kind(kind)}</span>
            <span className="row">{of.map(row => row.vote !== null && <a key={row.round} href={`/history/${row.round}`}><VoteGlyph vote={toVote(row.vote)} label={votes[toVote(row.vote)]} /></a>)}</span>
            <span className="faint num">{of.length}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const WIDTH = 206
const HEIGHT = 60
const yOf = (rating: number): number => HEIGHT - 6 - ((rating - 1) / 3) * (HEIGHT - 12)
const ink = ['var(--sn)', 'var(--n)', 'var(--y)', 'var(--sy)'] as const

/** Too few rounds make no line: only dots, and no number. */
const LINE_FROM = 5

/** How each dimension was rated, oldest left, on a fixed scale of 1 to 4. */
export const RatingDots = ({ rows }: { readonly rows: Rows }) => {
  const all = received(rows).flatMap(row => row.ratings)
  const dimensions = all.filter((rating, index) => all.findIndex(each => each.dimension === rating.dimension) === index)
    .map(({ dimension, name }) => ({ dimension, name, ratings: all.filter(each => each.dimension === dimension).map(each => each.rating) }))
    .toSorted((left, right) => right.ratings.length - left.ratings.length).slice(0, 5)
  if (dimensions.length === 0) return null
  return (
    <section>
      <h2><Trans>How interviewers scored you</Trans> <span className="faint sm"><Trans>oldest left, dotted line is the bar</Trans></span></h2>
      <div className="dot-charts">{dimensions.map(({ dimension, name, ratings }) => <Dots key={dimension} name={name} ratings={ratings.slice(-12)} />)}</div>
    </section>
  )
}

const Dots = ({ name, ratings }: { readonly name: string; readonly ratings: readonly number[] }) => {
  const { t } = useLingui()
  const xOf = (index: number) => (ratings.length === 1 ? 6 : 6 + (index * (WIDTH - 12)) / Math.max(LINE_FROM - 1, ratings.length - 1))
  const points = ratings.map((rating, index) => ({ x: xOf(index), y: yOf(rating), rating }))
  const list = ratings.join(', ')
  return (
    <div>
      <h3>{name}</h3>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t`${name}: ${list}`}>
        {[1, 2, 3, 4].map(line => <path key={line} d={`M0 ${yOf(line)}H${WIDTH}`} stroke="var(--grid)" />)}
        <path d={`M0 ${yOf(2.5)}H${WIDTH}`} stroke="var(--edge)" strokeDasharray="1 4" strokeLinecap="round" />
        {ratings.length >= LINE_FROM && <path d={`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`} fill="none" stroke="var(--ink-3)" strokeWidth="1.25" />}
        {points.map(({ x, y, rating }, index) => <circle key={index} cx={x} cy={y} r={index === points.length - 1 ? 5 : 3.5} fill={ink[rating - 1]} stroke="var(--surface)" strokeWidth="1.5" />)}
      </svg>
      <p className="faint sm">{ratings.length < LINE_FROM ? <Trans>Too few rounds for a line</Trans> : <Plural value={ratings.length} one="# round" other="# rounds" />}</p>
    </div>
  )
}
