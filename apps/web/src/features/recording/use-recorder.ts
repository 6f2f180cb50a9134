import type { SessionView } from '@unanimous/protocol'
import { useEffect, useRef, useState } from 'react'
import type { LocalMedia } from '../../platform/media.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import type { Recorder } from './recorder.ts'

export interface RecorderNeeds {
  readonly session: SessionView
  readonly person: string | undefined
  readonly media: LocalMedia
  readonly remote: MediaStream | undefined
}

export interface RecorderState {
  /** Seconds that are safe on this machine's disk. */
  readonly kept: number
  readonly busy: boolean
  readonly failure: string | undefined
  readonly start: (video: boolean) => void
  readonly stop: () => void
}

interface Running {
  readonly recording: string
  readonly recorder: Recorder
}

/**
 * Records here for as long as the server says that both agree and this seat records. Whatever ends that, a press of either, consent
 * taken back, the room left, ends the file.
 */
export const useRecorder = ({ session, person, media: { micTrack, cameraTrack }, remote }: RecorderNeeds): RecorderState => {
  const [state, setState] = useState<{ kept: number; busy: boolean; failure: string | undefined }>({ kept: 0, busy: false, failure: undefined })
  const [running, setRunning] = useState<Running>()
  const latest = useRef<Running>(undefined)
  const here = useRef<string>(undefined)
  const mine = session.recordings.find(each => each.by === 'you')?.recording
  const set = (change: Partial<typeof state>) => setState(before => ({ ...before, ...change }))
  const { session: id } = session
  const halt = (recording: string) => void send('stop-recording', { session: id, recording }).catch(sayRefusal)

  const start = async (video: boolean) => {
    if (person === undefined) return
    set({ busy: true, failure: undefined, kept: 0 })
    try {
      const { startRecorder } = await import('./recorder.ts')
      const { recording, startedAt } = await send('start-recording', { session: id, video })
      // The room was left while it was asked: nobody is here who would stop it.
      if (here.current !== id) return halt(recording)
      const recorder = startRecorder({
        person, video, about: { recording, session: id, peer: session.peer?.handle ?? '', startedAt },
        kept: kept => set({ kept }),
        failed: failure => {
          set({ failure })
          halt(recording)
        },
      })
      latest.current = { recording, recorder }
      setRunning(latest.current)
    } catch (error) {
      sayRefusal(error)
    } finally {
      set({ busy: false })
    }
  }

  useEffect(() => running?.recorder.setOwn(micTrack, cameraTrack), [running, micTrack, cameraTrack])
  useEffect(() => running?.recorder.setPeer(remote), [running, remote])
  useEffect(() => {
    if (!running || mine === running.recording) return
    latest.current = undefined
    void running.recorder.stop()
  }, [running, mine])
  useEffect(() => {
    // A page that was loaded anew records nothing any more, whatever the server still says.
    if (mine !== undefined && !latest.current && !state.busy) void send('stop-recording', { session: id, recording: mine }).catch(() => undefined)
  }, [mine, id, state.busy])
  useEffect(() => {
    here.current = id
    return () => {
      here.current = undefined
      const left = latest.current
      if (!left) return
      latest.current = undefined
      void left.recorder.stop()
      void send('stop-recording', { session: id, recording: left.recording }).catch(() => undefined)
    }
  }, [id])
  return {
    ...state,
    start: video => void start(video),
    stop: () => void send('stop-recording', { session: id }).catch(sayRefusal),
  }
}
