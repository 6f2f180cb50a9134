import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import { Circle, Square } from 'lucide-react'
import { formatMSs, useServerNow } from '../../platform/clock.ts'
import { useLocalMedia } from '../../platform/media.ts'
import { useRead } from '../../platform/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dot } from '../../ui/chip.tsx'
import { useRecorder } from './use-recorder.ts'
import './recording.css'

interface RecordingLineProps {
  readonly session: SessionView
  /** The other person's sound, once there is a call. */
  readonly remote: MediaStream | undefined
}

/** Where both agreed to it, the call can be recorded; while it is, both see so and either can stop it. */
export const RecordingLine = ({ session, remote }: RecordingLineProps) => {
  const { t } = useLingui()
  const media = useLocalMedia()
  const person = useRead('me', {}).data?.person
  const recorder = useRecorder({ session, person, media, remote })
  const agreed = session.you.recordingAgreed === true && session.peer?.recordingAgreed === true
  const [first] = session.recordings
  if (first) return <Sign session={session} kept={recorder.kept} onStop={recorder.stop} />
  if (!agreed) return null
  return (
    <p className="faint sm call-line recording-line">
      <Circle aria-hidden="true" />
      <span><Trans>Record</Trans></span>
      <Button size="sm" variant="ghost" aria-label={t`Record the sound`} busy={recorder.busy} onClick={() => recorder.start(false)}><Trans>Sound</Trans></Button>
      <Button size="sm" variant="ghost" aria-label={t`Record sound and picture`} busy={recorder.busy} onClick={() => recorder.start(true)}><Trans>Sound, picture</Trans></Button>
      {recorder.failure !== undefined && <span className="bad-ink" role="status"><Trans>The recording stopped: {recorder.failure}</Trans></span>}
    </p>
  )
}

const Sign = ({ session, kept, onStop }: { readonly session: SessionView; readonly kept: number; readonly onStop: () => void }) => {
  const { recordings, peer } = session
  const since = Math.min(...recordings.map(each => each.since))
  const now = useServerNow()
  const byYou = recordings.some(each => each.by === 'you')
  const byPeer = recordings.some(each => each.by === 'peer')
  const handle = peer?.handle ?? ''
  return (
    <div className="recording-sign sm" role="status" data-kept={kept}>
      <Dot tone="bad" />
      <b><Trans>Recording</Trans></b>
      <span className="num" aria-hidden="true">{formatMSs(now - since)}</span>
      <span className="sp" />
      <Button size="sm" icon={<Square />} onClick={onStop}><Trans>Stop</Trans></Button>
      <span className="dim whole">
        {recordings.some(each => each.video) && <><Trans>sound and picture</Trans>{', '}</>}
        {byYou && byPeer && <Trans>by you both</Trans>}
        {byYou && !byPeer && <Trans>on your machine</Trans>}
        {!byYou && <Trans>on {handle}’s machine</Trans>}
      </span>
    </div>
  )
}
