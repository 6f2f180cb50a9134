import { createGate, createHearing, createSilero, readSileroWeights, type Hearing } from '@unanimous/speech'
import type { Begin, FromWorker } from './listen.ts'

const say = (message: FromWorker) => postMessage(message)

const hearingOf = async ({ rate, weights }: Begin): Promise<Hearing> => {
  try {
    const answer = await fetch(weights)
    if (!answer.ok) throw new Error(`the weights answered ${answer.status}`)
    const detector = createSilero(readSileroWeights(await answer.arrayBuffer()))
    say({ detector: 'silero' })
    return createHearing(detector, rate)
  } catch {
    // Loudness alone is better than nothing, as long as it says what it is.
    say({ detector: 'gate' })
    return createHearing(createGate(), rate)
  }
}

addEventListener('message', ({ data }: MessageEvent<Begin>) => {
  void hearingOf(data).then(hearing => {
    data.sound.addEventListener('message', ({ data: samples }: MessageEvent<Float32Array>) => {
      const heard = hearing.hear(samples)
      if (heard.frames > 0) say(heard)
    })
    data.sound.start()
  })
})
