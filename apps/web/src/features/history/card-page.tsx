import { Trans, useLingui } from '@lingui/react/macro'
import type { OpenedCard, QueryOutput } from '@unanimous/protocol'
import { useParams } from '@tanstack/react-router'
import { ChevronRight, Play } from 'lucide-react'
import { AskedPart } from '../../platform/asked.tsx'
import { formatDay } from '../../platform/dates.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { ReplayableRound } from '../../platform/moment-link.ts'
import { EvidenceLine, OpenedCardView } from '../../platform/opened-card.tsx'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { VoteLabel } from '../../ui/vote.tsx'
import { AskModerator } from './ask-moderator.tsx'
import { FinalBoard } from './final-board.tsx'
import { FinalCode } from './final-code.tsx'
import { Who } from './history-table.tsx'
import { Remark } from './remark.tsx'
import { TakeCard } from './take-card.tsx'
import './history.css'

type CardData = QueryOutput<'card'>

/** One opened card, whole: what was said, what it rests on, what was asked, and the code as it stood. */
export const CardPage = () => {
  const { round = '' } = useParams({ strict: false })
  const read = useRead('card', { round })
  return (
    <Sheet
      title={<a href="/history"><Trans>History</Trans></a>}
      beside={read.data && <Crumb data={read.data} />}
      tools={read.data && (
        <>
          {read.data.replay && <LinkButton size="sm" icon={<Play className="s" />} href={`/replay/${round}`}><Trans>Replay</Trans></LinkButton>}
          <LinkButton size="sm" href={`/s/${read.data.row.session}`}><Trans>Open debrief</Trans></LinkButton>
          <TakeCard card={read.data.card} record={read.data.record} texts={read.data.texts} language={read.data.language} title={read.data.row.title} heldAt={read.data.row.heldAt} />
        </>
      )}
    >
      <WhenRead read={read} whose={<Trans>What came of a round is read by the two who held it, once both cards are open.</Trans>}>{data => <ReplayableRound value={data.replay ? round : undefined}><Card data={data} /></ReplayableRound>}</WhenRead>
    </Sheet>
  )
}

const Crumb = ({ data: { row } }: { readonly data: CardData }) => {
  const words = useWords()
  const loops = useLoopWords()
  return <><ChevronRight className="s faint" /><span className="b ell">{row.loopSeat === null ? words.kind(row.kind) : loops.seat(row.loopSeat)}</span><span className="faint ell opt">{row.title}</span></>
}

const OwnRemark = ({ data: { row, card } }: { readonly data: CardData }) =>
  (row.direction === 'given' && card.raterIs === 'you' && card.remark === null ? <Remark round={card.round} /> : null)

/** What was captured beside what a card rests on. */
const notCited = ({ card, second, record }: CardData): CardData['record']['evidence'] => {
  const cited = new Set([card, second].flatMap(each => each?.dimensions ?? []).flatMap(dimension => dimension.evidence))
  return record.evidence.filter(item => !cited.has(item.id)).toSorted((left, right) => left.atMs - right.atMs)
}

/** Where two rated, the other card: each was written without the other, and the lower vote is the round's. */
const SecondCard = ({ card, record }: { readonly card: OpenedCard; readonly record: CardData['record'] }) => {
  const { rater } = card
  return (
    <section className="second-card">
      <h2>{card.raterIs === 'you' ? <Trans>Your card on it</Trans> : <Trans>{rater} rated it too</Trans>}</h2>
      {card.vote !== null && <p><VoteLabel vote={toVote(card.vote)} size="l" /></p>}
      <p className="faint sm"><Trans>Written without sight of the other card. The lower vote is the round’s.</Trans></p>
      <OpenedCardView card={card} evidence={record.evidence} />
    </section>
  )
}

const Card = ({ data }: { readonly data: CardData }) => {
  const { t } = useLingui()
  const { card, row, record } = data
  const day = formatDay(row.heldAt)
  const rest = notCited(data)
  return (
    <div className="card-page">
      <div className="row wrap g3">
        <Who row={row} />
        <span className="faint">{day}</span>
        <span className="faint">{row.standing === 'loop' ? <Trans>counted in a loop</Trans> : <Trans>practice</Trans>}</span>
      </div>
      <h2 className="title">
        {card.vote !== null ? <VoteLabel vote={toVote(card.vote)} size="l" /> : card.screen === 'advance' ? t`Advance` : t`Hold`}
      </h2>
      <OpenedCardView card={card} evidence={record.evidence} />
      {data.second && <SecondCard card={data.second} record={record} />}
      <OwnRemark data={data} />
      {rest.length > 0 && <section><h2><Trans>Also captured</Trans></h2><div className="col g1 also">{rest.map(item => <EvidenceLine key={item.id} item={item} />)}</div></section>}
      <AskedPart record={record} />
      {data.board && data.board.length > 0 && <FinalBoard board={data.board} struck={data.struck} />}
      <FinalCode texts={data.texts} language={data.language} />
      {row.standing === 'loop' && row.direction === 'received' && <AskModerator round={card.round} />}
    </div>
  )
}
