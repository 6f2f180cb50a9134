import { Trans, useLingui } from '@lingui/react/macro'
import type { CallSnapshot } from '@unanimous/call'
import type { SessionView } from '@unanimous/protocol'
import { LoaderCircle, Mic, MicOff } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { formatMSs, useServerNow } from '../../platform/clock.ts'
import type { LocalMedia } from '../../platform/media.ts'
import { Tile } from '../../ui/room-frame.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { RemotePicture } from './remote-picture.tsx'
import { useSpeaking } from './use-speaking.ts'

interface PeerTileProps {
  readonly peer: SessionView['peer']
  readonly snapshot: CallSnapshot | undefined
  readonly speaker: string | undefined
}

const nobody: CallSnapshot['remote'] = {
  mic: false, camera: false, screen: false, audioOnly: false, present: false, stream: undefined, screenStream: undefined,
}

/** What reaches this side right now. */
const arriving = (snapshot: CallSnapshot | undefined) => {
  const { stream, mic, camera } = snapshot?.remote ?? nobody
  const flows = snapshot?.phase === 'connected' || snapshot?.phase === 'degraded'
  return { stream, mic, seen: flows && camera, heard: flows ? stream?.getAudioTracks()[0] : undefined, stalled: snapshot?.phase === 'degraded' }
}

/** The other person: their picture, or who they are and why it is not there. */
export const PeerTile = ({ peer, snapshot, speaker }: PeerTileProps) => {
  const { t } = useLingui()
  const name = peer?.handle ?? t`Your peer`
  const { stream, mic, seen, heard, stalled } = arriving(snapshot)
  const speaking = useSpeaking(mic ? heard : undefined)
  return (
    <Tile
      who="peer"
      name={name}
      gone={stalled || peer?.here === false}
      talking={speaking}
      icon={mic ? <Mic className="s" /> : <MicOff className="s" />}
      over={<Over peer={peer} phase={snapshot?.phase} />}
    >
      {stream && <RemotePicture stream={stream} name={name} covered={!seen} audible={mic} speaker={speaker} />}
      {!seen && <div className="off"><Avatar name={name} who="peer" size="xl" /></div>}
    </Tile>
  )
}

const Over = ({ peer, phase }: { readonly peer: SessionView['peer']; readonly phase: CallSnapshot['phase'] | undefined }): ReactNode => {
  if (peer === null) return <b className="said"><Trans>Nobody is here yet</Trans></b>
  if (!peer.here) return <LastSeen key={peer.lastSeenAt ?? 0} at={peer.lastSeenAt} />
  if (phase === 'negotiating') return <><LoaderCircle className="l spin" /><b><Trans>Connecting</Trans></b></>
  if (phase === 'reconnecting' || phase === 'rebuilding') return <><LoaderCircle className="l spin" /><b><Trans>Reconnecting the call</Trans></b></>
  return null
}

const LastSeen = ({ at }: { readonly at: number | null }) => {
  const now = useServerNow()
  // A server that has restarted never saw them.
  const [since] = useState(at ?? now)
  const ago = formatMSs(now - since)
  return <><LoaderCircle className="l spin" /><b className="nowrap"><Trans>Seen {ago} ago</Trans></b></>
}

interface YourTileProps {
  readonly name: string
  readonly media: LocalMedia
  readonly speaking: boolean
  readonly snapshot: CallSnapshot | undefined
}

/** Oneself, mirrored as people know themselves. */
export const YourTile = ({ name, media, speaking, snapshot }: YourTileProps) => {
  const { t } = useLingui()
  const video = useRef<HTMLVideoElement>(null)
  const silent = media.muted || !media.micTrack
  useEffect(() => {
    if (video.current) video.current.srcObject = media.cameraTrack ? new MediaStream([media.cameraTrack]) : null
  }, [media.cameraTrack])
  return (
    <Tile who="you" name={<Trans>You</Trans>} talking={speaking && !silent} icon={silent ? <MicOff className="s" /> : <Mic className="s" />} over={snapshot?.pictures.heldBy !== undefined && media.cameraTrack !== undefined && <b className="said"><Trans>Not sent</Trans></b>}>
      {media.cameraTrack
        ? <video ref={video} onPause={event => void event.currentTarget.play().catch(() => undefined)} autoPlay muted playsInline className="mirror" aria-label={t`Your camera`} />
        : <div className="off"><Avatar name={name} who="you" size="xl" /></div>}
    </Tile>
  )
}
