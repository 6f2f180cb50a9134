import { Trans } from '@lingui/react/macro'
import type { Call, CallQuality, CallSnapshot } from '@unanimous/call'
import { PhoneOff } from 'lucide-react'
import { DeviceProblemWords } from '../../platform/device-problem.tsx'
import { chooseDevices, type LocalMedia } from '../../platform/media.ts'
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
    <Missing problems={props.media.problems} />
  </>
)

/** A press on the microphone or camera asks the browser again; this says why that was of no use. */
const Missing = ({ problems: { mic, camera } }: { readonly problems: LocalMedia['problems'] }) => (
  <>
    {mic && <p className="faint sm" role="status"><Trans>Microphone: <DeviceProblemWords problem={mic} /></Trans></p>}
    {camera && <p className="faint sm" role="status"><Trans>Camera: <DeviceProblemWords problem={camera} /></Trans></p>}
  </>
)

const LineState = ({ call, snapshot, media }: CallStateProps) => {
  if (!snapshot) return <p className="faint sm call-line"><Trans>Getting the call ready</Trans></p>
  if (snapshot.phase === 'chat-only') {
    return (
      <Banner
        tone="warn"
        icon={<PhoneOff />}
        title={<Trans>No call right now</Trans>}
        about={<>{snapshot.failure?.message} <Trans>The editor, the clock and the chat go on. It keeps trying.</Trans></>}
        action={<Button size="sm" onClick={() => call?.restart()}><Trans>Try again</Trans></Button>}
      />
    )
  }
  if (snapshot.phase === 'connected' || snapshot.phase === 'degraded') return <Quality quality={snapshot.quality} media={media} />
  return (
    <p className="faint sm call-line" role="status">
      {snapshot.phase === 'joining' && <Trans>The call starts when you are both in the room</Trans>}
      {snapshot.phase === 'negotiating' && <Trans>Connecting the call</Trans>}
      {(snapshot.phase === 'reconnecting' || snapshot.phase === 'rebuilding') && <Trans>Reconnecting the call, keep going</Trans>}
      {snapshot.failure && <> {snapshot.failure.message}</>}
    </p>
  )
}

const tones = { good: 'ok', fair: 'warn', poor: 'bad' } as const

const Quality = ({ quality: { tier, rttMs, path }, media }: { readonly quality: CallQuality; readonly media: LocalMedia }) => (
  <p className="faint sm call-line">
    <Dot {...(tier === undefined ? {} : { tone: tones[tier] })} />
    {rttMs !== undefined && <span className="num"><Trans>{rttMs} ms</Trans></span>}
    {path === 'direct' && <span><Trans>direct</Trans></span>}
    {path === 'relay' && <span><Trans>through the relay</Trans></span>}
    {tier === 'fair' && <span><Trans>fair line</Trans></span>}
    {tier === 'poor' && <span className="bad-ink"><Trans>poor line</Trans></span>}
    {tier === 'poor' && media.cameraTrack && <Button size="sm" variant="ghost" onClick={() => void chooseDevices({ camera: false })}><Trans>Audio only</Trans></Button>}
  </p>
)
