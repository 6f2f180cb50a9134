import { useLingui } from '@lingui/react/macro'
import type { Call } from '@unanimous/call'
import { Ellipsis, MessageSquare, Mic, MicOff, ScreenShareOff, ScreenShare as ShareIcon, Settings2, Video, VideoOff, Volume2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCallWishes } from '../../platform/call-wishes.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { chooseDevices, chooseSpeaker, type LocalMedia, setMuted } from '../../platform/media.ts'
import { buttonClass, IconButton } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { usePushToTalk } from './use-push-to-talk.ts'
import { canShare, type ScreenShare } from './use-screen-share.ts'

interface CallControlsProps {
  readonly media: LocalMedia
  readonly call: Call | undefined
  readonly screen: ScreenShare
  readonly talking: ReturnType<typeof usePushToTalk>
  readonly chatOpen: boolean
  readonly unread: number
  readonly onChat: () => void
  readonly onSettings: () => void
}

/** Microphone, camera, screen, chat, and the rest under the dots. */
export const CallControls = (props: CallControlsProps) => {
  const { t } = useLingui()
  const { media, screen, chatOpen, unread, onChat } = props
  const unseen = !media.cameraTrack
  const toggleCamera = () => void chooseDevices({ camera: unseen })
  useCommands(t`Call`, [
    { id: 'mute', label: t`Mute or unmute`, keys: ['$mod+d'], run: () => toggleMic(media) },
    { id: 'camera', label: t`Camera on or off`, keys: ['$mod+e'], run: toggleCamera },
    { id: 'screen', label: t`Share your screen, or stop`, keys: ['$mod+Shift+s'], run: screen.toggle, disabled: !canShare() },
  ], 'part')
  return (
    <div className="call-controls">
      <MicButton {...props} />
      <IconButton label={unseen ? t`Camera on` : t`Camera off`} aria-pressed={unseen} aria-keyshortcuts="Control+E Meta+E" onClick={toggleCamera}>{unseen ? <VideoOff /> : <Video />}</IconButton>
      {canShare() && <IconButton label={screen.sharing ? t`Stop sharing` : t`Share your screen`} aria-pressed={screen.sharing} aria-keyshortcuts="Control+Shift+S Meta+Shift+S" onClick={screen.toggle}>{screen.sharing ? <ScreenShareOff /> : <ShareIcon />}</IconButton>}
      <IconButton label={unread > 0 ? t`Chat, ${unread} new` : t`Chat`} aria-expanded={chatOpen} onClick={onChat}>
        <MessageSquare />
        {unread > 0 && <span className="unread" aria-hidden="true">{unread}</span>}
      </IconButton>
      <Menu label={t`Devices`} align="end" className={buttonClass({}, 'sq')} trigger={<><Ellipsis /><span className="unseen">{t`Devices`}</span></>} items={useDeviceItems(props)} />
    </div>
  )
}

/** Without a microphone the button asks for one; with one it mutes. */
const toggleMic = (media: LocalMedia) => (media.micTrack ? setMuted(!media.muted) : void chooseDevices({ mic: true }))

/** With push to talk the button is a key to hold, as the key is; a short press of Control D still opens the microphone for good. */
const MicButton = ({ media, talking }: CallControlsProps) => {
  const { t } = useLingui()
  const { pushToTalk, talkKey } = useCallWishes()
  const silent = media.muted || !media.micTrack
  const sign = silent ? <MicOff /> : <Mic />
  if (!pushToTalk || !media.micTrack) {
    return <IconButton label={silent ? t`Unmute` : t`Mute`} aria-pressed={silent} aria-keyshortcuts="Control+D Meta+D" onClick={() => toggleMic(media)}>{sign}</IconButton>
  }
  return (
    <IconButton
      label={t`Hold to talk, or hold ${talkKey.label}`}
      aria-pressed={!silent}
      className="to-hold"
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        talking.press()
      }}
      onPointerUp={talking.release}
      onPointerCancel={talking.release}
      onKeyDown={event => /^(Space|Enter)$/.test(event.code) && !event.repeat && talking.press()}
      onKeyUp={event => /^(Space|Enter)$/.test(event.code) && talking.release()}
      onBlur={() => talking.holding && talking.release()}
      onContextMenu={event => event.preventDefault()}
    >
      {sign}
    </IconButton>
  )
}

const useDeviceItems = ({ media, call, onSettings }: CallControlsProps): readonly MenuItem[] => {
  const { t } = useLingui()
  const group = (devices: readonly MediaDeviceInfo[], sign: ReactNode, now: string | undefined, choose: (id: string) => void): readonly MenuItem[] =>
    devices.map((device, index) => ({ label: device.label || t`Device ${index + 1}`, icon: sign, checked: device.deviceId === now, apart: index === 0, onPress: () => choose(device.deviceId) }))
  const { mics, cameras, speakers } = media.devices
  return [
    { label: t`Sound and picture`, icon: <Settings2 />, onPress: onSettings },
    { label: t`Start the call anew`, disabled: call === undefined, onPress: () => call?.restart() },
    ...group(mics, <Mic />, media.micTrack?.getSettings().deviceId, mic => void chooseDevices({ mic })),
    ...group(cameras, <Video />, media.cameraTrack?.getSettings().deviceId, camera => void chooseDevices({ camera })),
    ...group(speakers, <Volume2 />, media.speaker ?? speakers[0]?.deviceId, chooseSpeaker),
  ]
}
