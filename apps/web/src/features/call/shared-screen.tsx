import { Trans, useLingui } from '@lingui/react/macro'
import { Maximize, Minimize2, PictureInPicture2, Rows2, Square } from 'lucide-react'
import { useCallback, useContext, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { announce } from '../../platform/announce.tsx'
import { useCommands } from '../../platform/keyboard.ts'
import { canFloat, useFloating } from '../../platform/picture-in-picture.ts'
import { IconButton } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { OverMain } from '../../ui/room-frame.tsx'

interface SharedScreenProps {
  readonly stream: MediaStream
  readonly name: string
}

type Size = 'half' | 'whole' | 'small'

/** A browser window this narrow shows one pane at a time, and the screen stays with the call. */
const useWide = (): boolean => {
  const [wide, setWide] = useState(() => matchMedia('(min-width: 48em)').matches)
  useEffect(() => {
    const query = matchMedia('(min-width: 48em)')
    const look = () => setWide(query.matches)
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return wide
}

/** The other person's screen: above one's own work, in its place, or small beside the call, as the viewer likes. */
export const SharedScreen = ({ stream, name }: SharedScreenProps) => {
  const { t } = useLingui()
  const over = useContext(OverMain)
  const wide = useWide()
  const [size, setSize] = useState<Size>('half')
  useEffect(() => {
    announce(t`${name} shares a screen`)
    return () => announce(t`${name} stopped sharing`)
  }, [name, t])
  const isOver = wide && over !== undefined && size !== 'small'
  useCommands(t`Call`, [
    { id: 'screen-size', label: t`Size of the shared screen`, keys: ['$mod+Shift+e'], run: () => setSize(size === 'half' ? 'whole' : size === 'whole' ? 'small' : 'half') },
  ], 'part')
  const frame = <Frame stream={stream} name={name} size={isOver ? size : 'small'} onSize={wide && over ? setSize : undefined} />
  return isOver ? createPortal(frame, over) : frame
}

interface FrameProps extends SharedScreenProps {
  readonly size: Size
  readonly onSize: ((size: Size) => void) | undefined
}

const Frame = ({ stream, name, size, onSize }: FrameProps) => {
  const { t } = useLingui()
  const video = useRef<HTMLVideoElement>(null)
  const element = useCallback(() => video.current, [])
  const { floating, toggle } = useFloating(element)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  return (
    <section className={cx('shared-screen', size)} aria-label={t`The screen of ${name}`} data-pane tabIndex={-1}>
      <header>
        <b className="ell"><Trans>{name} shares a screen</Trans></b>
        <span className="sp" />
        {onSize && size !== 'half' && <IconButton size="sm" variant="ghost" label={t`Above your work`} onClick={() => onSize('half')}><Rows2 /></IconButton>}
        {onSize && size !== 'whole' && <IconButton size="sm" variant="ghost" label={t`As large as it goes`} onClick={() => onSize('whole')}><Square /></IconButton>}
        {onSize && size !== 'small' && <IconButton size="sm" variant="ghost" label={t`Small, beside the call`} onClick={() => onSize('small')}><Minimize2 /></IconButton>}
        {canFloat() && <IconButton size="sm" variant="ghost" label={t`Picture in picture`} aria-pressed={floating} onClick={toggle}><PictureInPicture2 /></IconButton>}
        <IconButton size="sm" variant="ghost" label={t`Full screen`} onClick={() => void video.current?.requestFullscreen().catch(() => undefined)}><Maximize /></IconButton>
      </header>
      <video ref={video} autoPlay muted playsInline aria-label={t`The screen of ${name}`} onPause={event => void event.currentTarget.play().catch(() => undefined)} />
    </section>
  )
}
