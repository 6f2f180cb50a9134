import { milliseconds, minutes } from '@unanimous/kernel'
import type { Milliseconds } from '@unanimous/kernel'
import { mediumOf } from './medium.ts'
import type { RoundSetup } from './setup.ts'

/** When every box of a design should say why it is there, in a round of full length. (domain.md 9) */
const REASONS_DUE = 25
const FULL_LENGTH = 60

const HEADING = /^\s*#/
/** The part of the outline that asks for a because with each component, or calls itself by that name. */
const BOXES_HEADING = /^\s*#.*(because|component)/i
const BOX = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/
/** A because with something behind it; the template's own line has only dots. */
const REASON = /\bbecause\b[^\p{L}\p{N}]*[\p{L}\p{N}]/iu
const WORD = /[\p{L}\p{N}]/u
/** Straight on to the exception, as the template has it, is no reason either. */
const NO_REASON = /\bbecause\b\W*\bunless\b/i
const TEMPLATE_WORDS = /\b(?:because|unless|own, inherited or lost)\b/gi

const nameOf = (box: string): string => (box.split(/\bbecause\b|,|:|\(/i)[0] ?? '').trim()

/** Components that the outline of a design lists without a reason: brands, where it grows. */
export const boxesWithoutReason = (outline: string): readonly string[] => {
  let inBoxes = false
  return outline.split('\n').flatMap(line => {
    if (HEADING.test(line)) inBoxes = BOXES_HEADING.test(line)
    const box = inBoxes ? BOX.exec(line)?.[1] ?? '' : ''
    const isEmpty = !WORD.test(box.replace(TEMPLATE_WORDS, ''))
    if (isEmpty || (REASON.test(box) && !NO_REASON.test(box))) return []
    return nameOf(box) || []
  })
}

/** Whether the boxes of a design should have their reasons by now. */
export const areReasonsDue = (round: Pick<RoundSetup, 'kind' | 'minutes' | 'stretch'>, elapsed: Milliseconds): boolean =>
  mediumOf(round.kind) === 'board' && elapsed >= milliseconds(minutes(REASONS_DUE) * (round.minutes / FULL_LENGTH) * round.stretch)
