import { Trans } from '@lingui/react/macro'
import type { QueryOutput } from '@unanimous/protocol'
import { useEffect } from 'react'
import { useLoopWords } from '../../platform/loop-words.ts'
import { OpenedCardView } from '../../platform/opened-card.tsx'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { toVote } from '../../platform/vote-words.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FullPage } from '../../ui/room-frame.tsx'
import { VoteLabel } from '../../ui/vote.tsx'
import { BoardView } from './board-view.tsx'
import './loops.css'

type Sample = QueryOutput<'sample-loop'>

/** A finished loop by invented people, for anybody: the same rules, the same pages. */
export const SamplePage = () => {
  const read = useRead('sample-loop', {})
  return (
    <FullPage
      title={<Trans>A finished loop</Trans>}
      about={<Chip className="opt"><Trans>Invented people, real rules</Trans></Chip>}
      tools={<LinkButton size="sm" variant="primary" href="/"><Trans>Start your own</Trans></LinkButton>}
    >
      <WhenRead read={read}>
        {sample => <BoardView board={sample.board} cardHref={round => `#${round}`}><SampleCards sample={sample} /></BoardView>}
      </WhenRead>
    </FullPage>
  )
}

const SampleCards = ({ sample: { board, cards, evidence } }: { readonly sample: Sample }) => {
  const words = useLoopWords()
  useEffect(() => {
    // A row of the board leads to its card, which may be folded.
    const unfold = () => document.querySelector<HTMLDetailsElement>(`details[id="${CSS.escape(location.hash.slice(1))}"]`)?.setAttribute('open', '')
    unfold()
    window.addEventListener('hashchange', unfold)
    return () => window.removeEventListener('hashchange', unfold)
  }, [])
  return (
    <div className="sample-cards">
      <h2><Trans>Every card, as it opened</Trans></h2>
      {cards.map(card => {
        const seat = board.rows.find(row => row.round === card.round)?.seat ?? 'hm'
        const rater = card.rater
        return (
          <details key={card.round} id={card.round}>
            <summary><b>{words.seat(seat)}</b><span className="faint"><Trans>by {rater}</Trans></span><span className="sp" />{card.vote !== null && <VoteLabel vote={toVote(card.vote)} />}</summary>
            <OpenedCardView card={card} evidence={evidence} />
          </details>
        )
      })}
    </div>
  )
}
