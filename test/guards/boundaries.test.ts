import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cruise } from '../../infra/boundaries/cruise.mjs'
import { forbidden } from '../../infra/boundaries/rules.mjs'

/** A project in which every rule holds, with one package from outside. */
const clean = {
  'node_modules/outside/package.json': JSON.stringify({ name: 'outside', version: '1.0.0', main: 'index.js' }),
  'node_modules/outside/index.js': 'module.exports = 1',
  'node_modules/only-for-tests/package.json': JSON.stringify({ name: 'only-for-tests', version: '1.0.0', main: 'index.js' }),
  'node_modules/only-for-tests/index.js': 'module.exports = 1',
  'node_modules/undeclared/package.json': JSON.stringify({ name: 'undeclared', version: '1.0.0', main: 'index.js' }),
  'node_modules/undeclared/index.js': 'module.exports = 1',
  'package.json': JSON.stringify({ name: 'clean', dependencies: { outside: '1.0.0' }, devDependencies: { 'only-for-tests': '1.0.0' } }),
  'packages/kernel/src/index.ts': 'export const kernel = 1',
  'packages/rounds/src/index.ts': "export { kernel as rounds } from '../../kernel/src/index.ts'",
  'packages/verdict/src/index.ts': "export { rounds as verdict } from '../../rounds/src/index.ts'",
  'packages/matching/src/index.ts': "export { kernel as matching } from '../../kernel/src/index.ts'",
  'packages/prep/src/index.ts': "export { verdict as prep } from '../../verdict/src/index.ts'",
  'packages/db/src/index.ts': "import outside from 'outside'\nexport const db = outside",
  'packages/bank/src/index.ts': "export { rounds as bank } from '../../rounds/src/index.ts'",
  'packages/testing/src/index.ts': "export { db as testing } from '../../db/src/index.ts'",
  'apps/server/src/main.ts': "import './app.ts'",
  'apps/server/src/app.ts': "import './features/rooms/rooms.ts'\nimport './features/call/call.ts'",
  'apps/server/src/features/rooms/rooms.ts': "export { queue } from '../../platform/queue.ts'",
  'apps/server/src/features/call/call.ts': "export { queue } from '../../platform/queue.ts'",
  'apps/server/src/platform/queue.ts': "import 'node:fs'\nexport const queue = 1",
  'apps/runner/src/main.ts': "import '../../../packages/kernel/src/index.ts'",
  'apps/web/src/main.tsx': "import './ui/button.tsx'\nimport '../../../packages/kernel/src/index.ts'",
  'apps/web/src/ui/button.tsx': 'export const button = 1',
  'test/whole.test.ts': "import '../packages/testing/src/index.ts'",
}

/** By rule: the files that break it and no other. */
const violations: Record<string, Record<string, string>> = {
  'pure-stays-pure': { 'packages/rounds/src/index.ts': "import 'node:crypto'\nexport const rounds = 1" },
  'kernel-imports-nothing': {
    'packages/kernel/src/index.ts': "export { bank as kernel } from '../../bank/src/index.ts'",
    'packages/bank/src/index.ts': "import 'outside'\nexport const bank = 1",
  },
  'rounds-imports-only-kernel': {
    'packages/rounds/src/index.ts': "export { matching as rounds } from '../../matching/src/index.ts'",
  },
  'verdict-imports-only-kernel-and-rounds': {
    'packages/verdict/src/index.ts': "export { matching as verdict } from '../../matching/src/index.ts'",
  },
  'matching-imports-only-kernel': {
    'packages/matching/src/index.ts': "export { verdict as matching } from '../../verdict/src/index.ts'",
  },
  'prep-imports-only-kernel-and-rounds-and-verdict': {
    'packages/prep/src/index.ts': "export { matching as prep } from '../../matching/src/index.ts'",
  },
  'outer-packages-stand-alone': { 'packages/bank/src/index.ts': "export { db as bank } from '../../db/src/index.ts'" },
  'packages-never-import-apps': { 'packages/bank/src/index.ts': "import '../../../apps/web/src/ui/button.tsx'" },
  'apps-never-meet': { 'apps/web/src/main.tsx': "import './ui/button.tsx'\nimport '../../server/src/platform/queue.ts'" },
  'what-runs-code-knows-little': { 'apps/runner/src/main.ts': "import '../../../packages/bank/src/index.ts'" },
  'features-never-meet': { 'apps/server/src/features/rooms/rooms.ts': "import '../call/call.ts'" },
  'platform-knows-no-feature': {
    'apps/server/src/platform/log.ts': "import '../features/rooms/rooms.ts'",
  },
  'ui-knows-no-product': { 'apps/web/src/ui/button.tsx': "import '../../../../packages/kernel/src/index.ts'" },
  'composition-is-never-imported': {
    'apps/web/src/ui/button.tsx': "import '../routes.tsx'",
    'apps/web/src/routes.tsx': 'export const routes = []',
  },
  'no-deep-package-import': {
    'packages/kernel/src/clock.ts': "import './index.ts'",
    'apps/web/src/main.tsx': "import './ui/button.tsx'\nimport '../../../packages/kernel/src/clock.ts'",
  },
  'production-imports-no-tests': {
    'apps/server/src/platform/queue.ts': "import '../../../../packages/testing/src/index.ts'\nexport const queue = 1",
  },
  'production-imports-no-dev-dependency': {
    'apps/server/src/platform/queue.ts': "import 'only-for-tests'\nexport const queue = 1",
  },
  'declared-only': { 'apps/server/src/platform/queue.ts': "import 'undeclared'\nexport const queue = 1" },
  'no-circular': {
    'apps/server/src/platform/queue.ts': "import './log.ts'\nexport const queue = 1",
    'apps/server/src/platform/log.ts': "import './queue.ts'",
  },
  'no-orphans': { 'apps/server/src/platform/forgotten.ts': 'export const forgotten = 1' },
}

describe('import rules', () => {
  test('a project that keeps them is green, and every file of it was read', async () => {
    const sources = Object.keys(clean).filter((file) => /[.]tsx?$/.test(file))
    expect(await cruise(tree(clean))).toEqual({ modules: sources.length, violations: [] })
  })

  test('each rule has a violation here', () => {
    expect(Object.keys(violations).sort()).toEqual(forbidden.map(({ name }) => name).sort())
  })

  test.each(Object.entries(violations))('%s turns red', async (rule, files) => {
    const found = await cruise(tree({ ...clean, ...files }))
    expect([...new Set(found.violations.map((violation) => violation.rule))]).toEqual([rule])
  })
})

function tree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'unanimous-boundaries-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return root
}
