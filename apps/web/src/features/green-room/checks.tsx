import { Trans, useLingui } from '@lingui/react/macro'
import { CircleAlert, CircleCheck, CircleDashed, CircleOff, Volume2 } from 'lucide-react'
import type { ProbeResult } from '@unanimous/call'
import { type ReactNode, useEffect, useState } from 'react'
import { useCallWishes } from '../../platform/call-wishes.ts'
import { ConnectionTest } from '../../platform/connection-test.tsx'
import { DeviceProblemWords } from '../../platform/device-problem.tsx'
import { tryRelay } from '../../platform/line-test.ts'
import { chooseDevices, chooseSpeaker, type LocalMedia, openDevices } from '../../platform/media.ts'
import { useRead } from '../../platform/queries.ts'
import { useLineState } from '../../platform/server-socket.ts'
import { useTestTone } from '../../platform/use-test-tone.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'

interface CheckProps {
  readonly state: 'good' | 'mend'
  readonly icon?: ReactNode
  readonly name: ReactNode
  readonly children: ReactNode
  /** The one thing that mends it. */
  readonly fix?: ReactNode
}

const Check = ({ state, icon, name, children, fix }: CheckProps) => (
  <li className={state === 'mend' ? 'mend' : undefined}>
    {icon ?? (state === 'good' ? <CircleCheck /> : <CircleAlert />)}
    <b>{name}</b>
    <span className="what">{children}</span>
    {fix}
  </li>
)

/** Everything that could go wrong, each with its own lesser way. */
export const Checks = ({ media }: { readonly media: LocalMedia }) => (
  <ul className="checks">
    <DeviceCheck media={media} line="camera" />
    <DeviceCheck media={media} line="mic" />
    <SpeakerCheck media={media} />
    <PathCheck />
    <EditorCheck />
  </ul>
)

const DeviceCheck = ({ media, line }: { readonly media: LocalMedia; readonly line: 'camera' | 'mic' }) => {
  const { t } = useLingui()
  const name = line === 'camera' ? t`Camera` : t`Microphone`
  const track = line === 'camera' ? media.cameraTrack : media.micTrack
  const devices = line === 'camera' ? media.devices.cameras : media.devices.mics
  const problem = media.problems[line]
  if (media.state === 'opening') return <Check state="good" icon={<CircleDashed />} name={name}><Trans>Asking your browser</Trans></Check>
  if (media[line] === false) return <Check state="good" icon={<CircleOff />} name={name} fix={<Button size="sm" onClick={() => void chooseDevices({ [line]: true })}><Trans>Turn on</Trans></Button>}><Trans>Off</Trans></Check>
  if (!track) return <Check state="mend" name={name} fix={problem !== 'insecure-origin' && <Button size="sm" onClick={() => void openDevices()}><Trans>Try again</Trans></Button>}><DeviceProblemWords problem={problem ?? 'unknown'} /></Check>
  const now = track.getSettings().deviceId ?? ''
  const options = devices.map((device, index) => ({ value: device.deviceId, label: device.label || `${name} ${index + 1}` }))
  const known = options.some(option => option.value === now)
  return (
    <Check state="good" name={name}>
      <Select bare size="sm" aria-label={name} value={now} options={known ? options : [{ value: now, label: track.label || name }, ...options]} onChange={id => void chooseDevices({ [line]: id })} />
    </Check>
  )
}

const SpeakerCheck = ({ media }: { readonly media: LocalMedia }) => {
  const { t } = useLingui()
  const { heard, play } = useTestTone(media.speaker)
  const { speakers } = media.devices
  const options = speakers.map((device, index) => ({ value: device.deviceId, label: device.label || t`Speaker ${index + 1}` }))
  const say = { 'not-yet': t`Not heard yet`, playing: t`Three rising notes`, played: t`Played`, failed: t`The browser would not play` }[heard]
  return (
    <Check
      state={heard === 'played' || heard === 'playing' ? 'good' : 'mend'}
      icon={<Volume2 />}
      name={<Trans>Speakers</Trans>}
      fix={<Button size="sm" busy={heard === 'playing'} onClick={play}>{heard === 'played' ? <Trans>Again</Trans> : <Trans>Play a tone</Trans>}</Button>}
    >
      {options.length > 1 && heard === 'played'
        ? <Select bare size="sm" aria-label={t`Speakers`} value={media.speaker ?? options[0]?.value ?? ''} options={options} onChange={chooseSpeaker} />
        : <span role="status">{say}</span>}
    </Check>
  )
}

/** Whether the relay carries a word from here; undefined until that is known, or where there is none. */
const useRelay = (turn: boolean): ProbeResult | undefined => {
  const [relay, setRelay] = useState<ProbeResult>()
  useEffect(() => {
    if (!turn) return
    let here = true
    void tryRelay().then(result => here && setRelay(result))
    return () => {
      here = false
    }
  }, [turn])
  return relay
}

const PathCheck = () => {
  const { data: host } = useRead('host', {})
  const { relayOnly } = useCallWishes()
  const [open, setOpen] = useState(false)
  const relay = useRelay(host?.turn === true)
  if (!host) return null
  const broken = relay !== undefined && relay.outcome !== 'reached'
  return (
    <>
      <Check state={broken ? 'mend' : 'good'} name={<Trans>Call path</Trans>} fix={<Button size="sm" variant="ghost" onClick={() => setOpen(true)}><Trans>Details</Trans></Button>}>
        <PathWords turn={host.turn} only={host.turn && (host.relayOnly || relayOnly)} broken={broken} />
      </Check>
      <Dialog open={open} onClose={() => setOpen(false)} title={<Trans>Connection test</Trans>} footer={<><span className="sp" /><Button variant="primary" onClick={() => setOpen(false)}><Trans>Done</Trans></Button></>}>
        <ConnectionTest />
      </Dialog>
    </>
  )
}

const PathWords = ({ turn, only, broken }: { readonly turn: boolean; readonly only: boolean; readonly broken: boolean }) => {
  if (!turn) return <Trans>Direct only, no relay is set up</Trans>
  if (only) return broken ? <Trans>The relay cannot be reached from here</Trans> : <Trans>Through the relay only</Trans>
  return broken ? <Trans>Direct only, the relay cannot be reached from here</Trans> : <Trans>Direct, or through the relay</Trans>
}

const EditorCheck = () => {
  const line = useLineState()
  const up = line === 'connected'
  return (
    <Check state={up ? 'good' : 'mend'} name={<Trans>Shared editor</Trans>}>
      {up ? <Trans>Line is up, works through drops</Trans> : <Trans>Reconnecting to the server</Trans>}
    </Check>
  )
}
