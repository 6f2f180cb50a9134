import { Trans, useLingui } from '@lingui/react/macro'
import { CircleAlert, Download, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { formatMSs } from '../../platform/clock.ts'
import { formatDay, formatTime } from '../../platform/dates.ts'
import { useRead } from '../../platform/queries.ts'
import { useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { removeRecording, type KeptRecording } from './kept-recordings.ts'

interface ItemProps {
  readonly recording: KeptRecording
  readonly person: string
  readonly onRemoved: () => void
}

/** A time further than any recording: who seeks there learns how long it is, which the file itself does not say. */
const BEYOND_S = 1e7

/** Makes the browser find out how long the sound is, then goes back to its beginning. */
const measure = (player: HTMLMediaElement) => {
  if (Number.isFinite(player.duration)) return
  player.addEventListener('durationchange', () => {
    player.currentTime = 0
  }, { once: true })
  player.currentTime = BEYOND_S
}

/** Gives the file to the person, under a name that says when it was. */
const save = ({ about, sound }: KeptRecording): void => {
  const url = URL.createObjectURL(sound)
  const day = about ? new Date(about.startedAt).toISOString().slice(0, 10) : 'recording'
  Object.assign(document.createElement('a'), { href: url, download: `unanimous-${day}.${sound.type.includes('mp4') ? 'mp4' : 'webm'}` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Plays a file of this browser as long as the page shows it. */
const usePlayer = (sound: Blob) => {
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null)
  useEffect(() => {
    if (!player.current) return
    const url = URL.createObjectURL(sound)
    player.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [sound])
  const go = (ms: number) => {
    if (!player.current) return
    player.current.currentTime = ms / 1_000
    void player.current.play().catch(() => undefined)
  }
  return { player, go }
}

/** One recording: plays, is saved as a file, or goes. */
export const RecordingItem = ({ recording, person, onRemoved }: ItemProps) => {
  const { t } = useLingui()
  const { about, sound, lengthMs, lost, wasEnded } = recording
  const { player, go } = usePlayer(sound)
  const isPicture = sound.type.startsWith('video/')
  const peer = about?.peer ?? ''
  const day = about ? formatDay(about.startedAt) : ''
  const label = about ? t`Recording with ${peer}, ${day}` : t`A recording that does not say what it is`
  return (
    <li aria-label={label}>
      <Head recording={recording} person={person} onRemoved={onRemoved} />
      {sound.size > 0 && isPicture && <video ref={player} controls playsInline aria-label={label} onLoadedMetadata={event => measure(event.currentTarget)} />}
      {sound.size > 0 && !isPicture && <audio ref={player} controls aria-label={label} onLoadedMetadata={event => measure(event.currentTarget)} />}
      {sound.size === 0 && <p className="dim"><Trans>Nothing of it can be read.</Trans></p>}
      {about && <Moments session={about.session} startedAt={about.startedAt} lengthMs={lengthMs} onGo={go} />}
      {!wasEnded && <p className="dim sm"><Trans>It broke off: the browser went away. All but the last moment is here.</Trans></p>}
      <Lost lost={lost} />
    </li>
  )
}

const Head = ({ recording, person, onRemoved }: ItemProps) => {
  const { about, lengthMs, bytes, name } = recording
  const megabytes = (bytes / 1_048_576).toFixed(1)
  return (
    <div className="row wrap g3">
      {about ? <b><Trans>With {about.peer}</Trans></b> : <b><Trans>A recording that does not say what it is</Trans></b>}
      {about && <span className="faint">{formatDay(about.startedAt)}, {formatTime(about.startedAt)}</span>}
      <span className="num">{formatMSs(lengthMs)}</span>
      <span className="faint sm"><Trans>{megabytes} MB</Trans></span>
      <span className="sp" />
      <Button size="sm" icon={<Download />} onClick={() => save(recording)}><Trans>Save the file</Trans></Button>
      <Remove name={name} person={person} onRemoved={onRemoved} />
    </div>
  )
}

const Lost = ({ lost }: { readonly lost: KeptRecording['lost'] }) => {
  if (lost.length === 0) return null
  const parts = lost.map(({ fromMs, toMs }) => `${formatMSs(fromMs)}–${toMs === undefined ? '' : formatMSs(toMs)}`).join(', ')
  return <p className="row g2 sm" role="status"><CircleAlert className="s" /><Trans>Could not be read: {parts}. The rest plays.</Trans></p>
}

/** Where the session's rounds begin in this recording. */
const Moments = ({ session, startedAt, lengthMs, onGo }: { readonly session: string; readonly startedAt: number; readonly lengthMs: number; readonly onGo: (ms: number) => void }) => {
  const words = useWords()
  const rounds = useRead('session', { session }).data?.rounds ?? []
  const inside = rounds.flatMap(round => (round.startedAt === null ? [] : [{ ...round, atMs: Math.max(0, round.startedAt - startedAt), endMs: (round.endedAt ?? Number.POSITIVE_INFINITY) - startedAt }]))
    .filter(round => round.endMs > 0 && round.atMs < lengthMs)
  if (inside.length === 0) return null
  return (
    <div className="moments">
      {inside.map(round => <Button key={round.round} size="sm" onClick={() => onGo(round.atMs)}>{words.kind(round.kind)} <span className="num">{formatMSs(round.atMs)}</span></Button>)}
    </div>
  )
}

const Remove = ({ name, person, onRemoved }: Pick<ItemProps, 'person' | 'onRemoved'> & { readonly name: string }) => {
  const [asks, setAsks] = useState(false)
  const remove = async () => {
    setAsks(false)
    await removeRecording(person, name)
    onRemoved()
  }
  return (
    <>
      <Button size="sm" variant="ghost" icon={<Trash2 />} onClick={() => setAsks(true)}><Trans>Delete</Trans></Button>
      <AlertDialog
        open={asks} narrow onClose={() => setAsks(false)} title={<Trans>Delete this recording?</Trans>}
        description={<Trans>It lies nowhere else, so it cannot be brought back.</Trans>}
        footer={<><Button variant="ghost" keys="Escape" onClick={() => setAsks(false)}><Trans>Back</Trans></Button><span className="sp" /><Button variant="danger" onClick={() => void remove()}><Trans>Delete it</Trans></Button></>}
      />
    </>
  )
}
