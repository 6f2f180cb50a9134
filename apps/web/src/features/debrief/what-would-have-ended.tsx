import { Trans } from '@lingui/react/macro'
import type { OpenedCard } from '@unanimous/protocol'
import { decidingCard, weakestOf, type OpenedRound } from './sides.ts'

interface WhatWouldHaveEndedProps {
  readonly round: OpenedRound
}

/** The vote or the rating that stood nearest to an end, in the words of whoever gave it. */
export const WhatWouldHaveEnded = ({ round }: WhatWouldHaveEndedProps) => {
  const card = decidingCard(round)
  if (!card || card.vote === null) return null
  const { rater } = card
  return (
    <section className="goal">
      <h3><Trans>What would have ended the loop</Trans></h3>
      {card.vote === 1 && <><p className="dim"><Trans>{rater}’s strong no. One is enough.</Trans></p><p className="q">{card.strongNoSentence}</p></>}
      {card.vote === 2 && <p className="dim"><Trans>{rater}’s no withholds consent: with it no loop closes.</Trans></p>}
      {card.vote !== 1 && <Weakest card={card} />}
    </section>
  )
}

const Weakest = ({ card }: { readonly card: OpenedCard }) => {
  const weakest = weakestOf(card)
  if (!weakest) return null
  const { name, rating, anchor } = weakest
  return (
    <>
      <p className="dim">{card.vote === 2 ? <Trans>Lowest stood {name}, {rating} of 4.</Trans> : <Trans>Nothing did. Nearest to it stood {name}, {rating} of 4.</Trans>}</p>
      <p className="dim sm">{anchor}</p>
    </>
  )
}
