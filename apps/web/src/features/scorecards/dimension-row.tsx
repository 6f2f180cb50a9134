import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Chip } from '../../ui/chip.tsx'
import { EvidenceTag } from '../../ui/evidence.tsx'
import { TextInput } from '../../ui/field.tsx'
import { type Score, ScoreScale, scores } from '../../ui/score.tsx'
import { isOfScript } from '../../platform/of-script.ts'
import { attach, evidenceUnder, timeOf, without, type CardData, type CardForm, type DimensionId } from './card-form.ts'
import { EvidenceText } from './evidence-text.tsx'

type Shown = CardData['dimensions'][number]

interface DimensionRowProps {
  readonly card: CardForm
  readonly dimension: Shown
  readonly onAttach: (dimension: DimensionId) => void
}

const anchorsOf = ({ anchors }: Shown): Readonly<Record<Score, string>> => ({ 1: anchors[0] ?? '', 2: anchors[1] ?? '', 3: anchors[2] ?? '', 4: anchors[3] ?? '' })

/** One dimension: its buttons, what each of them looks like, and what the rating rests on. */
export const DimensionRow = ({ card, dimension, onAttach }: DimensionRowProps) => {
  const { t } = useLingui()
  const { draft, change } = card
  const { id, name } = dimension
  const rating = draft.ratings?.[id]
  const aside = draft.notAssessed?.[id]
  const points = card.data.hintPoints[id] ?? 0
  const rate = (score: Score) => change(now => ({ ...now, ratings: { ...now.ratings, [id]: score }, notAssessed: without(now.notAssessed ?? {}, id) }))
  const setAside = (why: string) => change(now => ({ ...now, notAssessed: { ...now.notAssessed, [id]: why }, ratings: without(now.ratings ?? {}, id) }))
  return (
    <div className="dm" id={`dimension-${id}`}>
      <div>
        <h3>{name}</h3>
        <p className="dim sm">
          {dimension.core ? <Trans>Core, so it needs a rating</Trans> : <SetAside isAside={aside !== undefined} onAside={() => setAside('')} onBack={() => change(now => ({ ...now, notAssessed: without(now.notAssessed ?? {}, id) }))} />}
        </p>
        {points > 0 && <p className="sm bad-ink"><Trans>Hints cost {points} here</Trans></p>}
      </div>
      <ScoreScale label={name} value={rating} onChange={rate} anchors={anchorsOf(dimension)} />
      <div className="an">
        {aside === undefined
          ? <Anchors dimension={dimension} rating={rating} />
          : <TextInput aria-label={t`Why ${name} was not assessed`} placeholder={t`A word why`} value={aside} maxLength={280} onChange={event => setAside(event.target.value)} />}
        <Evidence card={card} dimension={id} name={name} onAttach={onAttach} />
      </div>
    </div>
  )
}

interface SetAsideProps {
  readonly isAside: boolean
  readonly onAside: () => void
  readonly onBack: () => void
}

const SetAside = ({ isAside, onAside, onBack }: SetAsideProps) => (
  <button type="button" className="ul-quiet" onClick={isAside ? onBack : onAside}>
    {isAside ? <Trans>Rate it after all</Trans> : <Trans>Not assessed</Trans>}
  </button>
)

/** All four while unrated, so that the choice is made among them; then the chosen one, the others a press away. */
const Anchors = ({ dimension, rating }: { readonly dimension: Shown; readonly rating: Score | undefined }) => {
  const [all, setAll] = useState(false)
  if (rating !== undefined && !all) {
    return (
      <p className="anchor">
        {anchorsOf(dimension)[rating]}{' '}
        <button type="button" className="ul-quiet" onClick={() => setAll(true)}><Trans>All four</Trans></button>
      </p>
    )
  }
  return (
    <ol className="anchors">
      {scores.map(score => (
        <li key={score} className={score === rating ? 'on' : undefined}><b className="num">{score}</b><span>{anchorsOf(dimension)[score]}</span></li>
      ))}
    </ol>
  )
}

interface EvidenceProps {
  readonly card: CardForm
  readonly dimension: DimensionId
  readonly name: string
  readonly onAttach: (dimension: DimensionId) => void
}

/** What a dimension rests on: what named it by itself, and what was attached and can be taken off. */
export const Evidence = ({ card, dimension, name, onAttach }: EvidenceProps) => {
  const { t } = useLingui()
  const [all, setAll] = useState(false)
  const items = evidenceUnder(card, dimension)
  const attached = card.draft.attached?.[dimension] ?? []
  const own = items.filter(item => !isOfScript(item) || attached.includes(item.id))
  const folded = items.length - own.length
  return (
    <div className="row g1 wrap">
      {(all ? items : own).map(item => {
        const time = timeOf(item)
        return attached.includes(item.id) && !item.dimensions.includes(dimension)
          ? <span key={item.id} className="row attached">
              <EvidenceTag time={time}><EvidenceText item={item} /></EvidenceTag>
              <button type="button" className="take-off" aria-label={t`Take off ${time}`} onClick={() => card.change(now => attach(now, dimension, item.id, false))}><X className="s" /></button>
            </span>
          : <EvidenceTag key={item.id} time={time}><EvidenceText item={item} /></EvidenceTag>
      })}
      {folded > 0 && <Chip tone="plain" pressed={all} onPress={() => setAll(!all)}><Trans>{folded} automatic</Trans></Chip>}
      {items.length === 0 && <span className="faint sm"><Trans>No evidence yet</Trans></span>}
      <button type="button" className="chip line attach-to" aria-label={t`Attach evidence to ${name}`} onClick={() => onAttach(dimension)}><Plus className="s" /><Trans>Attach</Trans></button>
    </div>
  )
}

/** Bad conduct, rated only when there was some. */
export const ConductRow = ({ card, onAttach }: Pick<DimensionRowProps, 'card' | 'onAttach'>) => {
  const { t } = useLingui()
  const { draft, change } = card
  const rating = draft.ratings?.conduct
  const [open, setOpen] = useState(rating !== undefined)
  if (!open) return <p className="conduct"><button type="button" className="ul-quiet" onClick={() => setOpen(true)}><Trans>Something about conduct: dishonesty or disrespect</Trans></button></p>
  const close = () => {
    change(now => ({ ...now, ratings: without(now.ratings ?? {}, 'conduct') }))
    setOpen(false)
  }
  return (
    <div className="dm" id="dimension-conduct">
      <div>
        <h3><Trans>Conduct</Trans></h3>
        <p className="dim sm"><Trans>Rated only when it was bad.</Trans> <button type="button" className="ul-quiet" onClick={close}><Trans>Leave it out</Trans></button></p>
      </div>
      <div className="row g1">
        {([1, 2] as const).map(score => (
          <Chip key={score} tone="line" pressed={rating === score} onPress={() => change(now => ({ ...now, ratings: { ...now.ratings, conduct: score } }))}>{score === 1 ? t`1, serious` : t`2, poor`}</Chip>
        ))}
      </div>
      <div className="an"><Evidence card={card} dimension="conduct" name={t`Conduct`} onAttach={onAttach} /></div>
    </div>
  )
}
