import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { pacingAt, phaseAt, type InterviewerView, type Phase } from '@unanimous/rounds'
import type { Milliseconds } from '@unanimous/kernel'
import { PacingBar, type PaceStep } from '../../../ui/session-charts.tsx'
import { type RoundWords, useRoundWords } from '../round-words.ts'

const minuteMs = 60_000

const stepOf = (phase: Phase, now: Phase | undefined, elapsed: number, words: RoundWords, minutesOf: (count: number) => string): PaceStep => {
  const lengthMs = phase.endMs - phase.startMs
  const minutes = lengthMs / minuteMs
  const state = phase === now ? 'now' : phase.endMs <= elapsed ? 'done' : 'plan'
  return { name: words.phase(phase.phase), minutes, note: minutesOf(Math.round(minutes)), state, used: (elapsed - phase.startMs) / lengthMs }
}

/** The plan against the clock, and when it slips, how much and what to do about it in one sentence. */
export const Pace = ({ view, elapsed }: { readonly view: InterviewerView; readonly elapsed: Milliseconds }) => {
  const { t } = useLingui()
  const words = useRoundWords()
  const now = phaseAt(view.phases, elapsed)
  const reading = pacingAt(view, elapsed)
  const place = now ? view.phases.indexOf(now) + 1 : 0
  const count = view.phases.length
  const { behindMinutes, sentence } = reading
  const label = reading.red ? t`Pacing: ${behindMinutes} minutes behind plan, in step ${place} of ${count}` : t`Pacing: on plan, in step ${place} of ${count}`
  const steps = view.phases.map(phase => stepOf(phase, now, elapsed, words, minutes => t`${minutes} min`))
  const leftMinutes = now ? Math.ceil((now.endMs - elapsed) / minuteMs) : 0
  const onPlan = now && <span className="faint"><b>{words.phase(now.phase)}.</b> <Plural value={leftMinutes} one="# min left." other="# min left." /></span>
  const late = sentence === 'on-plan' ? onPlan : (
    <span className={reading.red ? undefined : 'amber'}>
      {behindMinutes > 0 && <b><Plural value={behindMinutes} one="# min behind." other="# min behind." /> </b>}
      {reading.amber ? <><b>{words.phase(reading.phase)}.</b> {words.sentence(sentence)}</> : words.sentence(sentence)}
    </span>
  )
  const silent = view.silentSinceS !== undefined && <span className="amber silent" role="status"><b><Trans>Two minutes without a word.</Trans></b> <Trans>Ask what they are weighing.</Trans></span>
  return <PacingBar steps={steps} label={label} late={silent || late ? <>{silent} {late}</> : undefined} />
}
