import { Trans, useLingui } from '@lingui/react/macro'
import type { ImportedRow } from '@unanimous/protocol'
import { Highlighter } from 'lucide-react'
import { formatDay } from '../../platform/dates.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { useRead } from '../../platform/queries.ts'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { Avatar, Table } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'

/** What a card from elsewhere said in the end. */
export const ImportedOutcome = ({ row, size }: { readonly row: ImportedRow; readonly size?: 'l' }) => {
  if (row.vote !== null) return <VoteLabel vote={toVote(row.vote)} {...(size ? { size } : {})} />
  return row.screen === 'advance' ? <Trans>Advance</Trans> : row.screen === 'hold' ? <Trans>Hold</Trans> : <Trans>No vote</Trans>
}

/** Its rater is a name that the file told, and nobody here. */
export const ImportedRater = ({ rater }: Pick<ImportedRow, 'rater'>) => (
  <span className="row"><Avatar name={rater} who="peer" size="s" /><span className="dim"><Trans>{rater} interviewed you</Trans></span></span>
)

/** Feedback from other installations, apart from what was held here: it counts in none of the numbers above. */
export const ImportedCards = () => {
  const { t } = useLingui()
  const words = useWords()
  const loops = useLoopWords()
  const rows = useRead('imported-cards', {}).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <div className="history">
      <section>
        <h2><Trans>Imported</Trans> <span className="faint sm"><Trans>from other installations, counted in nothing</Trans></span></h2>
        <Table label={t`Imported cards`}>
          <thead>
            <tr><th scope="col"><Trans>Date</Trans></th><th scope="col"><Trans>Round</Trans></th><th scope="col"><Trans>Who</Trans></th><th scope="col"><Trans>Vote</Trans></th><th scope="col"><Trans>About</Trans></th><th scope="col" className="end"><Trans>Evidence</Trans></th></tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.card}>
                <td className="faint">{formatDay(row.heldAt)}</td>
                <td className="b"><a href={`/history/imported/${row.card}`}>{row.loopSeat === null ? words.kind(row.kind) : loops.seat(row.loopSeat)}</a></td>
                <td><ImportedRater rater={row.rater} /></td>
                <td><ImportedOutcome row={row} /></td>
                <td className="free">{row.title}</td>
                <td className="end"><span className="evtag"><Highlighter /><span>{row.evidence}</span></span></td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
    </div>
  )
}
