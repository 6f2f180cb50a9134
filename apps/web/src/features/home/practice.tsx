import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Home } from '@unanimous/protocol'
import { serverClock } from '../../platform/clock.ts'
import { PracticeGrid, PracticeLegend } from '../../ui/session-charts.tsx'
import { practiceWeeks } from './practice-weeks.ts'

/** Six weeks as a record: nothing is lost by a week without a round. */
export const Practice = ({ practice }: { readonly practice: Home['practice'] }) => {
  const { t } = useLingui()
  const rounds = practice.length
  return (
    <section className="sec">
      <div className="sh">
        <h3><Trans>Practice, six weeks</Trans></h3>
        <span className="sp" />
        <span className="faint sm"><Plural value={rounds} one="# round" other="# rounds" /></span>
      </div>
      <PracticeGrid weeks={practiceWeeks(practice, serverClock.now())} label={t`Practice over six weeks: ${rounds} rounds`} />
      <PracticeLegend entries={[{ day: 'received', label: t`Candidate` }, { day: 'gave', label: t`Interviewer` }, { day: 'both', label: t`Both` }]} />
    </section>
  )
}
