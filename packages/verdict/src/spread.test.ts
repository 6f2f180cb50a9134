import { expect, test } from 'vitest'
import { mayHoldMore } from './spread.ts'
import type { LoopSeat, RoundKind } from '@unanimous/rounds'

const answer = (kind: RoundKind, held: readonly LoopSeat[]): string => {
  const result = mayHoldMore(kind, held)
  return result.ok ? 'ok' : result.refusal.code
}

test('[V30] somebody met in the queue holds two rounds of a loop and no third, a screen apart', () => {
  expect(answer('coding', [])).toBe('ok')
  expect(answer('coding', ['coding1'])).toBe('ok')
  expect(answer('coding', ['recruiter', 'hm'])).toBe('ok')
  expect(answer('coding', ['hm', 'tech'])).toBe('loop/same-interviewer')
  expect(answer('recruiter', ['hm', 'tech'])).toBe('ok')
})

test('[V30] and never both system design and culture', () => {
  expect(answer('sd', ['culture'])).toBe('loop/same-interviewer')
  expect(answer('culture', ['sd'])).toBe('loop/same-interviewer')
  expect(answer('deep', ['sd'])).toBe('ok')
  expect(answer('culture', ['hm'])).toBe('ok')
})
