import { Plural, Trans } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { createContext, useContext, useId, type ReactNode } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { roundKinds, useWords } from '../../platform/words.ts'
import { cx } from '../../ui/class-names.ts'
import { Table } from '../../ui/surfaces.tsx'

/** How every figure of the page is read: as a chart or as its table, and which round an id means. */
interface Reading {
  readonly asTable: boolean
  readonly rounds: Metrics['rounds']
}

const ReadingContext = createContext<Reading>({ asTable: false, rounds: [] })
export const ReadFigures = ReadingContext.Provider

interface FigureProps {
  readonly title: string
  /** One sentence that answers what the title asks. */
  readonly caption: ReactNode
  /** What stands in place of the chart where charts are read as tables: heads, then rows. */
  readonly table: { readonly head: readonly ReactNode[]; readonly rows: readonly (readonly ReactNode[])[] }
  readonly children: ReactNode
  readonly className?: string
}

/** A question, its answer, and the chart or the table that it was read off. */
export const Figure = ({ title, caption, table: { head, rows }, children, className }: FigureProps) => {
  const { asTable } = useContext(ReadingContext)
  const id = useId()
  const asRows = () => (
    <Table label={title}>
      <thead><tr>{head.map((each, index) => <th key={index} scope="col">{each}</th>)}</tr></thead>
      <tbody>{rows.map((row, index) => <tr key={index}>{row.map((cell, at) => <td key={at} role={at === 0 ? 'rowheader' : undefined}>{cell}</td>)}</tr>)}</tbody>
    </Table>
  )
  return (
    <section className={cx('figure', className)} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="dim sm caption">{caption}</p>
      {asTable ? asRows() : children}
    </section>
  )
}

interface FromRoundsProps {
  readonly rounds: readonly string[]
  /** The number itself, where it is what one presses; else how many rounds there are. */
  readonly children?: ReactNode
}

/** The rounds that a number rests on, each a link to its card. */
export const FromRounds = ({ rounds, children }: FromRoundsProps) => {
  const { rounds: known } = useContext(ReadingContext)
  const words = useWords()
  const found = rounds.flatMap(id => known.find(each => each.round === id) ?? []).toReversed()
  if (found.length === 0) return children
  return (
    <details className="from-rounds">
      <summary>{children ?? <Plural value={found.length} one="from # round" other="from # rounds" />}</summary>
      <ul>{found.map(({ round, kind, heldAt }) => <li key={round}><a href={`/history/${round}`}>{words.kind(kind)}, {formatDay(heldAt)}</a></li>)}</ul>
    </details>
  )
}

interface DimensionNameProps {
  readonly of: Pick<Metrics['received']['dimensions'][number], 'dimension' | 'name'>
}

/** A dimension with the kind of round that it belongs to: resilience means one thing in design and another in culture. */
export const DimensionName = ({ of: { dimension, name } }: DimensionNameProps) => {
  const words = useWords()
  const family = roundKinds.find(kind => dimension.startsWith(`${kind}.`))
  return <>{name}{family !== undefined && <span className="family faint sm">{words.kind(family)}</span>}</>
}

interface TooFewProps {
  readonly of: { readonly n: number; readonly needs: number }
}

/** Why there is no number yet. */
export const TooFew = ({ of: { n, needs } }: TooFewProps) => <span className="faint"><Trans>Too few yet, {n} of {needs}</Trans></span>
