import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** A program of the machine that a test runs beside the product. */
export interface OutsideProcess {
  readonly pid: number
  /** Everything it wrote so far, both streams in the order they came. */
  readonly log: () => string
  /** Resolves with the log up to the first match; rejects with the log when it ends before. */
  readonly saw: (pattern: RegExp) => Promise<string>
  /** Sends the signal and resolves once the process is gone, with its exit code; null when the signal ended it. */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>
}

/** A system account to run as; empty when we are not root and cannot change. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/** The first of these accounts that exists. PostgreSQL refuses to run as root, and nothing else needs to. */
export function unprivileged(...names: string[]): Account {
  if (process.getuid?.() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  for (const name of names) {
    const account = accounts.find(([own]) => own === name)
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) }
  }
  throw new Error(`None of the accounts ${names.join(', ')} exists on this machine.`)
}

/** Starts it and kills it when this process ends, so that a failed test leaves nothing running. */
export function startOutside(command: string, args: string[], options: Account & { cwd?: string; env?: NodeJS.ProcessEnv } = {}): OutsideProcess {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  const gone = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message
      resolve(null)
    })
    child.once('close', (code) => resolve(code))
  }).finally(() => void process.off('exit', kill))
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return {
    pid: child.pid ?? -1,
    log: () => output,
    saw: (pattern) => sawIn(child, pattern, () => output, gone, command),
    stop: async (signal) => {
      child.kill(signal)
      return gone
    },
  }
}

function sawIn(child: ChildProcess, pattern: RegExp, log: () => string, gone: Promise<number | null>, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (pattern.test(log())) resolve(log())
    }
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', look)
    gone.then(() => reject(new Error(`${command} ended before it said ${pattern}:\n${log()}`)))
    look()
  })
}

/** A loopback TCP port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
