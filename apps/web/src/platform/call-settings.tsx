import { Trans, useLingui } from '@lingui/react/macro'
import { Volume2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Switch } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select } from '../ui/field.tsx'
import { setCallWishes, useCallWishes } from './call-wishes.ts'
import { ConnectionTest } from './connection-test.tsx'
import { chooseDevices, chooseNoiseSuppression, chooseSpeaker, type LocalMedia, setMuted } from './media.ts'
import { useRead } from './queries.ts'
import { TalkKeyField } from './talk-key-field.tsx'
import { canChooseSpeaker, useTestTone } from './use-test-tone.ts'
import './call-settings.css'

interface CallSettingsProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly media: LocalMedia
  /** What only a running call has to choose. */
  readonly children?: ReactNode
}

/** How one is heard and seen, in the green room and in the call. Everything holds at once and is remembered in this browser. */
export const CallSettings = ({ open, onClose, media, children }: CallSettingsProps) => (
  <Dialog
    open={open}
    onClose={onClose}
    title={<Trans>Sound and picture</Trans>}
    description={<Trans>Everything holds at once, here and in the call.</Trans>}
    footer={<><span className="sp" /><Button variant="primary" onClick={onClose}><Trans>Done</Trans></Button></>}
  >
    <div className="call-settings">
      <Devices media={media} />
      <Habits />
      {children}
      <Path />
    </div>
  </Dialog>
)

const Devices = ({ media }: { readonly media: LocalMedia }) => {
  const { t } = useLingui()
  const wishes = useCallWishes()
  const { heard, play } = useTestTone(media.speaker)
  const { mics, cameras, speakers } = media.devices
  const said = { 'not-yet': '', playing: t`Three rising notes`, played: t`Played`, failed: t`The browser would not play there` }[heard]
  return (
    <section>
      <DeviceField label={t`Microphone`} devices={mics} now={media.micTrack?.getSettings().deviceId} choose={mic => void chooseDevices({ mic })} />
      <Switch checked={wishes.noiseSuppression} onChange={on => void chooseNoiseSuppression(on)}>
        <b><Trans>Take out background noise</Trans></b>
        <span className="dim sm"><Trans>Fans and hum go; the clicks of a keyboard mostly stay.</Trans></span>
      </Switch>
      <DeviceField label={t`Camera`} devices={cameras} now={media.cameraTrack?.getSettings().deviceId} choose={camera => void chooseDevices({ camera })} />
      {canChooseSpeaker()
        ? <DeviceField label={t`Speakers`} devices={speakers} now={media.speaker ?? speakers[0]?.deviceId} choose={chooseSpeaker} />
        : <p className="dim sm"><Trans>This browser plays where your system plays.</Trans></p>}
      <p className="row g2">
        <Button size="sm" icon={<Volume2 />} busy={heard === 'playing'} onClick={play}><Trans>Play a tone</Trans></Button>
        <span className="faint sm" role="status">{said}</span>
      </p>
    </section>
  )
}

interface DeviceFieldProps {
  readonly label: string
  readonly devices: readonly MediaDeviceInfo[]
  readonly now: string | undefined
  readonly choose: (id: string) => void
}

const DeviceField = ({ label, devices, now, choose }: DeviceFieldProps) => {
  const { t } = useLingui()
  const options = devices.map((device, index) => ({ value: device.deviceId, label: device.label || `${label} ${index + 1}` }))
  const known = options.some(option => option.value === now)
  const shown = known ? options : [{ value: now ?? '', label: options.length === 0 ? t`None found` : t`None chosen`, disabled: true }, ...options]
  return (
    <Field label={label}>
      {wiring => <Select {...wiring} value={now ?? ''} options={shown} disabled={options.length === 0} onChange={choose} />}
    </Field>
  )
}

/** How one talks. */
const Habits = () => {
  const { pushToTalk, talkKey } = useCallWishes()
  const choose = (on: boolean) => {
    setCallWishes({ pushToTalk: on })
    // Off leaves it muted too: nobody is heard by accident.
    setMuted(true)
  }
  return (
    <section>
      <Switch checked={pushToTalk} onChange={choose}>
        <b><Trans>Push to talk</Trans></b>
        <span className="dim sm"><Trans>Muted, except while you hold a key.</Trans></span>
      </Switch>
      {pushToTalk && <TalkKeyField talkKey={talkKey} onChoose={next => setCallWishes({ talkKey: next })} />}
    </section>
  )
}

/** Which way the call goes, and whether it can. */
const Path = () => {
  const { relayOnly } = useCallWishes()
  const { data: host } = useRead('host', {})
  const [testing, setTesting] = useState(false)
  const about = !host ? null
    : host.relayOnly ? <Trans>This server lets no call run any other way.</Trans>
    : host.turn ? <Trans>The other person does not learn your address. It may take a little longer both ways.</Trans>
    : <Trans>No relay is set up here.</Trans>
  return (
    <section>
      <Switch checked={host?.turn === true && (relayOnly || host.relayOnly)} disabled={!host?.turn || host.relayOnly} onChange={on => setCallWishes({ relayOnly: on })}>
        <b><Trans>Only through the relay</Trans></b>
        <span className="dim sm">{about}</span>
      </Switch>
      {testing ? <ConnectionTest /> : <p><Button size="sm" onClick={() => setTesting(true)}><Trans>Test the connection</Trans></Button></p>}
    </section>
  )
}
