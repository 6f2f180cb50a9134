import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { resolve } from 'node:path'
import type { FromRunner } from '@unanimous/protocol'
import { isMissing } from '@unanimous/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { RunnerLine } from '../../apps/server/src/features/host-runner/runner-line.ts'
import { startRunner } from '../../infra/jobs/runner.mjs'
import { openCodeRunner, openLine, runOn, type CodeRunner } from '../support/code-runner.ts'
import { programs } from '../support/programs.ts'

/** Says what it hears, by line, until the other end closes. */
const listenTo = (socket: string, say: (line: string) => string | undefined) => new Promise<string[]>(resolve => {
  const heard: string[] = []
  let rest = ''
  const line = connect(socket)
  line.on('data', chunk => {
    rest += String(chunk)
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      heard.push(rest.slice(0, end))
      rest = rest.slice(end + 1)
      const answer = say(heard.at(-1) ?? '')
      if (answer !== undefined) line.write(`${answer}\n`)
    }
  })
  line.on('error', () => {})
  line.on('close', () => resolve(heard))
})

const isOutput = (answer: FromRunner) => answer.type === 'output' && answer.stream === 'out'
const stopAtOutput = (line: RunnerLine) => (answer: FromRunner) => {
  if (isOutput(answer)) line.stop(answer.id)
}

const processesNaming = (path: string): string[] => readdirSync('/proc').filter(name => {
  try {
    return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(path)
  } catch {
    return false
  }
})

const missing = isMissing('bubblewrap') || isMissing('g++') || isMissing('java')
if (missing) console.error('SKIPPED: running code on the host needs bubblewrap that may make boxes here, g++ and a JDK (Debian packages bubblewrap, g++, default-jdk-headless).')

