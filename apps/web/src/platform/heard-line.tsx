import { Trans } from '@lingui/react/macro'
import type { RoundRecord } from '@unanimous/protocol'
import { milliseconds } from '@unanimous/kernel'
import { pronounsOf, timesHeard } from '@unanimous/rounds'
import { useWords } from './words.ts'

type Taps = RoundRecord['heard']

/** What was counted in a round as it was heard: the words of a design, or I and we with their share once enough were heard. */
export const HeardLine = ({ heard }: { readonly heard: Taps }) => {
  const words = useWords()
  if (heard.length === 0) return null
  const taps = heard.map(tap => ({ ...tap, atMs: milliseconds(tap.atMs) }))
  const kinds = [...new Set(heard.map(tap => tap.heard))]
  const list = kinds.map(each => `${words.heard(each)} ${timesHeard(taps, each)}`).join(', ')
  const { share } = pronounsOf(taps)
  const percent = Math.round((share ?? 0) * 100)
  return (
    <p className="dim heard-line">
      <Trans>Heard: {list}.</Trans> {share !== undefined && <Trans>I in {percent} % of the decisions.</Trans>}
    </p>
  )
}
