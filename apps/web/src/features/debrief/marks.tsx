import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { formatMmSs, formatMSs } from '../../platform/clock.ts'
import { MarksStrip, StripAxis } from '../../ui/debrief-charts.tsx'
import { EvidenceTag, Sign } from '../../ui/evidence.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { sidesOf, type Opened, type OpenedRound } from './sides.ts'

type Item = OpenedRound['record']['evidence'][number]

const DIVISIONS = 5

/** What each of the two marked, minute by minute, on one scale. A press shows the words. */
export const Marks = ({ data, peer }: { readonly data: Opened; readonly peer: string }) => {
  const [shown, setShown] = useState<Item>()
  const { received, given } = sidesOf(data)
  const durationMs = Math.max(60_000, ...data.rounds.map(round => Math.max(round.record.elapsedMs, round.minutes * 60_000)))
  return (
    <section className="marks">
      <div className="row wrap">
        <h3><Trans>What you each marked, minute by minute</Trans></h3>
        <span className="sp" />
        <span className="faint sm"><Trans>Select a mark to read it</Trans></span>
      </div>
      {received && <Line round={received} durationMs={durationMs} onShow={setShown} title={<><Avatar name={peer} who="peer" size="s" /><Trans>{peer} on you</Trans></>} />}
      {given && <Line round={given} durationMs={durationMs} onShow={setShown} title={<><Avatar name="you" who="you" size="s" /><Trans>You on {peer}</Trans></>} />}
      <StripAxis times={Array.from({ length: DIVISIONS + 1 }, (_, index) => formatMSs((durationMs * index) / DIVISIONS))} />
      <p className="shown row" aria-live="polite">
        {shown && <>{shown.polarity !== '0' && <Sign speaks={shown.polarity === '+' ? 'for' : 'against'} />}<EvidenceTag time={formatMmSs(shown.atMs)}>{shown.text}</EvidenceTag></>}
      </p>
    </section>
  )
}

interface LineProps {
  readonly round: OpenedRound
  readonly durationMs: number
  readonly title: ReactNode
  readonly onShow: (item: Item) => void
}

const Line = ({ round, durationMs, title, onShow }: LineProps) => {
  const { t } = useLingui()
  const marks = round.record.evidence.filter(item => item.polarity !== '0').map(item => {
    const time = formatMmSs(item.atMs)
    const text = item.text
    return {
      atMs: item.atMs, speaks: item.polarity === '+' ? 'for' as const : 'against' as const, onPress: () => onShow(item),
      label: item.polarity === '+' ? t`Strong at ${time}: ${text}` : t`Weak at ${time}: ${text}`,
    }
  })
  return <MarksStrip title={title} marks={marks} durationMs={durationMs} divisions={DIVISIONS} />
}
