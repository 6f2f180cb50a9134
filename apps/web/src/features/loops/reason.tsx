import { Trans } from '@lingui/react/macro'
import type { EvidenceItem, LoopBoard } from '@unanimous/protocol'
import { useState } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { ReplayableRound } from '../../platform/moment-link.ts'
import { EvidenceLine } from '../../platform/opened-card.tsx'
import { toVote } from '../../platform/vote-words.ts'
import { Chip } from '../../ui/chip.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'
import { championOf } from './board-rows.ts'

type Row = LoopBoard['rows'][number]

/** What decided it, word for word: the objection, or for a closed ring the strongest voice for it. */
export const Reason = ({ board }: { readonly board: LoopBoard }) => {
  const { closestFlip, verdict, rows } = board
  if (closestFlip) return <Objection board={board} flip={closestFlip} />
  const champion = championOf(rows)
  return verdict.status === 'UNANIMOUS' && champion?.vote === 4 && champion.decidedBy !== null ? <div className="why y"><Head row={champion} /><p className="q">{champion.decidedBy}</p></div> : <div className="no-reason" />
}

const Head = ({ row }: { readonly row: Pick<Row, 'by' | 'seat' | 'heldAt' | 'vote'> }) => {
  const words = useLoopWords()
  const name = row.by ?? ''
  const seat = words.seat(row.seat)
  const day = row.heldAt === null ? '' : formatDay(row.heldAt)
  return (
    <div className="row">
      <Avatar name={name} who="peer" />
      <span className="b">{name}</span>
      <span className="faint"><Trans>{seat}, {day}</Trans></span>
      <span className="sp" />
      {row.vote !== null && <VoteLabel vote={toVote(row.vote)} />}
    </div>
  )
}

/** What speaks for the objection stands open, and the rest is a press away. */
const Against = ({ evidence }: { readonly evidence: readonly EvidenceItem[] }) => {
  const [all, setAll] = useState(false)
  const inOrder = evidence.toSorted((left, right) => left.atMs - right.atMs)
  const weak = inOrder.filter(item => item.polarity === '-')
  const open = weak.length === 0 ? inOrder : weak
  const more = inOrder.length - open.length
  return (
    <div className="row g1 wrap">
      {(all ? inOrder : open).map(item => <EvidenceLine key={item.id} item={item} />)}
      {more > 0 && <Chip pressed={all} onPress={() => setAll(!all)}><Trans>{more} more of this round</Trans></Chip>}
    </div>
  )
}

interface ObjectionProps {
  readonly board: LoopBoard
  readonly flip: NonNullable<LoopBoard['closestFlip']>
}

const Objection = ({ board, flip }: ObjectionProps) => {
  const words = useLoopWords()
  const heldAt = board.rows.find(row => row.round === flip.round)?.heldAt ?? null
  const others = words.list(flip.alsoWithholding)
  return (
    <div className={flip.vote === 1 ? 'why' : 'why n'}>
      <Head row={{ ...flip, heldAt }} />
      {flip.sentence !== null && <p className="q">{flip.sentence}</p>}
      <ReplayableRound value={flip.replay ? flip.round : undefined}><Against evidence={flip.evidence} /></ReplayableRound>
      <p className="dim sm flip">
        {flip.alsoWithholding.length === 0
          ? <Trans>This is the vote nearest to another result. No other vote stood in the way.</Trans>
          : <Trans>This is the vote nearest to another result. {others} would still withhold consent.</Trans>}
      </p>
    </div>
  )
}
