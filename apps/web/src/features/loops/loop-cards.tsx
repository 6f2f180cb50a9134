import { Trans } from '@lingui/react/macro'
import type { EvidenceItem, LoopBoard, OpenedCard } from '@unanimous/protocol'
import { ChevronRight } from 'lucide-react'
import { useEffect } from 'react'
import { useLoopWords } from '../../platform/loop-words.ts'
import { OpenedCardView } from '../../platform/opened-card.tsx'
import { toVote } from '../../platform/vote-words.ts'
import { VoteLabel } from '../../ui/vote.tsx'

interface LoopCardsProps {
  readonly board: LoopBoard
  readonly cards: readonly OpenedCard[]
  readonly evidence: readonly EvidenceItem[]
}

/** Every card of a loop on the page of its board, folded; a row of the board leads to its card and unfolds it. */
export const LoopCards = ({ board, cards, evidence }: LoopCardsProps) => {
  const words = useLoopWords()
  useEffect(() => {
    const unfold = () => document.querySelector<HTMLDetailsElement>(`details[id="${CSS.escape(location.hash.slice(1))}"]`)?.setAttribute('open', '')
    unfold()
    window.addEventListener('hashchange', unfold)
    return () => window.removeEventListener('hashchange', unfold)
  }, [])
  return (
    <div className="loop-cards">
      <h2><Trans>Every card, as it opened</Trans></h2>
      {cards.map(card => {
        const seat = [...board.rows, ...board.practiceRows].find(row => row.round === card.round)?.seat ?? 'hm'
        const rater = card.rater
        return (
          <details key={`${card.round} ${rater}`} id={card.round}>
            <summary><ChevronRight className="s" aria-hidden="true" /><b>{words.seat(seat)}</b><span className="faint"><Trans>by {rater}</Trans></span><span className="sp" />{card.vote !== null && <VoteLabel vote={toVote(card.vote)} />}{card.screen !== null && <b>{card.screen === 'advance' ? <Trans>Advance</Trans> : <Trans>Hold</Trans>}</b>}</summary>
            <OpenedCardView card={card} evidence={evidence} />
          </details>
        )
      })}
    </div>
  )
}
