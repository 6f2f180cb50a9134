import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Lingui looks for its settings from the folder that the run began in, which here is not the web app's.
process.env['LINGUI_CONFIG'] ??= fileURLToPath(new URL('apps/web/lingui.config.ts', import.meta.url))

// What a test waits for comes when it comes: a second, as the library has it, is too short for a machine that does other things.
const patient = { poll: { timeout: 20_000 } }

// Two at a time: more would only make the whole-system tests wait for one another on a small machine.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: patient,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/{src,reference}/**/*.test.ts', 'apps/{server,runner}/src/**/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: './apps/web/vite.config.ts',
        test: {
          name: 'web',
          root: './apps/web',
          include: ['src/**/*.test.{ts,tsx}'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 120_000,
          expect: patient,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/{integration,contract,security,guards}/**/*.test.ts'],
          globalSetup: 'test/setup/postgres.ts',
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/setup/postgres.ts', 'test/setup/web-build.ts'],
          setupFiles: 'test/setup/nothing-leaves.ts',
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
