import { Trans } from '@lingui/react/macro'
import type { Call, CallQuality, CallSnapshot } from '@unanimous/call'
import { PhoneOff } from 'lucide-react'
import { setCallWishes } from '../../platform/call-wishes.ts'
import { DeviceProblemWords } from '../../platform/device-problem.tsx'
import type { LocalMedia } from '../../platform/media.ts'
import { useRead } from '../../platform/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dot } from '../../ui/chip.tsx'
import { Banner } from '../../ui/surfaces.tsx'

interface CallStateProps {
  readonly call: Call | undefined
  readonly snapshot: CallSnapshot | undefined
  readonly media: LocalMedia
}

/** How the call is; when there is none, what still works and the way to try again. */
export const CallState = (props: CallStateProps) => (
  <>
    <LineState {...props} />
    <Missing {...props.media} />
  </>
)

/** A press on the microphone or camera asks the browser again; this says why that was of no use, or what took the place of one that went. */
const Missing = ({ problems: { mic, camera }, replaced: { mic: heardBy, camera: seenBy } }: Pick<LocalMedia, 'problems' | 'replaced'>) => (
  <>
    {mic && <p className="faint sm" role="status"><Trans>Microphone: <DeviceProblemWords problem={mic} /></Trans></p>}
    {heardBy && <p className="faint sm" role="status"><Trans>Your microphone went away. You are heard through {heardBy}.</Trans></p>}
    {camera && <p className="faint sm" role="status"><Trans>Camera: <DeviceProblemWords problem={camera} /></Trans></p>}
    {seenBy && <p className="faint sm" role="status"><Trans>Your camera went away. You are seen through {seenBy}.</Trans></p>}
  </>
)

const LineState = ({ call, snapshot }: CallStateProps) => {
  if (!snapshot) return <p className="faint sm call-line"><Trans>Getting the call ready</Trans></p>
  if (snapshot.phase === 'chat-only') {
    return (
      <Banner
        tone="warn"
        icon={<PhoneOff />}
        title={<Trans>No call right now</Trans>}
        about={<>{snapshot.failure?.message} <Trans>The editor, the clock and the chat go on. It keeps trying.</Trans></>}
        action={<WaysOn call={call} snapshot={snapshot} />}
      />
    )
  }
  if (snapshot.phase === 'connected' || snapshot.phase === 'degraded') return <Quality quality={snapshot.quality} />
  return (
    <p className="faint sm call-line" role="status">
      {snapshot.phase === 'joining' && <Trans>The call starts when you are both in the room</Trans>}
      {snapshot.phase === 'negotiating' && <Trans>Connecting the call</Trans>}
      {(snapshot.phase === 'reconnecting' || snapshot.phase === 'rebuilding') && <Trans>Reconnecting the call, keep going</Trans>}
      {snapshot.failure && <> {snapshot.failure.message}</>}
    </p>
  )
}

/** The same way once more, or through the relay where there is one and it has not been tried alone. */
const WaysOn = ({ call, snapshot }: { readonly call: Call | undefined; readonly snapshot: CallSnapshot }) => {
  const { data: host } = useRead('host', {})
  return (
    <span className="row g2">
      <Button size="sm" onClick={() => call?.restart()}><Trans>Try again</Trans></Button>
      {host?.turn && !snapshot.relayOnly && <Button size="sm" onClick={() => setCallWishes({ relayOnly: true })}><Trans>Use the relay</Trans></Button>}
    </span>
  )
}

const tones = { good: 'ok', fair: 'warn', poor: 'bad' } as const

const Quality = ({ quality: { tier, rttMs, path } }: { readonly quality: CallQuality }) => (
  <p className="faint sm call-line">
    <Dot {...(tier === undefined ? {} : { tone: tones[tier] })} />
    {rttMs === undefined && path === undefined && <span><Trans>Connected</Trans></span>}
    {rttMs !== undefined && <span className="num"><Trans>{rttMs} ms</Trans></span>}
    {path === 'direct' && <span><Trans>direct</Trans></span>}
    {path === 'relay' && <span><Trans>through the relay</Trans></span>}
    {tier === 'fair' && <span><Trans>fair line</Trans></span>}
    {tier === 'poor' && <span className="bad-ink"><Trans>poor line</Trans></span>}
  </p>
)
