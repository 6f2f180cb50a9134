import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { HistoryRow } from '@unanimous/protocol'
import { formatDay } from '../../platform/dates.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { Avatar, Table } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'

interface RecentRoundsProps {
  readonly rows: readonly HistoryRow[]
  readonly handle: string
}

/** The newest opened cards, given and received. */
export const RecentRounds = ({ rows, handle }: RecentRoundsProps) => {
  const { t } = useLingui()
  const words = useWords()
  const loopWords = useLoopWords()
  if (rows.length === 0) return null
  return (
    <section className="sec">
      <div className="sh"><h3><Trans>Recent rounds</Trans></h3><span className="sp" /><a className="faint sm" href="/history"><Trans>All rounds</Trans></a></div>
      <Table label={t`Recent rounds`}>
        <tbody>
          {rows.map(row => (
            <tr key={`${row.round} ${row.direction} ${row.beside}`}>
              <td className="b"><a href={`/history/${row.round}`}>{row.loopSeat === null ? words.kind(row.kind) : loopWords.seat(row.loopSeat)}</a></td>
              <td className="faint roomy">{formatDay(row.heldAt)}</td>
              <td><Who row={row} handle={handle} /></td>
              <td>{row.vote === null ? null : <VoteLabel vote={toVote(row.vote)} />}{row.screen !== null && (row.screen === 'advance' ? <Trans>Advance</Trans> : <Trans>Hold</Trans>)}</td>
              <td className="faint end roomy"><Plural value={row.evidence} one="# piece of evidence" other="# pieces of evidence" /></td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}

const Who = ({ row, handle }: { readonly row: HistoryRow; readonly handle: string }) => {
  const peer = row.peer
  return row.direction === 'received'
    ? <span className="row"><Avatar name={peer} who="peer" size="s" /><Trans>{peer} interviewed you</Trans></span>
    : <span className="row"><Avatar name={handle} who="you" size="s" /><Trans>you interviewed {peer}</Trans></span>
}
