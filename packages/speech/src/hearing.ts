import { createResampler } from './resample.ts'
import { SPEECH_FRAME, SPEECH_RATE, type SpeechDetector } from './silero.ts'

/** From here on a frame counts as speech. */
export const SPEECH_FROM = 0.5

/** What was heard in a stretch of sound: frames of 32 ms, and those of them with speech. */
export interface Heard {
  readonly frames: number
  readonly speech: number
}

/** Listens to one microphone: sound goes in, counts come out, and nothing of the sound is kept. */
export interface Hearing {
  /** Takes the next samples at the microphone's rate and gives what its whole frames held. */
  hear(samples: Float32Array): Heard
}

/** Cuts sound of any rate into frames and asks a detector about each. */
export const createHearing = (detector: SpeechDetector, rate: number): Hearing => {
  const resampler = createResampler(rate, SPEECH_RATE)
  const frame = new Float32Array(SPEECH_FRAME)
  let filled = 0
  return {
    hear(samples) {
      let [frames, speech] = [0, 0]
      for (const sample of resampler.push(samples)) {
        frame[filled++] = sample
        if (filled < SPEECH_FRAME) continue
        filled = 0
        frames += 1
        if (detector.probability(frame) > SPEECH_FROM) speech += 1
      }
      return { frames, speech }
    },
  }
}
