import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { formatMmSs, formatMSs } from '../../platform/clock.ts'
import { evidenceWords } from '../../platform/evidence-words.ts'
import { ReplayableRound } from '../../platform/moment-link.ts'
import { EvidenceLine } from '../../platform/opened-card.tsx'
import { useRead } from '../../platform/queries.ts'
import { MarksStrip, StripAxis } from '../../ui/debrief-charts.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { sidesOf, type Opened, type OpenedRound } from './sides.ts'

type Item = OpenedRound['record']['evidence'][number]

const DIVISIONS = 5
/** So that every division falls on a whole minute. */
const STEP_MS = DIVISIONS * 60_000
/** Marks nearer than this share of the line are one, so that each can be pressed. */
const NEAR = 0.04

/** Groups what lies within a stretch of time of the first of its group. */
const together = (items: readonly Item[], withinMs: number): readonly (readonly Item[])[] => {
  const groups: Item[][] = []
  for (const item of items.toSorted((left, right) => left.atMs - right.atMs)) {
    const last = groups.at(-1)
    if (last?.[0] && item.atMs - last[0].atMs < withinMs) last.push(item)
    else groups.push([item])
  }
  return groups
}

/** What each of the two marked, minute by minute, on one scale. A press shows the words. */
export const Marks = ({ data, peer }: { readonly data: Opened; readonly peer: string }) => {
  const [{ of, shown }, setShown] = useState<{ readonly of?: string; readonly shown: readonly Item[] }>({ shown: [] })
  const showOf = (round: string) => (items: readonly Item[]) => setShown({ of: round, shown: items })
  const { received, given } = sidesOf(data)
  const me = useRead('home', {}).data?.handle ?? ''
  const longestMs = Math.max(...data.rounds.map(round => Math.max(round.record.elapsedMs, round.minutes * 60_000)))
  const durationMs = Math.ceil(longestMs / STEP_MS) * STEP_MS
  return (
    <section className="marks">
      <div className="row wrap">
        <h2>{received && given ? <Trans>What you each marked, minute by minute</Trans> : <Trans>What was marked, minute by minute</Trans>}</h2>
        <span className="sp" />
        <span className="faint sm"><Trans>Select a mark to read it</Trans></span>
      </div>
      {received && <Line round={received} durationMs={durationMs} onShow={showOf(received.round)} title={<><Avatar name={peer} who="peer" size="s" /><Trans>{peer} on you</Trans></>} />}
      {given && <Line round={given} durationMs={durationMs} onShow={showOf(given.round)} title={<><Avatar name={me} who="you" size="s" /><Trans>You on {peer}</Trans></>} />}
      <StripAxis times={Array.from({ length: DIVISIONS + 1 }, (_, index) => formatMSs((durationMs * index) / DIVISIONS))} />
      <div className="shown col g1" aria-live="polite"><ReplayableRound value={data.replay ? of : undefined}>{shown.map(item => <EvidenceLine key={item.id} item={item} />)}</ReplayableRound></div>
    </section>
  )
}

interface LineProps {
  readonly round: OpenedRound
  readonly durationMs: number
  readonly title: ReactNode
  readonly onShow: (items: readonly Item[]) => void
}

const Line = ({ round, durationMs, title, onShow }: LineProps) => {
  const { t } = useLingui()
  const marks = (['+', '-'] as const).flatMap(polarity => together(round.record.evidence.filter(item => item.polarity === polarity), durationMs * NEAR).map(items => {
    const atMs = items[0]?.atMs ?? 0
    const time = formatMmSs(atMs)
    const text = items.map(evidenceWords).join('; ')
    return { atMs, speaks: polarity === '+' ? 'for' as const : 'against' as const, onPress: () => onShow(items), label: polarity === '+' ? t`Strong at ${time}: ${text}` : t`Weak at ${time}: ${text}` }
  }))
  return <MarksStrip title={title} marks={marks} durationMs={durationMs} divisions={DIVISIONS} />
}
