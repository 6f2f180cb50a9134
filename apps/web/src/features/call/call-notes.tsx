import { Trans } from '@lingui/react/macro'
import type { Call, CallSnapshot } from '@unanimous/call'
import { MicOff, ScreenShare as ScreenIcon, VideoOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import type { ScreenShare } from './use-screen-share.ts'

interface NoteProps {
  readonly icon: ReactNode
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** One line under the controls: what is so right now, and the one thing to do about it. */
const Note = ({ icon, children, action }: NoteProps) => <p className="call-note" role="status">{icon}<span>{children}</span>{action}</p>

/** One's own screen is out there: said for as long as it is, with the way to end it. */
export const SharingNote = ({ screen: { sharing, problem, stop } }: { readonly screen: ScreenShare }) => (
  <>
    {sharing && <Note icon={<ScreenIcon className="s" />} action={<Button size="sm" onClick={stop}><Trans>Stop sharing</Trans></Button>}><Trans>You share your screen</Trans></Note>}
    {problem === 'system-blocked' && <Note icon={<ScreenIcon className="s" />}><Trans>Your system does not let this browser record the screen. Allow it under privacy in the system settings.</Trans></Note>}
    {(problem === 'unknown' || problem === 'unsupported') && <Note icon={<ScreenIcon className="s" />}><Trans>This browser could not share a screen.</Trans></Note>}
  </>
)

/** It stays long enough to be read after the person fell silent. */
const mutedNoteMs = 4_000

/** Whether somebody talks, or has just talked, into a closed microphone. */
export const useMutedTalking = (talking: boolean): boolean => {
  const [shown, setShown] = useState(false)
  if (talking && !shown) setShown(true)
  useEffect(() => {
    if (talking || !shown) return
    const timer = setTimeout(() => setShown(false), mutedNoteMs)
    return () => clearTimeout(timer)
  }, [talking, shown])
  return shown
}

interface MutedNoteProps {
  readonly shown: boolean
  /** What stands on the key to hold; undefined without push to talk. */
  readonly talkKey: string | undefined
  readonly onUnmute: () => void
}

/** "You are muted but talking." */
export const MutedNote = ({ shown, talkKey, onUnmute }: MutedNoteProps) => {
  if (!shown) return null
  return talkKey === undefined
    ? <Note icon={<MicOff className="s" />} action={<Button size="sm" onClick={onUnmute}><Trans>Unmute</Trans></Button>}><Trans>You are muted, and talking</Trans></Note>
    : <Note icon={<MicOff className="s" />}><Trans>You are talking, and nobody hears it. Hold <kbd>{talkKey}</kbd>.</Trans></Note>
}

interface PicturesNoteProps {
  readonly snapshot: CallSnapshot | undefined
  readonly peer: string
  readonly call: Call | undefined
}

/** Why there are no pictures, or that there had better be none, and the way round it. */
export const PicturesNote = ({ snapshot, peer, call }: PicturesNoteProps) => {
  if (snapshot?.phase !== 'connected' && snapshot?.phase !== 'degraded') return null
  const { heldBy, offered } = snapshot.pictures
  const send = <Button size="sm" onClick={() => call?.setPictures('always')}><Trans>Send it anyway</Trans></Button>
  if (heldBy === 'line') return <Note icon={<VideoOff className="s" />} action={send}><Trans>Audio only until the line is better</Trans></Note>
  if (heldBy === 'choice') return <Note icon={<VideoOff className="s" />} action={<Button size="sm" onClick={() => call?.setPictures('auto')}><Trans>Pictures again</Trans></Button>}><Trans>Audio only, as you chose</Trans></Note>
  if (heldBy === 'peer') return <Note icon={<VideoOff className="s" />}><Trans>Audio only, for {peer}'s line</Trans></Note>
  if (offered) return <Note icon={<VideoOff className="s" />} action={<Button size="sm" onClick={() => call?.setPictures('never')}><Trans>Audio only</Trans></Button>}><Trans>The line is poor. Voices come first.</Trans></Note>
  return null
}
