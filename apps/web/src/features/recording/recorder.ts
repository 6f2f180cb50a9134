import { serverClock } from '../../platform/clock.ts'
import type { About } from './frames.ts'
import { createMix } from './mix.ts'
import { createPicture, type Picture } from './picture.ts'

export type ToStore =
  | { readonly do: 'open'; readonly person: string; readonly about: About }
  | { readonly do: 'sound'; readonly bytes: ArrayBuffer; readonly at: number }
  | { readonly do: 'close'; readonly at: number }

export type FromStore = { readonly kept: number } | { readonly closed: true } | { readonly failed: string }

/** One recording under way. */
export interface Recorder {
  setOwn(mic: MediaStreamTrack | undefined, camera: MediaStreamTrack | undefined): void
  setPeer(stream: MediaStream | undefined): void
  /** Ends it; what was heard up to now is kept. */
  stop(): Promise<void>
}

interface Needs {
  readonly person: string
  /** Both pictures as well as both voices. */
  readonly video: boolean
  readonly about: Omit<About, 'type'>
  readonly kept: (seconds: number) => void
  readonly failed: (message: string) => void
}

const CHUNK_MS = 1_000
const SOUND_BITS = 32_000
const PICTURE_BITS = 500_000
/** How long the last second may take to reach the disk. */
const LAST_MS = 3_000

const types = { sound: ['audio/webm;codecs=opus', 'audio/mp4'], picture: ['video/webm;codecs=vp8,opus', 'video/mp4'] } as const

const typeOf = (video: boolean): string => {
  const wanted = video ? types.picture : types.sound
  return wanted.find(type => MediaRecorder.isTypeSupported(type)) ?? wanted[0]
}

/** Sound and, where it is wanted, picture, from whatever the two send. */
const createSources = (video: boolean) => {
  const mix = createMix()
  const picture: Picture | undefined = video ? createPicture() : undefined
  return {
    stream: new MediaStream([mix.track, ...(picture ? [picture.track] : [])]),
    setOwn(mic: MediaStreamTrack | undefined, camera: MediaStreamTrack | undefined) {
      mix.setOwn(mic)
      picture?.setOwn(camera)
    },
    setPeer(stream: MediaStream | undefined) {
      mix.setPeer(stream)
      picture?.setPeer(stream)
    },
    close() {
      mix.close()
      picture?.close()
    },
  }
}

/** Begins to record both, a second at a time, into a file of this browser. */
export const startRecorder = ({ person, video, about, kept, failed }: Needs): Recorder => {
  const type = typeOf(video)
  const sources = createSources(video)
  const store = new Worker(new URL('./store.worker.ts', import.meta.url), { type: 'module', name: 'recording' })
  const tell = (message: ToStore, transfer: Transferable[] = []) => store.postMessage(message, transfer)
  let closed = () => {}
  store.addEventListener('message', ({ data }: MessageEvent<FromStore>) => {
    if ('kept' in data) kept(data.kept)
    else if ('failed' in data) failed(data.failed)
    else closed()
  })
  store.addEventListener('error', event => failed(event.message))
  tell({ do: 'open', person, about: { ...about, type } })

  const recorder = new MediaRecorder(sources.stream, { mimeType: type, audioBitsPerSecond: SOUND_BITS, ...(video ? { videoBitsPerSecond: PICTURE_BITS } : {}) })
  /** Chunks are turned into bytes one after the other, so that they are written in order. */
  let last: Promise<void> = Promise.resolve()
  recorder.addEventListener('dataavailable', ({ data }) => {
    const at = serverClock.now()
    last = last.then(async () => {
      const bytes = await data.arrayBuffer()
      if (bytes.byteLength > 0) tell({ do: 'sound', bytes, at }, [bytes])
    })
  })
  recorder.addEventListener('error', () => failed('the browser stopped recording'))
  recorder.start(CHUNK_MS)

  let ending: Promise<void> | undefined
  const end = async () => {
    const stopped = new Promise<void>(resolve => recorder.addEventListener('stop', () => resolve(), { once: true }))
    if (recorder.state !== 'inactive') {
      recorder.stop()
      await stopped
    }
    await last
    sources.close()
    const saved = new Promise<void>(resolve => {
      closed = resolve
      setTimeout(resolve, LAST_MS)
    })
    tell({ do: 'close', at: serverClock.now() })
    await saved
    store.terminate()
  }
  return { setOwn: sources.setOwn, setPeer: sources.setPeer, stop: () => ending ??= end() }
}
