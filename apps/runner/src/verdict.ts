import type { SelfTest } from './self-test.ts'

/** What a self-test means: whether code may be run here, and what to tell the operator. */
export const verdictOf = ({ tried, open }: SelfTest, bounds: string): { readonly tight: boolean; readonly lines: readonly string[] } => {
  if (open.length === 0 && tried.length > 0) return { tight: true, lines: [`all ${tried.length} attacks were contained (${bounds})`] }
  const named = new Set(open.map(({ attack }) => attack))
  return { tight: false, lines: [...open.map(({ attack, what }) => `OPEN  ${attack}: ${what}`), `refuses to start: ${named.size} of ${tried.length} attacks are not contained on this machine.`] }
}
