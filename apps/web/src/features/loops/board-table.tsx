import { Trans } from '@lingui/react/macro'
import type { LoopBoard, LoopRow } from '@unanimous/protocol'
import { formatShortDay } from '../../platform/dates.ts'
import { KindIcon } from '../../platform/kind-icon.tsx'
import { useLoopWords } from '../../platform/loop-words.ts'
import { toVote } from '../../platform/vote-words.ts'
import { cx } from '../../ui/class-names.ts'
import { Chip } from '../../ui/chip.tsx'
import { WeightBar } from '../../ui/meters.tsx'
import { Avatar, Table } from '../../ui/surfaces.tsx'
import { useVoteWords, VoteLabel } from '../../ui/vote.tsx'
import { isFinal } from './use-verdict-words.ts'

interface BoardTableProps {
  readonly rows: readonly LoopRow[]
  readonly label: string
  readonly board: LoopBoard
  readonly cardHref?: (round: string) => string
  readonly muted?: boolean
}

/** Every round in the recommended order, and what decided it. Weights order; they add up to nothing. */
export const BoardTable = ({ rows, label, board, cardHref, muted }: BoardTableProps) => (
  <Table label={label} className="board-table">
    <thead>
      <tr><th scope="col"><Trans>Round</Trans></th><th scope="col" className="weighs"><Trans>Weight</Trans></th><th scope="col"><Trans>When</Trans></th><th scope="col"><Trans>Vote</Trans></th><th scope="col"><Trans>What decided it</Trans></th></tr>
    </thead>
    <tbody>
      {rows.map(row => <Row key={row.round ?? row.seat} row={row} board={board} muted={muted} {...(cardHref ? { cardHref } : {})} />)}
    </tbody>
  </Table>
)

interface RowProps extends Pick<BoardTableProps, 'board' | 'cardHref'> {
  readonly row: LoopRow
  readonly muted: boolean | undefined
}

const Row = ({ row, board, cardHref, muted }: RowProps) => {
  const words = useLoopWords()
  const open = row.round === null
  const off = muted === true || (open && isFinal(board.verdict))
  const name = words.seat(row.seat)
  return (
    <tr className={cx(off && 'void', !muted && row.vote === 1 && 'sn')}>
      <td><span className="row"><KindIcon kind={row.kind} /><b>{row.round === null || !cardHref ? name : <a href={cardHref(row.round)}>{name}</a>}</b></span></td>
      <td className="weighs">{row.weight > 0 && <WeightBar weight={row.weight} off={off} />}</td>
      <td>{row.heldAt !== null && <span className="row">{ratersOf(row).map(rater => <Avatar key={rater} name={rater} who="peer" size="s" decorative={false} />)}<span className="dim">{formatShortDay(row.heldAt)}</span></span>}</td>
      <td><RowVote row={row} board={board} /></td>
      <td className="free">{row.void ? <Trans>Too short to count; held again with another pack</Trans> : <span className="clamp">{row.decidedBy}</span>}</td>
    </tr>
  )
}

/** Who sat there: everybody who voted, and of a screen whoever held it. */
const ratersOf = ({ raters, by }: LoopRow): readonly string[] => (raters.length > 0 ? raters.map(rater => rater.name) : by === null ? [] : [by])

const RowVote = ({ row, board }: { readonly row: LoopRow; readonly board: LoopBoard }) => {
  if (row.vote !== null) return <GivenVote row={row} vote={row.vote} />
  if (row.screen !== null) return <span className="b">{row.screen === 'advance' ? <Trans>Advance</Trans> : <Trans>Hold</Trans>}</span>
  if (row.seat === board.next) return <Chip tone="mark"><Trans>Next</Trans></Chip>
  return isFinal(board.verdict) ? <VoteLabel vote="none"><Trans>Not run</Trans></VoteLabel> : <VoteLabel vote="none"><Trans>To come</Trans></VoteLabel>
}

/** The vote that stands; of a revised one the first stays to be read, and of two raters' the other one. */
const GivenVote = ({ row, vote }: { readonly row: LoopRow; readonly vote: NonNullable<LoopRow['vote']> }) => {
  const words = useVoteWords()
  const revised = row.raters.filter(rater => rater.vote !== rater.firstVote)
  const others = row.raters.slice(1)
  return (
    <>
      <VoteLabel vote={toVote(vote)} />
      {revised.map(({ name, firstVote }) => {
        const first = words[toVote(firstVote)]
        return <span key={name} className="faint sm was"><Trans>{name} revised it from {first}</Trans></span>
      })}
      {others.map(rater => {
        const [name, other] = [rater.name, words[toVote(rater.vote)]]
        return <span key={name} className="faint sm was"><Trans>{name} voted {other}; the lowest counts</Trans></span>
      })}
    </>
  )
}