describe.skipIf(missing)('the process that runs code', () => {
  let runner: CodeRunner
  const lineTo = (): Promise<RunnerLine> => openLine(runner)

  beforeAll(async () => {
    // Neither a Kotlin compiler nor a newer Rust is a Debian package: they are tried where they are named.
    runner = await openCodeRunner({ RUNNER_KOTLIN: process.env['TEST_KOTLIN'] ?? '', RUNNER_PATH: process.env['TEST_RUNNER_PATH'] ?? '' })
  })
  afterAll(() => runner.close())

  test('says what it found, what is absent and why, and how it is bounded', async () => {
    const line = await lineTo()
    expect(line.languages().map(({ language }) => language)).toEqual(expect.arrayContaining(['java', 'cpp']))
    const log = runner.process.log()
    const found = line.languages()
    for (const { language, tool } of found) expect(log).toContain(`runner: ${language}: ${tool}`)
    for (const language of ['java', 'kotlin', 'go', 'cpp', 'rust'].filter(name => !found.some(one => one.language === name))) expect(log).toMatch(new RegExp(`runner: no ${language}: .+`))
    expect(log).toMatch(/all \d+ attacks were contained \(.+\)/)
  })

  test('each language reads its input, speaks on both streams, and says the line of a mistake', async () => {
    const line = await lineTo()
    for (const { language } of line.languages()) {
      const added = await runOn(line, language, programs[language].adds, { input: '19\n23\n' })
      expect([language, added]).toMatchObject([language, { end: { how: 'finished', exitCode: 0, truncated: false }, out: 'sum 42\n', err: 'reading\n', steps: ['compile', 'run'] }])
      const wrong = await runOn(line, language, programs[language].wrong)
      expect([language, wrong]).toMatchObject([language, { end: { how: 'does-not-compile' }, out: '', steps: ['compile'] }])
      expect(wrong.err).toMatch(programs[language].wrongAt)
      expect(await runOn(line, language, programs[language].fails)).toMatchObject({ end: { how: 'finished', exitCode: 3 } })
    }
  }, 180_000)

  test('each language is stopped when it is asked to, and cut off when it floods', async () => {
    const line = await lineTo()
    for (const { language } of line.languages()) {
      const stopped = await runOn(line, language, programs[language].endless, { hear: stopAtOutput(line) })
      expect([language, stopped]).toMatchObject([language, { end: { how: 'stopped', exitCode: null }, out: 'begun\n' }])
      const flooded = await runOn(line, language, programs[language].floods)
      expect([language, flooded.end]).toMatchObject([language, { how: 'too-much-output', truncated: true, note: 'The program was stopped after 256 KB of output.' }])
      expect(flooded.out).toHaveLength(256 * 1024)
      expect(flooded.messages).toBeLessThan(120)
    }
  }, 180_000)

  test('a program without an end ends at ten seconds, with what it said before', async () => {
    const line = await lineTo()
    const { end, out } = await runOn(line, 'cpp', programs.cpp.endless)
    expect({ how: end.how, note: end.note, out }).toEqual({ how: 'too-long', note: 'The program was stopped after 10 s.', out: 'begun\n' })
  })

  test('too much memory, a crash and a program that cannot start are said in words', async () => {
    const line = await lineTo()
    const hungry = await runOn(line, 'cpp', '#include <vector>\n#include <cstring>\n#include <cstdlib>\nint main() { for (;;) { char* p = (char*)malloc(1 << 24); if (!p) abort(); memset(p, 1, 1 << 24); } }')
    expect(['too-much-memory', 'finished']).toContain(hungry.end.how)
    expect(hungry.end.note).not.toBe('')
    expect((await runOn(line, 'cpp', 'int main() { volatile int* p = nullptr; *p = 1; }')).end).toMatchObject({ how: 'finished', exitCode: 139, note: 'The program was ended by a bad memory access.' })
    expect((await runOn(line, 'java', 'class A { void solve() {} }')).end).toMatchObject({ how: 'does-not-compile', note: expect.stringContaining('no main method') })
    expect((await runOn(line, 'java', 'class A { public static void main(String[] a) { byte[][] all = new byte[1000000][]; for (int i = 0;; i++) all[i] = new byte[1 << 20]; } }')).end).toMatchObject({ how: 'finished', exitCode: 3 })
  })

  test('a compiler that is made to work without end is stopped as well', async () => {
    const line = await lineTo()
    const bomb = await runOn(line, 'cpp', 'template<int N> struct A { typename A<2 * N>::type x; typename A<2 * N + 1>::type y; using type = A; };\n#include "/dev/zero"\nint main() {}')
    expect(['does-not-compile', 'too-long', 'too-much-memory', 'too-much-output']).toContain(bomb.end.how)
    expect(bomb.steps).toEqual(['compile'])
    expect(await runOn(line, 'cpp', programs.cpp.adds, { input: '1 2' })).toMatchObject({ end: { how: 'finished' }, out: 'sum 3\n' })
  }, 90_000)

  test('everybody gets a turn, a second program of the same id is refused, and a queue has an end', async () => {
    const line = await lineTo()
    const endless = Array.from({ length: 5 }, () => runOn(line, 'cpp', programs.cpp.endless, { owner: 'much', hear: stopAtOutput(line) }))
    const little = runOn(line, 'cpp', programs.cpp.adds, { owner: 'little', input: '1 1' })
    expect(await little).toMatchObject({ end: { how: 'finished' }, out: 'sum 2\n' })
    for (const run of await Promise.all(endless)) expect(['stopped', 'refused']).toContain(run.end.how)
    const many = await Promise.all(Array.from({ length: 12 }, () => runOn(line, 'cpp', 'int main() {}', { owner: 'greedy' })))
    expect(many.map(({ end }) => end.how).toSorted().at(-1)).toBe('refused')
    expect(many.filter(({ end }) => end.how === 'finished').length).toBeGreaterThanOrEqual(3)
  }, 90_000)

  test('who does not know the secret is sent away without a word more, and so is who says something unknown', async () => {
    const nonce = 'A'.repeat(43)
    const [challenge, ...more] = await listenTo(runner.socket, () => JSON.stringify({ type: 'hello', version: 1, nonce, proof: 'B'.repeat(43) }))
    expect(JSON.parse(challenge ?? '')).toMatchObject({ type: 'challenge', version: 1 })
    expect(more).toEqual([])
    for (const line of ['{', '{"type":"run"}', JSON.stringify({ type: 'run', id: 'a'.repeat(22), owner: 'x', language: 'java', code: 'x', input: '' }), 'x'.repeat(3_000_000)]) {
      expect(await listenTo(runner.socket, () => line)).toHaveLength(1)
    }
  })

  test('a lost line stops what ran for it, and is made again', async () => {
    const line = await lineTo()
    const begun = new Promise<void>(resolve => {
      void runOn(line, 'cpp', programs.cpp.endless, { hear: answer => isOutput(answer) && resolve() })
    })
    await begun
    // The newest line of a server that knows the secret is the one.
    const second = await lineTo()
    await expect.poll(() => line.languages().length).toBeGreaterThan(0)
    await expect.poll(() => second.languages().length).toBeGreaterThan(0)
    second.close()
    await expect.poll(() => line.languages().length).toBeGreaterThan(0)
    expect(await runOn(line, 'cpp', programs.cpp.adds, { input: '2 2' })).toMatchObject({ out: 'sum 4\n' })
  })

  test('npm start brings it where it is turned on, tells the server the way, and takes it along when it ends', async () => {
    const entry = resolve(import.meta.dirname, '../../apps/runner/src/main.ts')
    const start = (environment: NodeJS.ProcessEnv) => startRunner('/nowhere', process.execPath, { PATH: process.env['PATH'], ...environment }, entry)
    expect(start({}).env).toEqual({})
    expect(start({ RUNNER: 'bwrap', RUNNER_SOCKET: '/run/another' }).env).toEqual({})
    const { env, stop } = start({ RUNNER: 'bwrap', RUNNER_UID: '61235', RUNNER_PATH: '/usr/bin' })
    const line = await openLine({ socket: env['RUNNER_SOCKET'] ?? '', secret: env['RUNNER_SECRET'] ?? '' })
    expect(await runOn(line, 'cpp', programs.cpp.adds, { input: '3 4' })).toMatchObject({ out: 'sum 7\n' })
    await stop()
    await expect.poll(() => line.languages()).toEqual([])
    expect(existsSync(env['RUNNER_SOCKET'] ?? '')).toBe(false)
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)('nothing of what it runs is left when it ends by %s', async signal => {
    const spool = mkdtempSync('/tmp/unanimous-spool-')
    onTestFinished(() => rmSync(spool, { recursive: true, force: true }))
    if (process.getuid?.() === 0) chownSync(spool, 61_235, 61_235)
    const other = await openCodeRunner({ RUNNER_SPOOL: spool, RUNNER_PATH: '/usr/bin' })
    const line = await openLine(other)
    await new Promise<void>(resolve => void runOn(line, 'cpp', programs.cpp.endless, { hear: answer => isOutput(answer) && resolve() }))
    expect(processesNaming(spool)).not.toEqual([])
    await other.process.stop(signal)
    await expect.poll(() => processesNaming(spool)).toEqual([])
    if (signal === 'SIGTERM') expect(readdirSync(spool)).toEqual([])
    await other.close()
  })
})
