import { type Engine, engines, isMissing, type OutsideTool } from '@unanimous/testing'
import { describe } from 'vitest'

/** The same tests over each database. What this machine lacks for them, PostgreSQL among it, has them skipped and counted so. */
export const eachEngine = (title: `${string}%s${string}`, tests: (engine: Engine) => void, tools: readonly OutsideTool['name'][] = []): void => {
  for (const engine of engines) {
    const needed = engine === 'postgres' ? [...tools, 'postgresql' as const] : tools
    describe.skipIf(needed.some(isMissing))(`${title.replace('%s', engine)}`, () => {
      tests(engine)
    })
  }
}
