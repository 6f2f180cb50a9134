import { ok, refuse, type Result } from '@unanimous/kernel'
import type { z } from 'zod'

/** A database holds neither the character zero nor half of a surrogate pair; no keyboard types either. */
const cannotBeStored = (text: string) => /\0|\p{Cs}/u.test(text)

const holdsUnstorable = (raw: unknown): boolean => {
  const pending = [raw]
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value === 'string' && cannotBeStored(value)) return true
    if (typeof value === 'object' && value !== null) pending.push(...Object.keys(value), ...Object.values(value))
  }
  return false
}

/** Reads what came from outside, once; refuses with the first thing that is wrong and where it stands. */
export const parse = <S extends z.ZodType>(schemaOf: S, raw: unknown): Result<z.output<S>> => {
  if (holdsUnstorable(raw)) return refuse('input/invalid', 'This text holds characters that cannot be kept.')
  const parsed = schemaOf.safeParse(raw)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
  return refuse('input/invalid', `${where}${(issue?.message ?? 'This is not understood').replace(/\.$/, '')}.`)
}
