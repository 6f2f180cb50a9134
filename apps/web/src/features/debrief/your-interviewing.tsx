import { Trans, useLingui } from '@lingui/react/macro'
import { Pips } from '../../ui/score.tsx'
import type { OpenedRound } from './sides.ts'

type Rating = NonNullable<OpenedRound['interviewerRating']>

/** What the other said of your interviewing. It never touches a verdict. */
export const YourInterviewing = ({ rating, peer }: { readonly rating: Rating; readonly peer: string }) => {
  const { t } = useLingui()
  const names: Readonly<Record<keyof Rating['ratings'], string>> = {
    clear_brief: t`Clear brief`, pressed_with_purpose: t`Pressed with purpose`, fair_help: t`Fair help`, listened: t`Listened`, kept_time: t`Kept time`,
  }
  const ticks: Partial<Record<Rating['ticks'][number], string>> = { led_me: t`led to your answer`, gave_the_answer: t`gave the answer away`, off_topic: t`went off topic` }
  const rows = Object.keys(names).flatMap(aspect => {
    const key = aspect as keyof Rating['ratings']
    const given = rating.ratings[key]
    return given ? [{ key, name: names[key], ...given }] : []
  })
  // Disrespect goes to a moderator and is not shown here.
  const said = rating.ticks.flatMap(tick => ticks[tick] ?? []).join(', ')
  if (rows.length === 0 && said === '') return null
  return (
    <section className="marks">
      <h2><Trans>{peer} on your interviewing</Trans></h2>
      <ul className="aspects">
        {rows.map(({ key, name, rating: score, example }) => <li key={key}><span>{name}</span><Pips score={score} /><span className="dim">{example}</span></li>)}
      </ul>
      {said && <p className="dim"><Trans>Also ticked: {said}</Trans></p>}
    </section>
  )
}
