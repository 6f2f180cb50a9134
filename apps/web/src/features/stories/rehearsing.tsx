import { Trans, useLingui } from '@lingui/react/macro'
import { TOLD_MINUTES } from '@unanimous/prep'
import type { KeptStory } from '@unanimous/protocol'
import { Play, Square } from 'lucide-react'
import { useState } from 'react'
import { formatMSs, serverClock, useServerNow } from '../../platform/clock.ts'
import { formatDay } from '../../platform/dates.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { useForget } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button } from '../../ui/button.tsx'
import { FieldError } from '../../ui/field.tsx'
import { Timer } from '../../ui/meters.tsx'

interface RehearsingProps {
  readonly story: string
  readonly rehearsals: KeptStory['rehearsals']
  /** A story is kept before its telling is. */
  readonly beforeSave: () => Promise<void>
}

interface Telling {
  readonly startedAt: number
  readonly i: number
  readonly we: number
}

const minuteMs = 60_000
const shownTellings = 4

/** A length in tenths of a minute, as a telling is kept. */
const minutesSince = (startedAt: number): number => Math.max(0.1, Math.round(((serverClock.now() - startedAt) / minuteMs) * 10) / 10)

/** Tells the story aloud against the clock and counts I and we in the sentences that decide. */
export const Rehearsing = ({ story, rehearsals, beforeSave }: RehearsingProps) => {
  const forget = useForget()
  const { act, refusal, pending } = useActs()
  const [telling, setTelling] = useState<Telling>()
  const { least, most } = TOLD_MINUTES
  const stop = async ({ startedAt, i, we }: Telling) => {
    const minutes = minutesSince(startedAt)
    await beforeSave()
    if (!await act('record-rehearsal', { story, minutes, i, we })) return
    setTelling(undefined)
    await forget('stories', 'plan')
  }
  return (
    <section className="rehearsing" aria-labelledby="rehearsing">
      <h3 id="rehearsing"><Trans>Tell it aloud</Trans></h3>
      {telling ? (
        <Running telling={telling} busy={pending > 0} onTap={word => setTelling({ ...telling, [word]: telling[word] + 1 })} onStop={() => void stop(telling)} />
      ) : (
        <>
          <p className="dim sm"><Trans>{least} to {most} minutes. Tap I or we in the sentences where something is decided.</Trans></p>
          <Button icon={<Play className="s" />} onClick={() => setTelling({ startedAt: serverClock.now(), i: 0, we: 0 })}><Trans>Start the clock</Trans></Button>
        </>
      )}
      {refusal && <FieldError>{refusal.message}</FieldError>}
      <Told rehearsals={rehearsals} />
    </section>
  )
}

interface RunningProps {
  readonly telling: Telling
  readonly busy: boolean
  readonly onTap: (word: 'i' | 'we') => void
  readonly onStop: () => void
}

const Running = ({ telling, busy, onTap, onStop }: RunningProps) => {
  const { t } = useLingui()
  const now = useServerNow()
  useCommands(t`Telling a story`, [
    { id: 'tap-i', label: t`I said I`, keys: ['i'], run: () => onTap('i') }, { id: 'tap-we', label: t`I said we`, keys: ['w'], run: () => onTap('we') },
  ], 'part')
  const { i, we } = telling
  return (
    <>
      <Timer text={formatMSs(now - telling.startedAt)} label={t`Time told`} />
      <div className="row">
        <Button size="lg" keys="i" onClick={() => onTap('i')}><Trans>I, {i}</Trans></Button>
        <Button size="lg" keys="w" onClick={() => onTap('we')}><Trans>We, {we}</Trans></Button>
      </div>
      <Button icon={<Square className="s" />} busy={busy} onClick={onStop}><Trans>Stop and keep it</Trans></Button>
    </>
  )
}

const Told = ({ rehearsals }: Pick<RehearsingProps, 'rehearsals'>) => {
  const { t } = useLingui()
  if (rehearsals.length === 0) return null
  return (
    <ul className="told sm dim num" aria-label={t`Tellings, the latest first`}>
      {rehearsals.toReversed().slice(0, shownTellings).map(({ at, minutes, i, we }) => {
        const length = minutes.toFixed(1)
        return <li key={at}><span>{formatDay(at)}</span><span>{t`${length} min`}</span><span>{t`I ${i}, we ${we}`}</span></li>
      })}
    </ul>
  )
}
