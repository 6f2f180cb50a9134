import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Metrics } from '@unanimous/protocol'
import { Figure, FromRounds, TooFew } from './figure.tsx'

type Ledger = Metrics['ledger']
type Side = Ledger['given']

/** The longest bar leaves room for its numbers, in per cent of its half. */
const WIDEST = 62

/** What one gave against what one got: with everybody, and with the people met most. */
export const FairnessLedger = ({ ledger: { given, received, forms, filed, people } }: { readonly ledger: Ledger }) => {
  const { t } = useLingui()
  if (given.rounds + received.rounds === 0) return null
  const rows = [{ name: t`Everybody`, given, received }, ...people]
  const most = Math.max(...rows.flatMap(row => [row.given.minutes, row.received.minutes]), 1)
  const { due, inTime } = forms
  return (
    <Figure
      title={t`Given and received`}
      caption={<><Trans>What you gave left, what you got right.</Trans> <Trans>Filed within a day: {inTime} of {due} forms.</Trans></>}
      table={{
        head: [t`With`, t`Rounds given`, t`Minutes given`, t`Rounds received`, t`Minutes received`],
        rows: rows.map(row => [row.name, row.given.rounds, Math.round(row.given.minutes), row.received.rounds, Math.round(row.received.minutes)]),
      }}
    >
      <ul className="ledger">
        {rows.map((row, index) => (
          <li key={index} className={index === 0 ? 'all' : undefined}>
            <span className="half you"><Held side={row.given} /><i style={{ width: `${(row.given.minutes / most) * WIDEST}%` }} /></span>
            <b className="ell">{row.name}</b>
            <span className="half peer"><i style={{ width: `${(row.received.minutes / most) * WIDEST}%` }} /><Held side={row.received} /></span>
          </li>
        ))}
      </ul>
      <FromRounds rounds={filed.rounds}><Reliable filed={filed} /></FromRounds>
    </Figure>
  )
}

const Held = ({ side: { rounds, minutes } }: { readonly side: Side }) => {
  const [length, hours] = [Math.round(minutes), Math.round(minutes / 60)]
  return <span className="dim sm num"><Plural value={rounds} one="# round" other="# rounds" />, {length < 120 ? <Trans>{length} min</Trans> : <Trans>{hours} h</Trans>}</span>
}

const Reliable = ({ filed }: { readonly filed: Ledger['filed'] }) => {
  if (filed.value === null) return <><Trans>Whether one can rely on you:</Trans> <TooFew of={filed} /></>
  const percent = Math.round(filed.value * 100)
  return <Trans>{percent} % of your forms are filed within a day.</Trans>
}
