import { Trans, useLingui } from '@lingui/react/macro'
import type { Replay } from '@unanimous/protocol'
import { FastForward, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useState } from 'react'
import { formatMmSs, readMoment } from '../../platform/clock.ts'
import { IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { composes } from '../../ui/composes.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { SPEEDS, type Playback } from './use-playback.ts'

interface ControlsProps {
  readonly playback: Playback
  readonly lengthMs: number
  readonly clip: Replay['clips'][number] | undefined
  readonly onPrevious: () => void
  readonly onNext: () => void
}

/** Play, speed, and a field for the moment itself. */
export const Controls = ({ playback, lengthMs, clip, onPrevious, onNext }: ControlsProps) => {
  const { t } = useLingui()
  const { ms, playing, speed, skipsQuiet, toggle, setSpeed, setSkipsQuiet } = playback
  const length = formatMmSs(lengthMs)
  return (
    <div className="replay-controls">
      <IconButton size="sm" label={t`Previous mark`} keys="[" onClick={onPrevious}><SkipBack className="s" /></IconButton>
      <IconButton round variant="primary" label={playing ? t`Pause` : t`Play`} keys="Space" onClick={toggle}>{playing ? <Pause /> : <Play />}</IconButton>
      <IconButton size="sm" label={t`Next mark`} keys="]" onClick={onNext}><SkipForward className="s" /></IconButton>
      <Moment ms={ms} onSeek={playback.seek} />
      <span className="faint mono sm">/ {length}</span>
      <Segmented label={t`Speed`} value={speed} onChange={setSpeed} options={SPEEDS.map(value => ({ value, label: `${value}×` }))} />
      <Chip icon={<FastForward />} pressed={skipsQuiet} onPress={() => setSkipsQuiet(!skipsQuiet)}><Trans>Skip quiet</Trans></Chip>
      {clip && <ClipName clip={clip} />}
      <span className="sp" />
      <span className="faint sm row g2 replay-hints" aria-hidden="true"><Kbd keys="ArrowLeft" /><Kbd keys="ArrowRight" /><Trans>5 s</Trans> <Kbd keys="[" /><Kbd keys="]" /><Trans>mark</Trans> <Kbd keys="," /><Kbd keys="." /><Trans>edit</Trans> <Kbd keys="Space" /><Trans>play</Trans></span>
    </div>
  )
}

const ClipName = ({ clip: { name, fromMs, toMs } }: { readonly clip: Replay['clips'][number] }) => {
  const [from, to] = [formatMmSs(fromMs), formatMmSs(toMs)]
  return <Chip tone="mark"><Trans>Clip: {name}, {from} to {to}</Trans></Chip>
}

const Moment = ({ ms, onSeek }: { readonly ms: number; readonly onSeek: (ms: number) => void }) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState<string>()
  const go = () => {
    const moment = typed === undefined ? undefined : readMoment(typed)
    if (moment !== undefined) onSeek(moment)
    setTyped(undefined)
  }
  return (
    <input
      className="timer" aria-label={t`Moment`} inputMode="numeric" value={typed ?? formatMmSs(ms)} onFocus={event => event.target.select()}
      onChange={event => setTyped(event.target.value)} onBlur={go} onKeyDown={event => { if (event.key === 'Enter' && !composes(event.nativeEvent)) go() }}
    />
  )
}
