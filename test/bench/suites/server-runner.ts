import { loadavg } from 'node:os'
import { spawnSync } from 'node:child_process'
import { isMissing } from '@unanimous/testing'
import type { RunnerLanguage } from '@unanimous/protocol'
import { createRunnerLine } from '../../../apps/server/src/features/host-runner/runner-line.ts'
import { silentLog } from '../../../apps/server/src/platform/log.ts'
import { median, type BenchContext, type Row, type Suite } from '../row.ts'
import { openCodeRunner, runOn } from '../../support/code-runner.ts'
import { programs } from '../../support/programs.ts'

const boxMs = 50

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
    return [of('box', boxMs), ...[...measured.keys()].filter(name => name.includes(' ')).map(name => of(name))]
  } finally {
    line.close()
    await runner.close()
  }
}

/** What running code on the host costs. The bar is on the box alone: milliseconds more than the same process without one. */
export const suite: Suite = { name: 'server-runner', run }
