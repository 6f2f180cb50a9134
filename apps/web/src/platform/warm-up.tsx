import { Trans, useLingui } from '@lingui/react/macro'
import { recallCards, WARM_UP_MS, writeValue, type Pack, type RecallCard } from '@unanimous/rounds'
import { ArrowRight, Eye, RotateCw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Timer } from '../ui/meters.tsx'
import { formatMSs } from './clock.ts'
import { useCountdown } from './use-countdown.ts'
import './warm-up.css'

interface WarmUpProps {
  readonly packs: readonly Pack[]
  readonly onClose: () => void
}

/** Two minutes with what one will need by heart: a question, one's own answer aloud, then the pack's. Nothing is counted. */
export const WarmUp = ({ packs, onClose }: WarmUpProps) => {
  const { t } = useLingui()
  const left = useCountdown(WARM_UP_MS)
  const [turn, setTurn] = useState(0)
  const [at, setAt] = useState(0)
  const [isTurned, setTurned] = useState(false)
  const pack = packs[turn % packs.length]
  const cards = pack ? recallCards(pack, Math.floor(turn / packs.length)) : []
  const card = cards[at]
  const place = Math.min(at + 1, cards.length)
  const count = cards.length
  // One button leads through everything, so that Enter does, too.
  const onward = useRef<HTMLButtonElement>(null)
  useEffect(() => onward.current?.focus(), [])
  const go = () => {
    setTurned(card !== undefined && !isTurned)
    if (!card) setTurn(turn + 1)
    if (!card || isTurned) setAt(card ? at + 1 : 0)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={<Trans>Warm-up</Trans>}
      description={pack?.title}
      footer={
        <>
          <Timer text={formatMSs(left)} label={t`Left of two minutes`} />
          <span className="faint sm"><Trans>{place} of {count}</Trans></span>
          <span className="sp" />
          <Button onClick={onClose}><Trans>Enough</Trans></Button>
          <Button ref={onward} variant="primary" icon={!card ? <RotateCw /> : isTurned ? <ArrowRight /> : <Eye />} onClick={go}>
            {!card ? <Trans>Again, other parts</Trans> : isTurned ? <Trans>Next</Trans> : <Trans>Turn over</Trans>}
          </Button>
        </>
      }
    >
      <div className="recall" aria-live="polite">{card ? <Card card={card} isTurned={isTurned} /> : <p className="dim"><Trans>That was all of it.</Trans></p>}</div>
    </Dialog>
  )
}

const Card = ({ card: { front, back }, isTurned }: { readonly card: RecallCard; readonly isTurned: boolean }) => {
  const question = useQuestions()(front)
  const about = 'ask' in front ? front.ask : 'question' in front ? front.question : front.code === 'case' ? `${front.name}: ${writeValue(front.given)}` : undefined
  return (
    <>
      <h2>{question}</h2>
      {about !== undefined && <p className={front.code === 'case' ? 'mono sm given' : 'q'}>{about}</p>}
      {isTurned ? <ul className="answers">{back.map(each => <li key={each}>{each}</li>)}</ul> : <p className="sm faint"><Trans>Say it aloud, then turn it over.</Trans></p>}
    </>
  )
}

/** Each thing to recall as a question. */
const useQuestions = () => {
  const { t } = useLingui()
  return (front: RecallCard['front']): string => {
    if (front.code === 'hint') return front.cost === 0 ? t`Which hints are free?` : t`Which hint costs ${front.cost}?`
    const questions = {
      key: t`What is the answer, and how do you tell a good one?`, strong: t`What sounds strong here?`, weak: t`What sounds weak here?`,
      'change-card': t`What do you put on their screen with this?`, unsaid: t`They ask this. What do you say?`, rescue: t`What do you say when you are lost?`,
      case: t`What comes out, and what does it catch?`,
    }
    return questions[front.code]
  }
}
