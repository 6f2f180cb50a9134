import { type Heard, sileroWeightsUrl } from '@unanimous/speech'
import framesUrl from './frames.worklet.ts?worker&url'

/** `gate` is mere loudness: what it counts is approximate. */
export type Detector = 'silero' | 'gate'

/** What the worker is begun with: the rate of the sound, where it comes in, and where the detector's weights are fetched. */
export interface Begin {
  readonly rate: number
  readonly sound: MessagePort
  readonly weights: string
}

export type FromWorker = Heard | { readonly detector: Detector }

interface Listener {
  readonly heard: (heard: Heard) => void
  readonly detector: (detector: Detector) => void
}

/**
 * Listens for speech in a microphone that is open already, beside whatever else uses it. Sound goes from the browser's audio
 * thread to a worker and ends there; only counts come out. Gives how to stop.
 */
export const listenForSpeech = (track: MediaStreamTrack, { heard, detector }: Listener): (() => void) => {
  const context = new AudioContext()
  const worker = new Worker(new URL('./hearing.worker.ts', import.meta.url), { type: 'module', name: 'hearing' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => ('detector' in data ? detector(data.detector) : heard(data)))
  let source: MediaStreamAudioSourceNode | undefined
  const begin = async () => {
    await context.audioWorklet.addModule(framesUrl)
    const node = new AudioWorkletNode(context, 'frames', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' })
    const { port1, port2 } = new MessageChannel()
    node.port.postMessage(port1, [port1])
    worker.postMessage({ rate: context.sampleRate, sound: port2, weights: sileroWeightsUrl.href } satisfies Begin, [port2])
    source = context.createMediaStreamSource(new MediaStream([track]))
    source.connect(node)
  }
  // A context that was closed meanwhile has nothing to begin.
  void begin().catch(() => undefined)
  // Browsers keep sound asleep until the person has pressed something on the page.
  const wake = setInterval(() => context.state === 'suspended' && void context.resume().catch(() => undefined), 1_000)
  return () => {
    clearInterval(wake)
    source?.disconnect()
    worker.terminate()
    void context.close().catch(() => undefined)
  }
}
