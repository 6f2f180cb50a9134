import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { Lock } from 'lucide-react'
import { Chip } from '../../ui/chip.tsx'
import { Figure, FromRounds, TooFew } from './figure.tsx'
import { Meter } from './meter.tsx'

type Given = Metrics['given']

const aspectScale = (mean: number): number => (mean - 1) / 3

/** How hard one votes against the others who met the same people. For one's own eyes. */
export const Severity = ({ given: { severity } }: { readonly given: Given }) => {
  const { t } = useLingui()
  const { value, n, needs, candidates, candidatesNeeded, isConnected } = severity
  const steps = value === null ? '' : Math.abs(value).toFixed(1)
  return (
    <Figure
      title={t`How hard you vote`}
      caption={<Trans>Against the others who voted on the same people. It changes no verdict: consent is your own.</Trans>}
      table={{ head: [t`What`, t`How many`, t`Needed`], rows: [[t`First votes`, n, needs], [t`People voted on`, candidates, candidatesNeeded], [t`Votes harder by`, value === null ? '' : value.toFixed(1), '']] }}
    >
      <p><Chip icon={<Lock className="s" />}><Trans>Only you see this</Trans></Chip></p>
      {value === null
        ? (
          <div>
            <p className="dim"><Trans>Too few yet: {n} of {needs} first votes, on {candidates} of {candidatesNeeded} people.</Trans></p>
            {n >= needs && candidates >= candidatesNeeded && !isConnected && <p className="dim sm"><Trans>Nobody else voted on the people you voted on, so there is nothing to compare with.</Trans></p>}
          </div>
        )
        : (
          <div>
            <span className="balance" aria-hidden="true"><b style={{ left: `${50 + Math.max(-1, Math.min(1, value)) * 50}%` }} /></span>
            <p className="row sm faint"><Trans>Softer</Trans><span className="sp" /><Trans>Harder</Trans></p>
            <p className="dim">{severity.isFlagged ? value > 0 ? <Trans>You vote about {steps} of a step harder than the others.</Trans> : <Trans>You vote about {steps} of a step softer than the others.</Trans> : <Trans>You vote as hard as the others do, within {steps} of a step.</Trans>}</p>
          </div>
        )}
      <FromRounds rounds={severity.rounds} />
    </Figure>
  )
}

/** What candidates said of one's interviewing, from three ratings on. */
export const CandidatesSaid = ({ given: { interviewing: { aspects, ticks } } }: { readonly given: Given }) => {
  const { t } = useLingui()
  const names: Readonly<Record<Given['interviewing']['aspects'][number]['aspect'], string>> = {
    clear_brief: t`Clear brief`, pressed_with_purpose: t`Pressed with purpose`, fair_help: t`Fair help`, listened: t`Listened`, kept_time: t`Kept time`,
  }
  const tickNames = { led_me: t`Led to your answer`, gave_the_answer: t`Gave the answer away`, off_topic: t`Went off topic` }
  const ticked = (Object.keys(tickNames) as (keyof typeof tickNames)[]).flatMap(tick => ((ticks.value?.[tick] ?? 0) > 0 ? [{ tick, name: tickNames[tick], times: ticks.value?.[tick] ?? 0 }] : []))
  return (
    <Figure
      title={t`What candidates said`} caption={<Plural value={ticks.n} one="# candidate rated you; a mean takes three, so that none points at one person." other="# candidates rated you; a mean takes three, so that none points at one person." />}
      table={{ head: [t`Aspect`, t`Mean, 1 to 4`, t`How many`], rows: [...aspects.map(({ aspect, mean }) => [names[aspect], mean.value?.toFixed(1) ?? <TooFew key="few" of={mean} />, mean.n]), ...ticked.map(({ name, times }) => [name, '', times])] }}
    >
      <ul className="meters">
        {aspects.map(({ aspect, mean, examples }) => {
          const value = mean.value?.toFixed(1)
          return (
            <li key={aspect}>
              <span>{names[aspect]}</span><Meter {...(mean.value === null ? {} : { value: aspectScale(mean.value) })} />
              <span className="dim sm num">{value === undefined ? <TooFew of={mean} /> : <Trans>{value} of 4</Trans>}</span>
              {examples.length > 0 && <ul className="examples-said">{examples.map((example, index) => <li key={index} className="q">{example}</li>)}</ul>}
            </li>
          )
        })}
      </ul>
      {ticked.length > 0 && <p className="dim sm">{ticked.map(({ tick, name, times }) => <span key={tick} className="tick"><Trans>{name}: {times} times</Trans></span>)}</p>}
    </Figure>
  )
}
