import { Trans, useLingui } from '@lingui/react/macro'
import { PictureInPicture2, Volume2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { canFloat, useFloating } from '../../platform/picture-in-picture.ts'
import { Button, IconButton } from '../../ui/button.tsx'

interface RemotePictureProps {
  readonly stream: MediaStream
  readonly name: string
  /** The sound plays also while the picture is covered. */
  readonly covered: boolean
  /** There is something to hear. */
  readonly audible: boolean
  readonly speaker: string | undefined
}

/** The other person's sound and picture. Browsers may want a press before they let a page make noise. */
export const RemotePicture = ({ stream, name, covered, audible, speaker }: RemotePictureProps) => {
  const video = useRef<HTMLVideoElement>(null)
  const { t } = useLingui()
  const [blocked, setBlocked] = useState(false)
  const element = useCallback(() => video.current, [])
  const { floating, toggle } = useFloating(element)
  const play = useCallback(() => {
    video.current?.play().then(() => setBlocked(false), (error: unknown) => setBlocked(error instanceof DOMException && error.name === 'NotAllowedError'))
  }, [])
  useEffect(() => {
    if (!video.current) return
    video.current.srcObject = stream
    play()
  }, [stream, play])
  useEffect(() => {
    if (!blocked) return
    // Any press or key on the page is what the browser waits for.
    const controller = new AbortController()
    for (const event of ['pointerup', 'keyup']) document.addEventListener(event, play, { signal: controller.signal })
    return () => controller.abort()
  }, [blocked, play])
  useEffect(() => {
    if (speaker !== undefined && video.current && 'setSinkId' in video.current) video.current.setSinkId(speaker).catch(() => undefined)
  }, [speaker])
  return (
    <>
      {/* A browser pauses what is moved to another place of the page. */}
      <video ref={video} onPause={play} autoPlay playsInline aria-label={name} className={covered ? 'covered' : undefined} />
      {!covered && canFloat() && <IconButton size="sm" className="float" label={t`Picture in picture`} aria-pressed={floating} onClick={toggle}><PictureInPicture2 /></IconButton>}
      {blocked && audible && <div className="ov"><Button size="sm" icon={<Volume2 />} onClick={play}><Trans>Turn the sound on</Trans></Button></div>}
    </>
  )
}
