import { loadavg } from 'node:os'
import { spawnSync } from 'node:child_process'
import { isMissing } from '@unanimous/testing'
import type { RunnerLanguage } from '@unanimous/protocol'
import { createRunnerLine, type RunnerLine } from '../../../apps/server/src/features/host-runner/runner-line.ts'
import { silentLog } from '../../../apps/server/src/platform/log.ts'
import { median, type BenchContext, type Row, type Suite } from '../row.ts'
import { openCodeRunner, runOn } from '../../support/code-runner.ts'
import { freshId, Person } from '../../support/person.ts'
import { programs } from '../../support/programs.ts'
import { openApp } from '../../support/start-app.ts'

const boxMs = 50
const pageBarMs = 200

/** So many people run at once, while another one reads a page this often: below what one person may ask. */
const runners = 8
const readEveryMs = 120
const readTimes = 80

/** The least that can be run: what is left is the box, the descriptors and the way there and back. */
const nothing: Partial<Record<RunnerLanguage, string>> = { cpp: 'int main() {}' }

const row = (values: Pick<Row, 'case' | 'ours' | 'reference' | 'referenceName' | 'runs'> & { readonly bar?: number }): Row => ({
  suite: 'server-runner', unit: 'ms', ratio: values.ours / values.reference, load: loadavg()[0] ?? 0, ...values,
  bar: values.bar ?? null, holds: values.bar === undefined ? null : values.ours - values.reference <= values.bar,
})

const bare = (): number => {
  const startedAt = performance.now()
  spawnSync('/bin/sh', ['-c', 'exec /bin/true'])
  return performance.now() - startedAt
}

/** The 95th of a hundred answers of the server to a page, while the runner next to it is kept busy. */
const pageUnderLoad = async (line: RunnerLine): Promise<number> => {
  const app = await openApp()
  try {
    const person = await new Person(app.url).signUp(`reader-${freshId().slice(0, 5).replaceAll(/[-_]/g, 'x')}`)
    const over = new AbortController()
    const languages = line.languages().map(({ language }) => language)
    const busy = Array.from({ length: runners }, async (_, index) => {
      const language = languages[index % languages.length] ?? 'cpp'
      while (!over.signal.aborted) await runOn(line, language, programs[language].adds, { input: '1 2', owner: `owner ${index}` })
    })
    const taken: number[] = []
    for (let time = 0; time < readTimes; time += 1) {
      const startedAt = performance.now()
      await person.read('home', {})
      taken.push(performance.now() - startedAt)
      await new Promise(again => setTimeout(again, readEveryMs))
    }
    over.abort()
    await Promise.all(busy)
    return taken.toSorted((a, b) => a - b)[Math.ceil(readTimes * 0.95) - 1] ?? Number.NaN
  } finally {
    await app.close()
  }
}

const run = async ({ runs, say }: BenchContext): Promise<readonly Row[]> => {
  if (isMissing('bubblewrap')) {
    say('skipped: no box can be made on this machine')
    return []
  }
  const runner = await openCodeRunner({ RUNNER_KOTLIN: process.env['RUNNER_KOTLIN'] ?? '', RUNNER_PATH: process.env['RUNNER_PATH'] ?? '' })
  const line = createRunnerLine({ socket: runner.socket, secret: runner.secret, log: silentLog })
  try {
    while (line.languages().length === 0) await new Promise(again => setTimeout(again, 20))
    const measured = new Map<string, number[]>()
    const note = (name: string, ms: number) => measured.set(name, [...measured.get(name) ?? [], ms])
    for (let turn = 0; turn < runs; turn++) {
      for (let count = 0; count < 5; count++) {
        note('bare', bare())
        note('box', (await runOn(line, 'cpp', nothing.cpp ?? '')).end.runMs)
      }
      for (const { language } of line.languages()) {
        const { end } = await runOn(line, language, programs[language].adds, { input: '1 2' })
        note(`${language} compile`, end.compileMs)
        note(`${language} run`, end.runMs)
      }
    }
    const reference = median(measured.get('bare') ?? [])
    const of = (name: string, bar?: number) => row({ case: name, ours: median(measured.get(name) ?? []), reference, referenceName: 'a process', runs: measured.get(name)?.length ?? 0, ...(bar === undefined ? {} : { bar }) })
    const p95 = await pageUnderLoad(line)
    const page: Row = { suite: 'server-runner', case: `home of somebody else while ${runners} people run, p95`, unit: 'ms', ours: Math.round(p95), reference: pageBarMs, referenceName: 'bar', ratio: p95 / pageBarMs, bar: 1, holds: p95 <= pageBarMs, runs: readTimes, load: loadavg()[0] ?? 0 }
    return [of('box', boxMs), page, ...[...measured.keys()].filter(name => name.includes(' ')).map(name => of(name))]
  } finally {
    line.close()
    await runner.close()
  }
}

/** What running code on the host costs. The bar is on the box alone: milliseconds more than the same process without one. */
export const suite: Suite = { name: 'server-runner', run }
