import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import type { ReactNode } from 'react'
import { useLadderWords } from '../../platform/ladder-words.ts'
import { useWords } from '../../platform/words.ts'
import { Figure, FromRounds, TooFew } from './figure.tsx'
import { Meter } from './meter.tsx'

type Overruns = Metrics['received']['overruns']

/** Minutes over the plan, by stretch of a kind of round, the worst first. */
export const TimeOverPlan = ({ overruns }: { readonly overruns: Overruns }) => {
  const { t } = useLingui()
  const words = useWords()
  const ladder = useLadderWords()
  if (overruns.length === 0) return null
  const nameOf = ({ kind, from, to }: Overruns[number]): string => {
    const [round, first, last] = [words.kind(kind), ladder.phase(from), ladder.phase(to)]
    return from === to ? t`${round}: ${first}` : t`${round}: ${first} to ${last}`
  }
  const over = overruns.filter(each => each.value !== null && each.value >= 1)
  const most = Math.max(1, ...over.map(each => each.value ?? 0))
  const minutes = (each: Overruns[number]) => (each.value === null ? <TooFew of={each} /> : <Plural value={Math.round(each.value)} one="# minute" other="# minutes" />)
  return (
    <Figure
      title={t`Time over the plan`}
      caption={over.length === 0 ? <Trans>Nothing ran over its minutes often enough to say so.</Trans> : <Trans>Minutes over, added up; ending early gives nothing back.</Trans>}
      table={{ head: [t`Part`, t`Over the plan`, t`Rounds`], rows: overruns.map(each => [nameOf(each), minutes(each), <FromRounds key="rounds" rounds={each.rounds} />]) }}
    >
      <ul className="meters">
        {over.map(each => (
          <li key={`${each.kind} ${each.from}`}><span>{nameOf(each)}</span><Meter value={(each.value ?? 0) / most} against /><FromRounds rounds={each.rounds}>{minutes(each)}</FromRounds></li>
        ))}
      </ul>
    </Figure>
  )
}

interface Habit {
  readonly name: string
  readonly said: ReactNode
  readonly rounds: readonly string[]
}

type Received = Metrics['received']

const percentOf = (share: number): number => Math.round(share * 100)

const SilentShare = ({ of }: { readonly of: Received['silentRatio'] }) => {
  if (of.value === null) return <TooFew of={of} />
  const share = percentOf(of.value.value)
  return (
    <>
      {of.value.verdict === 'flag' ? <Trans>{share} % of your typing, and 60 is much</Trans> : <Trans>{share} % of your typing</Trans>}
      {of.value.approximate && <span className="faint sm"> <Trans>approximate</Trans></span>}
    </>
  )
}

const LongestSilence = ({ of: { seconds, isFlagged } }: { readonly of: NonNullable<Received['longestSilence']['value']> }) =>
  isFlagged ? <Trans>{seconds} s, and 120 is long</Trans> : <Trans>{seconds} s</Trans>

const ShareOfI = ({ of }: { readonly of: Received['iAmongIAndWe'] }) => {
  if (of.value === null) return <TooFew of={of} />
  const share = percentOf(of.value.value)
  if (of.value.verdict === 'flag') return <Trans>{share} %: “we” more often than “I” in your own decisions</Trans>
  return of.value.verdict === 'note' ? <Trans>{share} %: hardly anybody else appears</Trans> : <Trans>{share} % I, the rest we</Trans>
}

/** How one codes and speaks, where it was measured or counted. */
export const HowYouTalk = ({ received: { silentRatio, longestSilence, iAmongIAndWe } }: { readonly received: Received }) => {
  const { t } = useLingui()
  const longest = longestSilence.value
  const habits: readonly Habit[] = [
    ...(silentRatio.n === 0 ? [] : [{ name: t`Typing without a word`, said: <SilentShare key="silent" of={silentRatio} />, rounds: silentRatio.rounds }]),
    ...(longest === null ? [] : [{ name: t`Longest silence`, said: <LongestSilence key="longest" of={longest} />, rounds: [longest.round] }]),
    ...(iAmongIAndWe.n === 0 ? [] : [{ name: t`“I” where you decided`, said: <ShareOfI key="i" of={iAmongIAndWe} />, rounds: iAmongIAndWe.rounds }]),
  ]
  if (habits.length === 0) return null
  return (
    <Figure
      title={t`How you talk`} caption={<Trans>Counted in decision sentences, measured while typing, over the last five rounds that did.</Trans>}
      table={{ head: [t`Habit`, t`How much`, t`Rounds`], rows: habits.map(({ name, said, rounds }) => [name, said, <FromRounds key="rounds" rounds={rounds} />]) }}
    >
      <ul className="habits">{habits.map(({ name, said, rounds }) => <li key={name}><b>{name}</b><FromRounds rounds={rounds}>{said}</FromRounds></li>)}</ul>
    </Figure>
  )
}
