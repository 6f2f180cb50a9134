import type { CallQuality, PictureHold, PictureWish } from './call-types.ts'

/** How often the line is measured, so that the counts below mean time: one sample every two seconds. */
const poorSamples = 3
const calmSamples = 5
const calmSamplesMost = 40
/** Pictures that stay this long are there to stay, and the next return is as quick as the first. */
const settledSamples = 30

/**
 * What is remembered of the line to decide about the cameras. `poor`: they are held back because of it.
 * `needed` is how many calm samples in a row bring them back; it doubles whenever they came back too early.
 */
export interface Pictures {
  readonly wish: PictureWish
  readonly poor: boolean
  readonly offered: boolean
  readonly run: number
  readonly needed: number
}

/** Cameras as the line allows, and nothing measured yet. */
export const startPictures: Pictures = { wish: 'auto', poor: false, offered: false, run: 0, needed: calmSamples }

const stepDown = (before: Pictures): Pictures => ({ ...before, poor: true, offered: false, run: 0 })

const whileSent = (before: Pictures, isPoor: boolean): Pictures => {
  // A run of poor samples is counted downwards, one of calm samples upwards.
  const run = isPoor ? Math.min(0, before.run) - 1 : Math.max(0, before.run) + 1
  if (before.wish === 'auto' && run <= -poorSamples) return stepDown(before)
  return { ...before, run, offered: isPoor, needed: run >= settledSamples ? calmSamples : before.needed }
}

const whileHeld = (before: Pictures, isPoor: boolean): Pictures => {
  const run = isPoor ? 0 : before.run + 1
  if (run < before.needed) return { ...before, run }
  return { ...before, poor: false, run: 0, needed: Math.min(before.needed * 2, calmSamplesMost) }
}

/**
 * The cameras after one more look at the line. Six seconds of a poor line hold them back, ten calm ones bring them
 * back; each return that did not last doubles the wait, up to eighty seconds, so that a line at its limit does not flicker.
 */
export const picturesAfter = (before: Pictures, tier: CallQuality['tier']): Pictures => {
  if (tier === undefined || before.wish === 'never') return before
  return before.poor ? whileHeld(before, tier === 'poor') : whileSent(before, tier === 'poor')
}

/** Who holds the cameras back, this person's own reasons first. */
export const heldBy = ({ wish, poor }: Pictures, peerAsks: boolean): PictureHold['heldBy'] => {
  if (wish === 'never') return 'choice'
  if (poor) return 'line'
  return peerAsks ? 'peer' : undefined
}
