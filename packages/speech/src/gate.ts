import { SPEECH_RATE, type SpeechDetector } from './silero.ts'

/** How far above the quiet of the room a sound must be. */
const ABOVE_DB = 12
/** Speech has gaps between words: it lasts this long after the last loud frame. */
const HANG_S = 0.3
/** The floor follows quiet at once and noise slowly, in decibels a second. */
const RISE_DB = 1.5
const SILENCE_DB = -70

/**
 * Takes loudness for speech. It is no detector of speech: keys on a desk are loud too, so whatever it counts is approximate and
 * labelled so. Used only where the real one could not be fetched.
 */
export const createGate = (): SpeechDetector => {
  let floorDb = SILENCE_DB
  let hangs = 0
  return {
    probability(frame) {
      const seconds = frame.length / SPEECH_RATE
      const power = frame.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, frame.length)
      const db = Math.max(SILENCE_DB, 10 * Math.log10(power + 1e-12))
      floorDb = db < floorDb ? db : Math.min(db, floorDb + RISE_DB * seconds)
      hangs = db > floorDb + ABOVE_DB ? HANG_S : hangs - seconds
      return hangs > 0 ? 1 : 0
    },
  }
}
