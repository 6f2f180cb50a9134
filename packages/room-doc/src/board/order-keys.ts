import { boardLimits } from './limits.ts'

/*
 * The order of the elements is in keys that compare as strings: a head that says how many digits of a whole number follow
 * (`a` one, `b` two, … and `Z`, `Y`, … for numbers below it), then a fraction that never ends in 0. The canvas makes them;
 * here they are only checked, and put between two others where two people drew at once.
 */

const wholeLength = (head: string): number => {
  if (head >= 'a' && head <= 'z') return head.charCodeAt(0) - 95
  return head >= 'A' && head <= 'Z' ? 92 - head.charCodeAt(0) : 0
}

const lowest = `A${'0'.repeat(26)}`

/** Whether the canvas could have made this key: it throws over any other. */
export const isOrderKey = (value: unknown): value is string => {
  if (typeof value !== 'string' || value.length > boardLimits.indexChars || !/^[0-9A-Za-z]+$/.test(value) || value === lowest) return false
  const length = wholeLength(value.charAt(0))
  return length > 0 && value.length >= length && !(value.length > length && value.endsWith('0'))
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The next whole number where one more digit is not needed; else a fraction further. */
const keyAfter = (key: string): string => {
  const length = wholeLength(key.charAt(0))
  const whole = key.slice(0, length)
  for (let at = length - 1; at > 0; at--) {
    const next = digits[digits.indexOf(whole.charAt(at)) + 1]
    if (next !== undefined) return whole.slice(0, at) + next + '0'.repeat(length - 1 - at)
  }
  const head = whole.charAt(0)
  return head >= 'a' && head < 'z' ? `${String.fromCharCode(head.charCodeAt(0) + 1)}${'0'.repeat(length)}` : `${key}V`
}

/** A key behind `before`, and in front of `next` where there is one, which must itself be behind it. */
export const keyBetween = (before: string | undefined, next: string | undefined): string => {
  const start = before ?? 'a0'
  if (before === undefined && (next === undefined || start < next)) return start
  if (next === undefined) return keyAfter(start)
  const plain = `${start}V`
  if (plain < next || !next.startsWith(start)) return plain
  const zeros = /^0*/.exec(next.slice(start.length))?.[0] ?? ''
  return `${start}${zeros}0V`
}
