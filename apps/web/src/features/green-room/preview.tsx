import { Trans, useLingui } from '@lingui/react/macro'
import { Mic, MicOff, Settings2, Video, VideoOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { CallSettings } from '../../platform/call-settings.tsx'
import { chooseDevices, type LocalMedia, openDevices, setMuted } from '../../platform/media.ts'
import { meterOf } from '../../platform/meter-of.ts'
import { IconButton } from '../../ui/button.tsx'
import { LevelMeter } from '../../ui/meters.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { PermissionHelp } from './permission-help.tsx'

interface PreviewProps {
  readonly name: string
  readonly media: LocalMedia
  readonly onJoin: (wish: { mic?: boolean; camera?: boolean }) => Promise<void>
}

/** Yourself as the other person will see you, with the two switches, and how loud you are. */
export const Preview = ({ name, media, onJoin }: PreviewProps) => {
  const { t } = useLingui()
  const [settingsOpen, setSettingsOpen] = useState(false)
  const problem = media.cameraTrack ? undefined : media.problems.camera ?? media.problems.mic
  return (
    <>
      <div className="self">
        {media.cameraTrack && <Picture track={media.cameraTrack} label={t`Your camera`} />}
        {!media.cameraTrack && !problem && <div className="off"><Avatar name={name} who="you" size="xl" /></div>}
        {problem && <PermissionHelp problem={problem} what={media.problems.camera ? 'camera' : 'mic'} onRetry={() => void openDevices()} onJoin={onJoin} />}
        <span className="who"><Avatar name={name} who="you" size="s" />{name}</span>
        {!problem && <Controls media={media} onSettings={() => setSettingsOpen(true)} />}
      </div>
      <CallSettings open={settingsOpen} onClose={() => setSettingsOpen(false)} media={media} />
      <MicLine media={media} />
    </>
  )
}

const Controls = ({ media, onSettings }: { readonly media: LocalMedia; readonly onSettings: () => void }) => {
  const { t } = useLingui()
  const cameraOff = media.camera === false
  return (
    <div className="ctl">
      <IconButton round label={media.muted ? t`Unmute` : t`Mute`} aria-pressed={media.muted} onClick={() => setMuted(!media.muted)}>{media.muted ? <MicOff /> : <Mic />}</IconButton>
      <IconButton round label={cameraOff ? t`Camera on` : t`Camera off`} aria-pressed={cameraOff} onClick={() => void chooseDevices({ camera: cameraOff })}>{cameraOff ? <VideoOff /> : <Video />}</IconButton>
      <IconButton round label={t`Sound and picture`} onClick={onSettings}><Settings2 /></IconButton>
    </div>
  )
}

const Picture = ({ track, label }: { readonly track: MediaStreamTrack; readonly label: string }) => {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = new MediaStream([track])
  }, [track])
  return <video ref={video} autoPlay muted playsInline aria-label={label} />
}

const MicLine = ({ media }: { readonly media: LocalMedia }) => {
  const { t } = useLingui()
  const level = useLevel(media.micTrack)
  if (!media.micTrack) return <div className="mics"><MicOff /><span className="faint sm"><Trans>No microphone. The text chat is in the room.</Trans></span></div>
  return (
    <div className="mics">
      {media.muted ? <MicOff /> : <Mic />}
      <LevelMeter value={level} label={t`Microphone level`} />
      <span className="faint sm">{media.muted ? <Trans>Muted. The meter still hears you; nobody else does.</Trans> : <Trans>Say a sentence. It should reach two thirds.</Trans>}</span>
    </div>
  )
}

const STEPS = 24

/** How loud a track is, in the meter's steps, so that the page is drawn only when it moves. */
const useLevel = (track: MediaStreamTrack | undefined): number => {
  const [step, setStep] = useState(0)
  useEffect(() => {
    if (!track) return
    const meter = meterOf(track)
    let frame = 0
    const look = () => {
      setStep(Math.round(meter.level() * STEPS))
      frame = requestAnimationFrame(look)
    }
    look()
    return () => {
      cancelAnimationFrame(frame)
      meter.close()
    }
  }, [track])
  return step / STEPS
}
