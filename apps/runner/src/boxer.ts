import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { boxArguments, resultDescriptor, type Base, type Box } from './box.ts'
import type { Cage, Cages } from './cgroups.ts'
import { watchMemory } from './watchdog.ts'

export interface BoxRun {
  readonly box: Box
  /** A file that becomes its standard input. */
  readonly input: string
  readonly onOutput: (stream: 'out' | 'err', bytes: Buffer) => void
  /** Output beyond it ends the box. */
  readonly outputBytes: number
  /** What comes through the result descriptor is kept, up to this; 0 gives the box no such descriptor. */
  readonly resultBytes: number
  readonly signal: AbortSignal
}

export interface BoxEnd {
  readonly why: 'exited' | 'too-long' | 'too-much-memory' | 'too-much-output' | 'stopped'
  /** 128 and the signal's number for what a signal ended. */
  readonly exitCode: number
  readonly ms: number
  readonly result: Buffer
}

export type Boxer = (run: BoxRun) => Promise<BoxEnd>

export interface BoxerNeeds {
  readonly bubblewrap: string
  readonly base: Base
  /** File with the filter for this machine. */
  readonly filter: string
  readonly cages: Cages | undefined
  /** Tests hand in weaker ones, to see the self-test turn red. */
  readonly argumentsOf?: typeof boxArguments
}

/**
 * Joins the groups named first, before anything else so that nothing escapes the count; closes what this process itself was
 * handed by whoever started it, since Node passes it on; gives way to everybody else on the machine; and becomes what follows.
 */
const launcher = String.raw`
use POSIX ();
for my $group (split /\n/, shift @ARGV) {
  open(my $file, '>', $group) or POSIX::_exit(126);
  syswrite($file, "$$") or POSIX::_exit(126);
}
opendir(my $open, '/proc/self/fd') or POSIX::_exit(126);
for my $descriptor (grep { /^\d+$/ && $_ > ${resultDescriptor} } readdir $open) { POSIX::close($descriptor) }
setpriority(0, 0, 10);
%ENV = ();
exec { $ARGV[0] } @ARGV; POSIX::_exit(127);
`

const lingerMs = 1_000

let counted = 0

/** Makes the one function that runs something in a box and says how it ended. Nothing of this process's environment gets in. */
export const createBoxer = (needs: BoxerNeeds): Boxer => (run) => {
  const cage = needs.cages?.open(`box-${process.pid}-${++counted}`, run.box.limits)
  return runIn(needs, run, cage).finally(() => cage?.close())
}

const start = ({ bubblewrap, base, filter, argumentsOf = boxArguments }: BoxerNeeds, { box, input, resultBytes }: BoxRun, cage: Cage | undefined): ChildProcess => {
  const files = [openSync(input, 'r'), openSync(filter, 'r')]
  try {
    return spawn('/usr/bin/perl', ['-e', launcher, cage?.joins.join('\n') ?? '', bubblewrap, ...argumentsOf(base, box)], {
      cwd: '/', env: {}, detached: true,
      stdio: [files[0], 'pipe', 'pipe', files[1], ...(resultBytes > 0 ? ['pipe' as const] : [])],
    })
  } finally {
    for (const file of files) closeSync(file)
  }
}

const runIn = (needs: BoxerNeeds, run: BoxRun, cage: Cage | undefined) => new Promise<BoxEnd>((resolve, reject) => {
  const startedAt = performance.now()
  const child = start(needs, run, cage)
  let why: BoxEnd['why'] = 'exited'
  const end = (reason: BoxEnd['why']) => {
    if (why === 'exited') why = reason
    // The whole family dies with bubblewrap: its child is the first process of their world.
    child.kill('SIGKILL')
  }
  const result = collect(child.stdio[4] as Readable | undefined, run.resultBytes, () => end('too-much-output'))
  const stopMeasuring = measureOutput(child, run, () => end('too-much-output'))
  const timer = setTimeout(end, run.box.limits.wallMs, 'too-long')
  const stopWatching = cage || child.pid === undefined ? () => {} : watchMemory(child.pid, run.box.limits.memoryBytes, () => end('too-much-memory'))
  const onStop = () => end('stopped')
  run.signal.addEventListener('abort', onStop)
  if (run.signal.aborted) onStop()
  const settle = () => {
    clearTimeout(timer)
    stopWatching()
    stopMeasuring()
    run.signal.removeEventListener('abort', onStop)
  }
  child.on('error', (error) => {
    settle()
    reject(error)
  })
  // With a sound box nothing can hold on to its output any longer; with another one this must not wait for it.
  child.on('exit', () => void setTimeout(() => child.stdio.forEach((stream) => stream?.destroy()), lingerMs).unref())
  child.on('close', (code, signal) => {
    settle()
    if (why === 'exited' && cage?.ranOutOfMemory() === true) why = 'too-much-memory'
    resolve({ why, exitCode: code ?? (signal === 'SIGKILL' ? 137 : 143), ms: Math.round(performance.now() - startedAt), result: result() })
  })
})

/** Hands on no more than is allowed, and nothing after that. */
const measureOutput = (child: ChildProcess, { outputBytes, onOutput }: BoxRun, tooMuch: () => void) => {
  let left = outputBytes
  const take = (stream: 'out' | 'err') => (bytes: Buffer) => {
    const taken = bytes.subarray(0, left)
    if (taken.length > 0) onOutput(stream, taken)
    left -= taken.length
    if (taken.length < bytes.length) tooMuch()
  }
  const [out, err] = [take('out'), take('err')]
  child.stdout?.on('data', out)
  child.stderr?.on('data', err)
  return () => {
    child.stdout?.off('data', out)
    child.stderr?.off('data', err)
  }
}

const collect = (from: Readable | undefined, most: number, tooMuch: () => void): (() => Buffer) => {
  const parts: Buffer[] = []
  let size = 0
  from?.on('data', (bytes: Buffer) => {
    size += bytes.length
    if (size > most) tooMuch()
    else parts.push(bytes)
  })
  from?.on('error', () => {})
  return () => Buffer.concat(parts)
}
