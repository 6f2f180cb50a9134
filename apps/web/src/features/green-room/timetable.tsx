import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { RoundSummary } from '@unanimous/protocol'
import { meetingMinutes, meetingOf, type MeetingPart } from '@unanimous/rounds'

interface TimetableProps {
  readonly rounds: readonly RoundSummary[]
  /** Who sits in the other seat, if anybody does. */
  readonly peer: string | undefined
}

/** What the hours of a meeting are for, step by step, so that nobody plans the rounds alone. */
export const Timetable = ({ rounds, peer }: TimetableProps) => {
  const { t } = useLingui()
  const total = meetingMinutes(rounds)
  const name = peer ?? t`your peer`
  const say = ({ step, ordinal }: MeetingPart): string => {
    if (step === 'setup') return t`Set up: devices, what is kept, the plan`
    if (step === 'filing') return t`Both file, sealed`
    if (step === 'swap') return t`Break, then swap roles`
    if (step === 'reveal') return t`Cards open: evidence first, one change each`
    return rounds[ordinal ?? 0]?.youAre === 'interviewer' ? t`You interview` : t`${name} interviews you`
  }
  return (
    <section className="timetable">
      <h3 className="label"><Trans>The meeting</Trans> <span className="faint"><Plural value={total} one="About # minute in all." other="About # minutes in all." /></span></h3>
      <ol>
        {meetingOf(rounds).map((part, index) => {
          const { minutes } = part
          return <li key={index} className={part.step === 'round' ? 'b' : undefined}><span>{say(part)}</span><span className="num faint"><Trans>{minutes} min</Trans></span></li>
        })}
      </ol>
    </section>
  )
}
