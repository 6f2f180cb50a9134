import { Trans, useLingui } from '@lingui/react/macro'
import type { Call, CallSnapshot, PictureWish } from '@unanimous/call'
import type { SessionView } from '@unanimous/protocol'
import { useEffect, useState } from 'react'
import { CallSettings } from '../../platform/call-settings.tsx'
import { useCallWishes } from '../../platform/call-wishes.ts'
import { type LocalMedia, setMuted } from '../../platform/media.ts'
import { keepScreenLit } from '../../platform/wake-lock.ts'
import { Segmented } from '../../ui/choices.tsx'
import { CallControls } from './call-controls.tsx'
import { MutedNote, PicturesNote, SharingNote, useMutedTalking } from './call-notes.tsx'
import { CallState } from './call-state.tsx'
import { SharedScreen } from './shared-screen.tsx'
import { PeerTile, YourTile } from './tiles.tsx'
import { usePushToTalk } from './use-push-to-talk.ts'
import { useScreenShare } from './use-screen-share.ts'
import { useSpeaking } from './use-speaking.ts'

interface CallBodyProps {
  readonly you: SessionView['you']
  readonly peer: SessionView['peer']
  readonly media: LocalMedia
  readonly call: Call | undefined
  readonly snapshot: CallSnapshot | undefined
  /** Another device holds the call: there is nothing to say of this one's line. */
  readonly elsewhere?: boolean
  readonly chatOpen: boolean
  readonly unread: number
  readonly onChat: () => void
}

/** The two people, the switches, and what is to be said of them right now, on whichever device. */
export const CallBody = ({ you, peer, media, call, snapshot, elsewhere = false, chatOpen, unread, onChat }: CallBodyProps) => {
  const { t } = useLingui()
  const wishes = useCallWishes()
  const screen = useScreenShare(call)
  const talking = usePushToTalk(wishes)
  const speaking = useSpeaking(media.micTrack)
  const [settingsOpen, setSettingsOpen] = useState(false)
  const name = peer?.handle ?? t`your peer`
  useEffect(() => keepScreenLit(), [])
  return (
    <>
      <div className="call-tiles">
        <PeerTile peer={peer} snapshot={snapshot} speaker={media.speaker} />
        <YourTile name={you.handle} media={media} speaking={speaking} snapshot={snapshot} />
      </div>
      <CallControls media={media} call={call} screen={screen} talking={talking} chatOpen={chatOpen} unread={unread} onChat={onChat} onSettings={() => setSettingsOpen(true)} />
      <SharingNote screen={screen} />
      <MutedTalking media={media} speaking={speaking} talkKey={wishes.pushToTalk ? wishes.talkKey.label : undefined} />
      {!elsewhere && <CallState call={call} snapshot={snapshot} media={media} />}
      <PicturesNote snapshot={snapshot} peer={name} call={call} />
      <PeersScreen snapshot={snapshot} name={name} />
      <CallSettings open={settingsOpen} onClose={() => setSettingsOpen(false)} media={media}>
        <Pictures wish={snapshot?.pictures.wish} call={call} />
      </CallSettings>
    </>
  )
}

const PeersScreen = ({ snapshot, name }: { readonly snapshot: CallSnapshot | undefined; readonly name: string }) =>
  snapshot?.remote.screen && snapshot.remote.screenStream ? <SharedScreen stream={snapshot.remote.screenStream} name={name} /> : null

const MutedTalking = ({ media, speaking, talkKey }: { readonly media: LocalMedia; readonly speaking: boolean; readonly talkKey: string | undefined }) => {
  const shown = useMutedTalking(media.muted && speaking)
  return <MutedNote shown={shown && media.muted} talkKey={talkKey} onUnmute={() => setMuted(false)} />
}

/** Whether the line may take the pictures away, for the running call only. */
const Pictures = ({ wish, call }: { readonly wish: PictureWish | undefined; readonly call: Call | undefined }) => {
  const { t } = useLingui()
  return (
    <section>
      <div>
        <b><Trans>Pictures in this call</Trans></b>
        <p className="dim sm"><Trans>A line that stays poor costs the pictures before the voices. Audio only holds for both of you.</Trans></p>
      </div>
      <Segmented<PictureWish>
        label={t`Pictures in this call`}
        value={wish ?? 'auto'}
        disabled={call === undefined}
        onChange={next => call?.setPictures(next)}
        options={[{ value: 'auto', label: <Trans>As the line allows</Trans> }, { value: 'always', label: <Trans>Always</Trans> }, { value: 'never', label: <Trans>Audio only</Trans> }]}
      />
    </section>
  )
}
