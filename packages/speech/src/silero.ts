import { SILERO_SHAPE, type SileroWeights } from './silero-weights.ts'

/** Samples a second that the detector hears. */
export const SPEECH_RATE = 16_000
/** Samples of one answer: 32 ms. */
export const SPEECH_FRAME = 512

/** Says how likely somebody speaks in each frame of sound. Frames are one stream: what was heard before counts. */
export interface SpeechDetector {
  /** Takes the next `SPEECH_FRAME` samples at `SPEECH_RATE`, between -1 and 1. Gives 0 to 1. */
  probability(frame: Float32Array): number
}

const CONTEXT = 64
const WINDOW = 256
const HOP = 128
const BANDS = WINDOW / 2 + 1
const STEPS = 4
const HIDDEN = 128

/** One layer of the encoder: a convolution over time with three taps, one step of padding at both ends, then what is below zero is cut. */
interface Layer {
  readonly weight: Float32Array
  readonly bias: Float32Array
  readonly inputs: number
  readonly outputs: number
  readonly stride: 1 | 2
}

/** Three taps of one channel, at a place of its row and its neighbours. */
const tapped = (weight: Float32Array, tap: number, input: Float32Array, place: number): number =>
  (weight[tap] ?? 0) * (input[place] ?? 0) + (weight[tap + 1] ?? 0) * (input[place + 1] ?? 0) + (weight[tap + 2] ?? 0) * (input[place + 2] ?? 0)

/** `input` holds a row a channel, of `steps` numbers between two zeros; so does the answer. */
const convolve = ({ weight, bias, inputs, outputs, stride }: Layer, input: Float32Array, steps: number): Float32Array => {
  const after = Math.ceil(steps / stride)
  const output = new Float32Array(outputs * (after + 2))
  for (let out = 0; out < outputs; out++) {
    for (let step = 0; step < after; step++) {
      let sum = bias[out] ?? 0
      for (let channel = 0; channel < inputs; channel++) sum += tapped(weight, (out * inputs + channel) * 3, input, channel * (steps + 2) + step * stride)
      output[out * (after + 2) + step + 1] = Math.max(0, sum)
    }
  }
  return output
}

/** The windows of a frame are short, so a table of waves is as quick as anything. */
const waves = (): { readonly cosine: Float32Array; readonly sine: Float32Array } => {
  const cosine = new Float32Array(BANDS * WINDOW)
  const sine = new Float32Array(BANDS * WINDOW)
  for (let band = 0; band < BANDS; band++) {
    for (let at = 0; at < WINDOW; at++) {
      const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW)
      const angle = (2 * Math.PI * band * at) / WINDOW
      cosine[band * WINDOW + at] = hann * Math.cos(angle)
      sine[band * WINDOW + at] = hann * Math.sin(angle)
    }
  }
  return { cosine, sine }
}

/** How loud each band is in each of the frame's four windows, a row a band between two zeros. */
const spectrum = (heard: Float32Array, { cosine, sine }: ReturnType<typeof waves>): Float32Array => {
  const loud = new Float32Array(BANDS * (STEPS + 2))
  for (let band = 0; band < BANDS; band++) {
    const table = band * WINDOW
    for (let step = 0; step < STEPS; step++) {
      let real = 0
      let imaginary = 0
      for (let at = 0; at < WINDOW; at++) {
        const sample = heard[step * HOP + at] ?? 0
        real += sample * (cosine[table + at] ?? 0)
        imaginary += sample * (sine[table + at] ?? 0)
      }
      loud[band * (STEPS + 2) + step + 1] = Math.hypot(real, imaginary)
    }
  }
  return loud
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** One gate's weighted sum of what is heard and what is remembered. */
const gate = ({ inputWeight, inputBias, stateWeight, stateBias }: SileroWeights, place: number, input: Float32Array, state: Float32Array): number => {
  let sum = (inputBias[place] ?? 0) + (stateBias[place] ?? 0)
  const row = place * HIDDEN
  for (let index = 0; index < HIDDEN; index++) sum += (inputWeight[row + index] ?? 0) * (input[index] ?? 0) + (stateWeight[row + index] ?? 0) * (state[index] ?? 0)
  return sum
}

/** A long short-term memory: it forgets, takes in and gives out as its gates say. */
const remember = (weights: SileroWeights, input: Float32Array, before: Memory): Memory => {
  const state = new Float32Array(HIDDEN)
  const cell = new Float32Array(HIDDEN)
  for (let index = 0; index < HIDDEN; index++) {
    const [takes, keeps, fresh, gives] = [0, 1, 2, 3].map((each) => gate(weights, each * HIDDEN + index, input, before.state)) as [number, number, number, number]
    const now = sigmoid(keeps) * (before.cell[index] ?? 0) + sigmoid(takes) * Math.tanh(fresh)
    cell[index] = now
    state[index] = sigmoid(gives) * Math.tanh(now)
  }
  return { state, cell }
}

interface Memory {
  readonly state: Float32Array
  readonly cell: Float32Array
}

/** The frame after the newest samples before it, and reflected at its end by as many. */
const withContext = (heard: Float32Array, frame: Float32Array): void => {
  heard.copyWithin(0, SPEECH_FRAME, SPEECH_FRAME + CONTEXT)
  heard.set(frame.subarray(0, SPEECH_FRAME), CONTEXT)
  const end = CONTEXT + SPEECH_FRAME
  for (let index = 0; index < CONTEXT; index++) heard[end + index] = heard[end - 2 - index] ?? 0
}

/**
 * Silero's voice activity detector, version 6, for 16 kHz: a spectrum, four convolutions, a memory. Its sums are written out here
 * because they are few (0.7 million a frame), so that no page needs a WebAssembly runtime of many megabytes and the right to run it.
 */
export const createSilero = (weights: SileroWeights): SpeechDetector => {
  const tables = waves()
  const heard = new Float32Array(2 * CONTEXT + SPEECH_FRAME)
  const layers = SILERO_SHAPE.layers.map((shape, index): Layer => ({ ...shape, weight: weights.layerWeights[index] ?? new Float32Array(), bias: weights.layerBiases[index] ?? new Float32Array() }))
  let memory: Memory = { state: new Float32Array(HIDDEN), cell: new Float32Array(HIDDEN) }
  return {
    probability(frame) {
      withContext(heard, frame)
      let [signal, steps] = [spectrum(heard, tables), STEPS]
      for (const layer of layers) {
        signal = convolve(layer, signal, steps)
        steps = Math.ceil(steps / layer.stride)
      }
      // One step is left, between its two zeros.
      memory = remember(weights, signal.filter((_, index) => index % 3 === 1), memory)
      let sum = weights.outBias[0] ?? 0
      for (let index = 0; index < HIDDEN; index++) sum += (weights.outWeight[index] ?? 0) * Math.max(0, memory.state[index] ?? 0)
      return sigmoid(sum)
    },
  }
}
