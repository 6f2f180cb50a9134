import { Trans, useLingui } from '@lingui/react/macro'
import type { HistoryRow } from '@unanimous/protocol'
import { Highlighter } from 'lucide-react'
import { formatDay } from '../../platform/dates.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { useRead } from '../../platform/queries.ts'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { Avatar, Table } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'

/** One line a card, newest first; each opens the whole of it. */
export const HistoryTable = ({ rows }: { readonly rows: readonly HistoryRow[] }) => {
  const { t } = useLingui()
  const words = useWords()
  const loops = useLoopWords()
  return (
    <Table label={t`Rounds`}>
      <thead>
        <tr><th scope="col"><Trans>Date</Trans></th><th scope="col"><Trans>Round</Trans></th><th scope="col"><Trans>Who</Trans></th><th scope="col"><Trans>Vote</Trans></th><th scope="col"><Trans>What decided it</Trans></th><th scope="col" className="end"><Trans>Evidence</Trans></th></tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={`${row.round} ${row.beside}`}>
            <td className="faint">{formatDay(row.heldAt)}</td>
            <td><a className="b" href={row.filed ? `/history/${row.round}` : `/s/${row.session}`}>{row.loopSeat === null ? words.kind(row.kind) : loops.seat(row.loopSeat)}</a>{row.standing === 'loop' && <span className="faint sm"> <Trans>loop</Trans></span>}<span className="about faint sm">{row.title}</span></td>
            <td><Who row={row} /></td>
            <td>{row.vote !== null ? <VoteLabel vote={toVote(row.vote)} /> : row.screen === 'advance' ? <Trans>Advance</Trans> : row.screen === 'hold' ? <Trans>Hold</Trans> : <VoteLabel vote="none" />}</td>
            <td className="free"><span className="decided">{row.decidedBy}</span></td>
            <td className="end"><span className="evtag"><Highlighter /><span>{row.evidence}</span></span></td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** Who interviewed whom, as the viewer says it. */
export const Who = ({ row }: { readonly row: Pick<HistoryRow, 'direction' | 'peer' | 'beside'> }) => {
  const me = useRead('home', {}).data?.handle ?? ''
  const peer = row.peer
  return row.direction === 'received'
    ? <span className="row"><Avatar name={peer} who="peer" size="s" /><span className="dim">{row.beside ? <Trans>{peer} rated you too</Trans> : <Trans>{peer} interviewed you</Trans>}</span></span>
    : <span className="row"><Avatar name={me} who="you" size="s" /><span className="dim">{row.beside ? <Trans>you rated {peer} too</Trans> : <Trans>you interviewed {peer}</Trans>}</span></span>
}
