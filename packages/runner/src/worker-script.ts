import { transform } from 'sucrase'
import type { RunRequest } from './backend.ts'
import { formatLog, inspect } from './inspect.ts'
import { callCases } from './script-cases.ts'
import { namesOf, readSignature } from './signature.ts'
import { type Runtime, serveRuns, type Speaker } from './worker-side.ts'

const fileOf = (language: RunRequest['language']): string => (language === 'typescript' ? 'solution.ts' : 'solution.js')
const wrapper = '(async (exports, require, module, process, readline) => {'

/** Ends a run from inside, as `process.exit` does. */
class Exit extends Error {
  readonly code: number
  constructor(code: number) {
    super(`exit ${code}`)
    this.code = code
  }
}

/** Types stripped and `import`/`export` turned into what the wrapper gives, line for line. */
const strip = ({ code, language }: RunRequest): string =>
  transform(code, { transforms: language === 'typescript' ? ['typescript', 'imports'] : ['imports'], disableESTransforms: true, production: true }).code

/** The lines of a stack that lie in the code itself, in its own lines and columns. */
const ownStack = (error: Error, file: string): string => {
  const frames = (error.stack ?? '').split('\n').filter(line => line.includes(`${file}:`)).map(line => {
    const [, name = '', row = '1', column = '1'] = /^\s*at (?:(?:async )?(.*?) \()?.*?:(\d+):(\d+)\)?$/.exec(line) ?? []
    const place = `${file}:${row}:${row === '1' ? Math.max(1, Number(column) - wrapper.length) : column}`
    return name === '' || name === 'eval' || name.startsWith('Object.') ? `    at ${place}` : `    at ${name} (${place})`
  })
  return frames.slice(0, 12).map(line => `\n${line}`).join('')
}

const describe = (error: unknown, file: string): string => {
  if (!(error instanceof Error)) return `Uncaught ${inspect(error)}\n`
  if ('loc' in error) return `SyntaxError: ${error.message.replace(/^Error transforming .*?: /, '')}\n    at ${file}:${error.message.match(/\((\d+:\d+)\)/)?.[1] ?? '?'}\n`
  return `${error.name}: ${error.message}${ownStack(error, file)}\n`
}

const levels = ['log', 'info', 'debug', 'warn', 'error', 'dir', 'table', 'trace'] as const

const consoleFor = (print: (text: string) => void): Partial<Console> => {
  const counts = new Map<string, number>()
  const timers = new Map<string, number>()
  let indent = ''
  const say = (given: readonly unknown[]) => print(`${indent}${formatLog(given).replaceAll('\n', `\n${indent}`)}\n`)
  return {
    ...Object.fromEntries(levels.map(level => [level, (...given: unknown[]) => say(given)])),
    assert: (holds?: unknown, ...given: unknown[]) => {
      if (!holds) say(['Assertion failed:', ...given])
    },
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      say([`${label}: ${counts.get(label)}`])
    },
    time: (label = 'default') => void timers.set(label, performance.now()),
    timeEnd: (label = 'default') => say([`${label}: ${(performance.now() - (timers.get(label) ?? performance.now())).toFixed(3)}ms`]),
    group: (...given: unknown[]) => {
      if (given.length > 0) say(given)
      indent += '  '
    },
    groupEnd: () => {
      indent = indent.slice(2)
    },
  }
}

/** Timers are counted, so that a run ends when nothing is left to come. */
const countTimers = () => {
  const [after, cancel, every, stop] = [self.setTimeout.bind(self), self.clearTimeout.bind(self), self.setInterval.bind(self), self.clearInterval.bind(self)]
  const open = new Set<number>()
  let quiet: (() => void) | undefined
  const close = (id: number) => {
    open.delete(id)
    if (open.size === 0) quiet?.()
  }
  const timers = {
    setTimeout(run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) {
      const id = after(() => {
        try {
          run(...given)
        } finally {
          after(() => close(id), 0)
        }
      }, ms)
      open.add(id)
      return id
    },
    setInterval(run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) {
      const id = every(run, ms, ...given)
      open.add(id)
      return id
    },
    clearTimeout(id: number) {
      cancel(id)
      close(id)
    },
    clearInterval(id: number) {
      stop(id)
      close(id)
    },
  }
  Object.assign(self, timers)
  // One turn of the loop first: a rejection that nobody handles is told of only then.
  return () => new Promise<void>(resolve => after(() => (open.size === 0 ? resolve() : (quiet = resolve)), 0))
}

const stdinFor = (stdin: string) => {
  const lines = stdin === '' ? [] : stdin.replace(/\n$/, '').split('\n')
  const readline = () => lines.shift() ?? null
  const fs = { readFileSync: () => stdin }
  const required: Readonly<Record<string, unknown>> = { fs, 'node:fs': fs }
  const require = (name: string) => {
    if (name in required) return required[name]
    throw new Error(`There is no module ${name} here. Standard input: require('fs').readFileSync(0, 'utf8'), or readline().`)
  }
  return { readline, require }
}

const evaluate = (stripped: string, names: readonly string[], file: string): unknown => {
  const lookup = names.map(name => `${name}: typeof ${name} === 'undefined' ? undefined : ${name}`).join(', ')
  // Indirect, so that the code sees globals only; on the first line of the wrapper, so that its lines keep their numbers.
  // oxlint-disable-next-line no-eval
  return (0, eval)(`${wrapper}${stripped}\n;return {${lookup}}\n})\n//# sourceURL=${file}`)
}

const runScript = async (request: RunRequest, { print, case: answered }: Speaker): Promise<void> => {
  const file = fileOf(request.language)
  const plan = request.cases && readSignature(request.cases.signature)
  const { readline, require } = stdinFor(request.stdin)
  Object.assign(self, { console: consoleFor(print), prompt: readline, alert: print, postMessage: undefined, close: undefined })
  const module = { exports: {} }
  const process = {
    stdout: { write: (text: unknown) => print(String(text)) }, stderr: { write: (text: unknown) => print(String(text)) }, argv: [], env: {},
    exit(code = 0) {
      throw new Exit(code)
    },
  }
  const settled = countTimers()
  const main = evaluate(strip(request), plan ? namesOf(plan) : [], file) as (...given: unknown[]) => Promise<Record<string, unknown>>
  const found = await main(module.exports, require, module, process, readline)
  if (plan && request.cases) await callCases({ plan, found: { ...found, ...module.exports }, inputs: request.cases.inputs, code: request.code }, answered)
  await settled()
}

const runtime: Runtime = {
  prepare: async () => undefined,
  run(request, speaker) {
    const file = fileOf(request.language)
    let failed = false
    return new Promise(resolve => {
      const failWith = (error: unknown) => {
        if (error instanceof Exit) {
          failed ||= error.code !== 0
          return resolve({ failed })
        }
        failed = true
        speaker.print(describe(error, file))
      }
      self.addEventListener('unhandledrejection', event => {
        event.preventDefault()
        failWith(event.reason)
      })
      self.addEventListener('error', event => {
        event.preventDefault()
        failWith(event.error ?? new Error(event.message))
      })
      runScript(request, speaker).then(() => resolve({ failed }), (error: unknown) => {
        failWith(error)
        resolve({ failed })
      })
    })
  },
}

serveRuns(runtime)
