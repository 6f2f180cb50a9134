import { useLingui } from '@lingui/react/macro'
import type { Call } from '@unanimous/call'
import { Ellipsis, MessageSquare, Mic, MicOff, Video, VideoOff } from 'lucide-react'
import { useCommands } from '../../platform/keyboard.ts'
import { chooseDevices, chooseSpeaker, type LocalMedia, setMuted } from '../../platform/media.ts'
import { buttonClass, IconButton } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'

interface CallControlsProps {
  readonly media: LocalMedia
  readonly call: Call | undefined
  readonly chatOpen: boolean
  readonly unread: number
  readonly onChat: () => void
}

/** Microphone, camera, chat, and the rest under the dots. */
export const CallControls = ({ media, call, chatOpen, unread, onChat }: CallControlsProps) => {
  const { t } = useLingui()
  const silent = media.muted || !media.micTrack
  const unseen = !media.cameraTrack
  // Without a microphone the button asks for one; with one it mutes.
  const toggleMic = () => (media.micTrack ? setMuted(!media.muted) : void chooseDevices({ mic: true }))
  const toggleCamera = () => void chooseDevices({ camera: unseen })
  useCommands(t`Call`, [
    { id: 'mute', label: t`Mute or unmute`, keys: ['$mod+d'], run: toggleMic },
    { id: 'camera', label: t`Camera on or off`, keys: ['$mod+e'], run: toggleCamera },
  ], 'part')
  return (
    <div className="call-controls">
      <IconButton label={silent ? t`Unmute` : t`Mute`} aria-pressed={silent} aria-keyshortcuts="Control+D Meta+D" onClick={toggleMic}>{silent ? <MicOff /> : <Mic />}</IconButton>
      <IconButton label={unseen ? t`Camera on` : t`Camera off`} aria-pressed={unseen} aria-keyshortcuts="Control+E Meta+E" onClick={toggleCamera}>{unseen ? <VideoOff /> : <Video />}</IconButton>
      <IconButton label={unread > 0 ? t`Chat, ${unread} new` : t`Chat`} aria-expanded={chatOpen} onClick={onChat}>
        <MessageSquare />
        {unread > 0 && <span className="unread" aria-hidden="true">{unread}</span>}
      </IconButton>
      <Menu label={t`Devices`} align="end" className={buttonClass({}, 'sq')} trigger={<><Ellipsis /><span className="unseen">{t`Devices`}</span></>} items={useDeviceItems(media, call)} />
    </div>
  )
}

const useDeviceItems = (media: LocalMedia, call: Call | undefined): readonly MenuItem[] => {
  const { t } = useLingui()
  const group = (devices: readonly MediaDeviceInfo[], now: string | undefined, choose: (id: string) => void): readonly MenuItem[] =>
    devices.map((device, index) => ({ label: device.label || `${device.kind} ${index + 1}`, checked: device.deviceId === now, apart: index === 0, onPress: () => choose(device.deviceId) }))
  const { mics, cameras, speakers } = media.devices
  return [
    { label: t`Start the call anew`, disabled: call === undefined, onPress: () => call?.restart() },
    ...group(mics, media.micTrack?.getSettings().deviceId, mic => void chooseDevices({ mic })),
    ...group(cameras, media.cameraTrack?.getSettings().deviceId, camera => void chooseDevices({ camera })),
    ...group(speakers, media.speaker ?? speakers[0]?.deviceId, chooseSpeaker),
  ]
}
