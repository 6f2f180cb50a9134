import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunnerEnd } from '@unanimous/protocol'
import type { BoxEnd, Boxer } from './boxer.ts'
import { runnerLimits } from './limits.ts'
import { recipeFor, resultPlace, sourceFolder, type Recipe, type Step } from './recipes.ts'
import type { Toolchain } from './toolchains.ts'

export interface Program {
  readonly toolchain: Toolchain
  readonly code: string
  readonly input: string
  readonly signal: AbortSignal
  readonly onStep: (step: 'compile' | 'run') => void
  readonly onOutput: (stream: 'out' | 'err', bytes: Buffer) => void
}

interface Places { readonly folder: string; readonly source: string; readonly nothing: string; readonly input: string; readonly result: string }

const environment = { PATH: '/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8' }

/** A folder of its own for one program, gone with it. Boxes see files of it, never the folder. */
const withPlaces = async <T>(spool: string, work: (places: Places) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(spool, 'program-'))
  const at = (name: string) => join(folder, name)
  try {
    return await work({ folder, source: at('source'), nothing: at('nothing'), input: at('input'), result: at('result') })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const write = (places: Places, recipe: Recipe, { code, input }: Program) => {
  mkdirSync(places.source)
  for (const [name, text] of Object.entries({ ...recipe.beside, [recipe.file]: code })) writeFileSync(join(places.source, name), text)
  writeFileSync(places.nothing, '')
  writeFileSync(places.input, input)
}

const noEnd: Omit<RunnerEnd, 'how'> = { exitCode: null, note: '', compileMs: 0, runMs: 0, truncated: false }

const seconds = (ms: number) => `${ms / 1000} s`
const mebibytes = (bytes: number) => `${bytes / 1024 / 1024} MB`

const noteOf = (what: string, { limits }: Step, why: BoxEnd['why']): string => ({
  exited: '',
  stopped: '',
  'too-long': `${what} was stopped after ${seconds(limits.wallMs)}.`,
  'too-much-memory': `${what} needed more than ${mebibytes(limits.memoryBytes)} of memory.`,
  'too-much-output': `${what} was stopped after ${runnerLimits.outputBytes / 1024} KB of output.`,
}[why])

const signals: Record<number, string> = { 4: 'an illegal instruction', 6: 'an abort', 8: 'an arithmetic error', 9: 'a kill', 11: 'a bad memory access', 25: 'a file that grew too large' }
const signalNote = (exitCode: number) => {
  const name = exitCode > 128 ? signals[exitCode - 128] : undefined
  return name === undefined ? '' : `The program was ended by ${name}.`
}

/** Compiles and runs one program, each in a box of its own. Never throws for what a program does. */
export const createProgramRunner = (boxer: Boxer, spool: string) => (program: Program): Promise<RunnerEnd> => {
  const recipe = recipeFor(program.toolchain, program.code)
  if ('problem' in recipe) return Promise.resolve({ ...noEnd, how: 'does-not-compile', note: recipe.problem })
  return withPlaces(spool, async (places) => {
    write(places, recipe, program)
    const compiled = await compile(boxer, places, recipe, program)
    const { why, exitCode, ms: compileMs } = compiled
    if (why !== 'exited') return { ...noEnd, how: why, note: noteOf('The compiler', recipe.compile, why), compileMs, truncated: why === 'too-much-output' }
    if (exitCode !== 0 || compiled.result.length === 0) return { ...noEnd, how: 'does-not-compile', exitCode, compileMs }
    writeFileSync(places.result, compiled.result)
    chmodSync(places.result, 0o555)
    return { ...await run(boxer, places, recipe, program), compileMs }
  })
}

const compile = (boxer: Boxer, places: Places, recipe: Recipe, { toolchain, signal, onStep, onOutput }: Program) => {
  onStep('compile')
  return boxer({
    box: boxOf(recipe.compile, toolchain, [{ from: places.source, at: sourceFolder }], sourceFolder),
    input: places.nothing, signal, outputBytes: runnerLimits.diagnosticsBytes, resultBytes: runnerLimits.resultBytes,
    // Whatever a compiler says is said about the program.
    onOutput: (_stream, bytes) => onOutput('err', bytes),
  })
}

const run = async (boxer: Boxer, places: Places, recipe: Recipe, { toolchain, signal, onStep, onOutput }: Program): Promise<RunnerEnd> => {
  onStep('run')
  const { why, exitCode, ms } = await boxer({
    box: boxOf(recipe.run, toolchain, [{ from: places.result, at: resultPlace }], '/box/work'),
    input: places.input, signal, outputBytes: runnerLimits.outputBytes, resultBytes: 0, onOutput,
  })
  const note = why === 'exited' ? signalNote(exitCode) : noteOf('The program', recipe.run, why)
  return { ...noEnd, how: why === 'exited' ? 'finished' : why, exitCode: why === 'exited' ? exitCode : null, note, runMs: ms, truncated: why === 'too-much-output' }
}

const boxOf = (step: Step, { shown }: Toolchain, files: readonly { readonly from: string; readonly at: string }[], cwd: string) => ({
  command: ['/bin/sh', '-c', step.script, 'sh', ...step.arguments], limits: step.limits, environment, cwd,
  shown: [...shown.map((folder) => ({ from: folder, at: folder })), ...files],
})
