import { Trans, useLingui } from '@lingui/react/macro'
import type { SelfEstimateForm } from '@unanimous/protocol'
import { Checkbox } from '../../ui/choices.tsx'
import { TextInput } from '../../ui/field.tsx'
import { type Score, ScoreScale } from '../../ui/score.tsx'

type Rating = NonNullable<SelfEstimateForm['interviewer']>
type Aspect = keyof Rating['ratings']
type Tick = Rating['ticks'][number]

interface InterviewerRatingProps {
  readonly interviewer: string
  readonly value: Rating | undefined
  readonly onChange: (rating: Rating) => void
}

/** What the interviewing was like: five aspects with an example each, and what should not happen. Never part of a verdict. */
export const InterviewerRating = ({ interviewer, value = { ratings: {}, ticks: [] }, onChange }: InterviewerRatingProps) => {
  const { t } = useLingui()
  const aspects: readonly (readonly [Aspect, string])[] = [
    ['clear_brief', t`Clear brief`], ['pressed_with_purpose', t`Pressed with purpose`], ['fair_help', t`Fair help`], ['listened', t`Listened`], ['kept_time', t`Kept time`],
  ]
  const ticks: readonly (readonly [Tick, string])[] = [
    ['led_me', t`Led me to their answer`], ['gave_the_answer', t`Gave the answer away`], ['off_topic', t`Went off topic`], ['disrespect', t`Was disrespectful. A moderator reads this, where this server has one.`],
  ]
  const rate = (aspect: Aspect, rating: Score) => onChange({ ...value, ratings: { ...value.ratings, [aspect]: { ...value.ratings[aspect], rating } } })
  const say = (aspect: Aspect, rating: Score, example: string) => onChange({ ...value, ratings: { ...value.ratings, [aspect]: example === '' ? { rating } : { rating, example } } })
  return (
    <section className="words-part">
      <h2><Trans>How did {interviewer} interview?</Trans></h2>
      <p className="dim"><Trans>{interviewer} reads the means once three people have rated, never yours alone. It touches no verdict, and you may leave it out.</Trans></p>
      {aspects.map(([aspect, name]) => {
        const given = value.ratings[aspect]
        return (
          <div className="dm slim" key={aspect}>
            <h3>{name}</h3>
            <ScoreScale label={name} value={given?.rating} onChange={score => rate(aspect, score)} />
            {given && <TextInput aria-label={t`An example: ${name}`} placeholder={t`One example`} value={given.example ?? ''} maxLength={280} onChange={event => say(aspect, given.rating, event.target.value)} />}
          </div>
        )
      })}
      <div className="ticks" role="group" aria-label={t`What should not happen`}>
        {ticks.map(([tick, name]) => (
          <Checkbox key={tick} checked={value.ticks.includes(tick)} onChange={on => onChange({ ...value, ticks: on ? [...value.ticks, tick] : value.ticks.filter(each => each !== tick) })}>{name}</Checkbox>
        ))}
      </div>
    </section>
  )
}
