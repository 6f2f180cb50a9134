import { serverClock } from '../../platform/clock.ts'
import type { About } from './frames.ts'
import { createMix, type Mix } from './mix.ts'

export type ToStore =
  | { readonly do: 'open'; readonly person: string; readonly about: About }
  | { readonly do: 'sound'; readonly bytes: ArrayBuffer; readonly at: number }
  | { readonly do: 'close'; readonly at: number }

export type FromStore = { readonly kept: number } | { readonly closed: true } | { readonly failed: string }

/** One recording under way. */
export interface Recorder extends Pick<Mix, 'setOwn' | 'setPeer'> {
  /** Ends it; what was heard up to now is kept. */
  stop(): Promise<void>
}

interface Needs {
  readonly person: string
  readonly about: Omit<About, 'type'>
  readonly kept: (seconds: number) => void
  readonly failed: (message: string) => void
}

const CHUNK_MS = 1_000
const BITS_PER_SECOND = 32_000
/** How long the last second may take to reach the disk. */
const LAST_MS = 3_000

const types = ['audio/webm;codecs=opus', 'audio/mp4'] as const

/** Whether this browser can record at all. */
export const canRecord = (): boolean => typeof MediaRecorder !== 'undefined' && 'storage' in navigator && types.some(type => MediaRecorder.isTypeSupported(type))

/** Begins to record both voices, a second at a time, into a file of this browser. */
export const startRecorder = ({ person, about, kept, failed }: Needs): Recorder => {
  const type = types.find(each => MediaRecorder.isTypeSupported(each)) ?? types[0]
  const mix = createMix()
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

  const recorder = new MediaRecorder(new MediaStream([mix.track]), { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND })
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
    mix.close()
    const saved = new Promise<void>(resolve => {
      closed = resolve
      setTimeout(resolve, LAST_MS)
    })
    tell({ do: 'close', at: serverClock.now() })
    await saved
    store.terminate()
  }
  return { setOwn: mix.setOwn, setPeer: mix.setPeer, stop: () => ending ??= end() }
}
