import { readFileSync } from 'node:fs'
import { isMissing, spokenSound, type SpokenSound } from '@unanimous/testing'
import { describe, expect, test } from 'vitest'
import { createGate, createHearing, createResampler, createSilero, readSileroWeights, SPEECH_FRAME, SPEECH_FROM, SPEECH_RATE, sileroWeightsUrl, type SpeechDetector } from './index.ts'

const weightsFile = (): ArrayBuffer => Uint8Array.from(readFileSync(sileroWeightsUrl)).buffer
const silero = () => createSilero(readSileroWeights(weightsFile()))
const share = (answers: readonly boolean[]): number => answers.filter(Boolean).length / answers.length

/** What a detector says of each 20 ms, from the frame that holds its middle. */
const saidOf = (detector: SpeechDetector, { samples, truth }: SpokenSound): readonly boolean[] => {
  const frames: boolean[] = []
  for (let at = 0; at + SPEECH_FRAME <= samples.length; at += SPEECH_FRAME) frames.push(detector.probability(samples.subarray(at, at + SPEECH_FRAME)) > SPEECH_FROM)
  return truth.map((_, index) => frames[Math.min(frames.length - 1, Math.floor(((index + 0.5) * SPEECH_RATE) / 50 / SPEECH_FRAME))] === true)
}

const measured = (detector: SpeechDetector, sound: SpokenSound) => {
  const said = saidOf(detector, sound)
  return { accuracy: share(said.map((answer, index) => answer === sound.truth[index])), talkOff: Math.abs(share(said) - share(sound.truth)) }
}

/** A voice that is none: partials of a wandering pitch under two wandering formants, so that the answers lie between yes and no. */
const babble = (length: number): Float32Array => {
  let phase = 0
  return Float32Array.from({ length }, (_, index) => {
    const at = index / SPEECH_RATE
    phase += (2 * Math.PI * (120 + 25 * Math.sin(2 * Math.PI * 1.3 * at))) / SPEECH_RATE
    const first = 550 + 250 * Math.sin(2 * Math.PI * 2.1 * at)
    const second = 1_500 + 500 * Math.cos(2 * Math.PI * 1.7 * at)
    let sum = 0
    for (let partial = 1; partial <= 25; partial++) {
      const hertz = partial * 120
      sum += Math.sin(partial * phase) * (Math.exp(-(((hertz - first) / 150) ** 2)) + 0.5 * Math.exp(-(((hertz - second) / 200) ** 2)))
    }
    return 0.15 * Math.max(0, Math.sin(2 * Math.PI * 2 * at)) ** 2 * sum
  })
}

/** What onnxruntime 1.30 gives for `silero_vad_v6.onnx` and this babble, every fourth frame. */
const REFERENCE = [0.532, 0.963, 0.378, 0.354, 0.839, 0.647, 0.23, 0.293, 0.627, 0.92, 0.206, 0.355, 0.805, 0.914, 0.186, 0.265]

describe('Silero', () => {
  test('says what the reference runtime says of the same sound', () => {
    const detector = silero()
    const sound = babble(64 * SPEECH_FRAME)
    const said = Array.from({ length: 64 }, (_, frame) => detector.probability(sound.subarray(frame * SPEECH_FRAME, (frame + 1) * SPEECH_FRAME)))
    // Weights of half precision cost a little.
    for (const [index, expected] of REFERENCE.entries()) expect(Math.abs((said[4 * index + 3] ?? 0) - expected)).toBeLessThan(0.05)
  })

  test('takes a file that was cut short for no weights at all', () => {
    expect(() => readSileroWeights(weightsFile().slice(0, 1_000))).toThrow('the weights have 1000 bytes')
  })
})

describe.skipIf(isMissing('espeak-ng'))('speech of which every moment is known', () => {
  test.each(['clean', 'fan', 'typing'] as const)('%s: at least 0.92 of all 20 ms, and the share of talk within seven points', room => {
    const { accuracy, talkOff } = measured(silero(), spokenSound(room))
    expect(accuracy).toBeGreaterThanOrEqual(0.92)
    expect(talkOff).toBeLessThanOrEqual(0.07)
  })

  test('mere loudness does as well in a silent room, and fails as soon as somebody types', () => {
    expect(measured(createGate(), spokenSound('clean')).accuracy).toBeGreaterThanOrEqual(0.92)
    const typing = measured(createGate(), spokenSound('typing'))
    expect(typing.accuracy).toBeLessThan(0.75)
    expect(typing.talkOff).toBeGreaterThan(0.2)
  })

  test('through another rate and in small pieces it hears the same share', () => {
    const sound = spokenSound('typing')
    const up = createResampler(SPEECH_RATE, 44_100)
    const hearing = createHearing(silero(), 44_100)
    const total = { frames: 0, speech: 0 }
    for (let at = 0; at < sound.samples.length; at += 1_000) {
      const { frames, speech } = hearing.hear(up.push(sound.samples.subarray(at, at + 1_000)))
      total.frames += frames
      total.speech += speech
    }
    expect(total.frames).toBeGreaterThan(sound.samples.length / SPEECH_FRAME - 4)
    expect(Math.abs(total.speech / total.frames - share(sound.truth))).toBeLessThanOrEqual(0.07)
  })
})

describe('another rate', () => {
  const tone = (hertz: number, rate: number, length: number) => Float32Array.from({ length }, (_, at) => Math.sin((2 * Math.PI * hertz * at) / rate))
  const loudest = (samples: Float32Array) => samples.slice(200, -200).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)

  test.each([44_100, 48_000, 96_000])('from %i a tone of speech passes whole, one beyond the new rate does not', rate => {
    expect(loudest(createResampler(rate, SPEECH_RATE).push(tone(440, rate, rate)))).toBeCloseTo(1, 1)
    expect(loudest(createResampler(rate, SPEECH_RATE).push(tone(11_000, rate, rate)))).toBeLessThan(0.1)
  })

  test('pieces leave no seam', () => {
    const whole = createResampler(48_000, SPEECH_RATE).push(tone(300, 48_000, 9_600))
    const pieces = createResampler(48_000, SPEECH_RATE)
    const parts = Array.from({ length: 75 }, (_, index) => [...pieces.push(tone(300, 48_000, 9_600).subarray(index * 128, index * 128 + 128))]).flat()
    expect(parts.length).toBe(whole.length)
    expect(parts.every((sample, index) => Math.abs(sample - (whole[index] ?? 0)) < 1e-6)).toBe(true)
  })
})
