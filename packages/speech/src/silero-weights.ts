/** What the detector has learnt, in the order in which the file holds it. */
export interface SileroWeights {
  readonly layerWeights: readonly Float32Array[]
  readonly layerBiases: readonly Float32Array[]
  readonly inputWeight: Float32Array
  readonly stateWeight: Float32Array
  readonly inputBias: Float32Array
  readonly stateBias: Float32Array
  readonly outWeight: Float32Array
  readonly outBias: Float32Array
}

/** The encoder, layer by layer. */
export const SILERO_SHAPE = {
  layers: [
    { inputs: 129, outputs: 128, stride: 1 },
    { inputs: 128, outputs: 64, stride: 2 },
    { inputs: 64, outputs: 64, stride: 2 },
    { inputs: 64, outputs: 128, stride: 1 },
  ],
  hidden: 128,
} as const

const GATES = 4

/** A number of half precision, of which the file is made. */
const fromHalf = (half: number): number => {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

const { hidden, layers } = SILERO_SHAPE
const layerSizes = layers.flatMap(({ inputs, outputs }) => [outputs * inputs * 3, outputs])
const sizes: readonly number[] = [...layerSizes, GATES * hidden * hidden, GATES * hidden * hidden, GATES * hidden, GATES * hidden, hidden, 1]

/** Reads the file of weights (`model/silero-vad-v6.bin`). Throws where it is cut short: a detector of half a mind is worse than none. */
export const readSileroWeights = (file: ArrayBuffer): SileroWeights => {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (file.byteLength !== total * 2) throw new Error(`the weights have ${file.byteLength} bytes instead of ${total * 2}`)
  const view = new DataView(file)
  let at = 0
  const parts = sizes.map((size) => Float32Array.from({ length: size }, () => fromHalf(view.getUint16(2 * at++, true))))
  const place = (index: number): Float32Array => parts[index] ?? new Float32Array()
  const after = layers.length * 2
  return {
    layerWeights: layers.map((_, index) => place(2 * index)),
    layerBiases: layers.map((_, index) => place(2 * index + 1)),
    inputWeight: place(after), stateWeight: place(after + 1), inputBias: place(after + 2), stateBias: place(after + 3),
    outWeight: place(after + 4), outBias: place(after + 5),
  }
}
