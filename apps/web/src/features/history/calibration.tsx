import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { Fragment } from 'react'
import { toVote, toVoteNumber } from '../../platform/vote-words.ts'
import { VoteGlyph, VoteLabel, useVoteWords, votes } from '../../ui/vote.tsx'
import { cx } from '../../ui/class-names.ts'
import { Figure, FromRounds, TooFew } from './figure.tsx'

type Calibration = Metrics['received']['calibration']
type Cell = Calibration['cells'][number]

const cellOf = ({ cells }: Calibration, guessed: Cell['guessed'], given: Cell['given']): Cell | undefined => cells.find(cell => cell.guessed === guessed && cell.given === given)

/** Darker the more there are, in four steps; the number stands in it. */
const shadeOf = (n: number, most: number): number => (n === 0 ? 0 : Math.max(1, Math.ceil((n / most) * 4)))

/** What one guessed before the reveal against what one was given. */
export const CalibrationMatrix = ({ received: { calibration, guesses } }: { readonly received: Metrics['received'] }) => {
  const { t } = useLingui()
  const names = useVoteWords()
  const { agreement, cells } = calibration
  if (agreement.n === 0) return null
  const used = cells.filter(cell => cell.n > 0)
  const exact = cells.reduce((total, { guessed, given, n }) => total + (guessed === given ? n : 0), 0)
  const [n, most] = [agreement.n, Math.max(...cells.map(cell => cell.n))]
  return (
    <Figure
      title={t`Your calibration`} caption={<Plural value={n} one="# vote that you guessed before it was opened" other="# votes that you guessed before they were opened" />}
      table={{ head: [t`You guessed`, t`You were given`, t`How often`, t`Rounds`], rows: used.map(cell => [names[toVote(cell.guessed)], names[toVote(cell.given)], cell.n, <FromRounds key="rounds" rounds={cell.rounds} />]) }}
    >
      <div className="calibration">
        <div className="matrix" role="img" aria-label={t`What you guessed against what you were given: ${n} votes, ${exact} of them exactly`}>
          {votes.toReversed().map(guessed => (
            <Fragment key={guessed}>
              <span className="guessed"><VoteLabel vote={guessed} /></span>
              {votes.map(given => {
                const count = cellOf(calibration, toVoteNumber(guessed), toVoteNumber(given))?.n ?? 0
                return <i key={given} className={cx(guessed === given && 'same')} data-shade={shadeOf(count, most)}>{count > 0 && count}</i>
              })}
            </Fragment>
          ))}
          <span />
          {votes.map(given => <span key={given} className="given"><VoteGlyph vote={given} /></span>)}
          <span className="given-head faint sm"><Trans>You were given; rows are your guess</Trans></span>
        </div>
        <Agreement of={calibration} dimensions={guesses.all} />
      </div>
    </Figure>
  )
}

const Agreement = ({ of: { agreement: { value, n, needs, rounds } }, dimensions }: { readonly of: Calibration; readonly dimensions: Metrics['received']['guesses']['all'] }) => {
  if (value === null) return <div><TooFew of={{ n, needs }} /><FromRounds rounds={rounds} /></div>
  const { exact, far, higher, lower } = value
  const differ = higher + lower
  const gap = dimensions.value?.toFixed(1)
  return (
    <div className="agreement">
      <p className="big num">{exact}<span className="faint sm"> <Trans>of {n}</Trans></span></p>
      <p className="dim sm"><Trans>exactly as you guessed</Trans></p>
      <p className="big num">{far}</p>
      <p className="dim sm"><Trans>more than one step off</Trans></p>
      {differ > 0 && <p className="dim sm">{higher > lower ? <Trans>When you differ you guess too high, {higher} of {differ} times.</Trans> : lower > higher ? <Trans>When you differ you guess too low, {lower} of {differ} times.</Trans> : <Trans>When you differ you guess too high as often as too low.</Trans>}</p>}
      {gap !== undefined && <p className="faint sm"><Trans>By dimension: guess minus given is {gap}.</Trans></p>}
      <FromRounds rounds={rounds} />
    </div>
  )
}
