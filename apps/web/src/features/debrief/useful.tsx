import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Segmented } from '../../ui/choices.tsx'
import type { OpenedRound } from './sides.ts'

type Aspect = 'specific' | 'fair' | 'actionable'
type Given = Readonly<Record<Aspect, number | null>>
type Answer = '0' | '1' | '2'

const answers: readonly Answer[] = ['0', '1', '2']

/** Whether the feedback was of use; kept with every press. */
export const Useful = ({ round }: { readonly round: OpenedRound }) => {
  const { t } = useLingui()
  const [given, setGiven] = useState<Given>(round.feedbackRating ?? { specific: null, fair: null, actionable: null })
  const names: readonly (readonly [Aspect, string])[] = [['specific', t`Specific`], ['fair', t`Fair`], ['actionable', t`I can act on it`]]
  const labels = [t`No`, t`Partly`, t`Yes`]
  const rate = (aspect: Aspect, value: Answer) => {
    const next = { ...given, [aspect]: Number(value) }
    setGiven(next)
    send('rate-feedback', { round: round.round, ...next }).catch((error: unknown) => {
      setGiven(given)
      sayRefusal(error)
    })
  }
  return (
    <section className="goal">
      <h3><Trans>Was this feedback useful?</Trans></h3>
      <div className="useful">
        {names.map(([aspect, name]) => (
          <div className="row" key={aspect}>
            <span>{name}</span>
            <span className="sp" />
            <Segmented<Answer> label={name} value={answers.find(answer => answer === String(given[aspect]))} onChange={value => rate(aspect, value)} options={answers.map((value, index) => ({ value, label: labels[index] }))} />
          </div>
        ))}
      </div>
    </section>
  )
}
