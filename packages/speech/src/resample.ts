/** Turns sound of another rate into one of 16 kHz, piece by piece, without a seam between the pieces. */
export interface Resampler {
  /** Takes the next samples, and gives those of the new rate that they complete. */
  push(samples: Float32Array): Float32Array
}

/** Half the taps of the low pass, on each side of its middle. */
const REACH = 24

/** A windowed sinc that lets pass what the lower rate can hold. `cutoff` is in cycles a sample. */
const lowPass = (cutoff: number): Float32Array => {
  const taps = Float32Array.from({ length: 2 * REACH + 1 }, (_, index) => {
    const at = index - REACH
    const sinc = at === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * at) / (Math.PI * at)
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * at) / REACH))
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
}

/** A resampler between these rates, in samples a second. The same rate passes through. */
export const createResampler = (from: number, to: number): Resampler => {
  if (from === to) return { push: (samples) => samples.slice() }
  const taps = lowPass((0.45 * Math.min(from, to)) / from)
  const step = from / to
  let held = new Float32Array(2 * REACH)
  let next = REACH
  const filtered = (middle: number): number => {
    let sum = 0
    for (let tap = 0; tap < taps.length; tap++) sum += (taps[tap] ?? 0) * (held[middle - REACH + tap] ?? 0)
    return sum
  }
  return {
    push(samples) {
      const all = new Float32Array(held.length + samples.length)
      all.set(held)
      all.set(samples, held.length)
      held = all
      const made: number[] = []
      for (; next + REACH + 1 < held.length; next += step) {
        const left = Math.floor(next)
        const share = next - left
        const here = filtered(left)
        made.push(share === 0 ? here : here + share * (filtered(left + 1) - here))
      }
      const spent = Math.max(0, Math.floor(next) - REACH)
      held = held.slice(spent)
      next -= spent
      return Float32Array.from(made)
    },
  }
}
