import type { Box, BoxLimits } from '../box.ts'
import type { BoxEnd, Boxer } from '../boxer.ts'
import type { Machine } from '../syscalls.ts'
import type { Toolchain } from '../toolchains.ts'

/** What the attacks go after, and with what. */
export interface Battlefield {
  readonly machine: Machine
  readonly boxer: Boxer
  /** The same box with a filter that lets everything pass, so that the locks behind it are tried as well. */
  readonly unfilteredBoxer: Boxer
  readonly toolchains: readonly Toolchain[]
  readonly spool: string
  /** An empty file. */
  readonly nothing: string
  /** A file of the runner's own user outside the box, and the words in it that must never be seen. */
  readonly secretFile: string
  readonly secret: string
  /** A port of this machine's loopback on which somebody listens. */
  readonly port: number
}

export interface Attack {
  readonly name: string
  /** What got through, one sentence each; none when it was contained. */
  readonly attempt: (field: Battlefield) => Promise<readonly string[]>
}

const mib = 1024 * 1024

/** Small, so that what is to hit them does so soon. */
export const smallLimits: BoxLimits = {
  wallMs: 8_000, memoryBytes: 128 * mib, addressBytes: 256 * mib, processes: 40, fileBytes: 4 * mib, diskBytes: 8 * mib,
}

const environment = { PATH: '/usr/bin:/bin', HOME: '/tmp' }
const outputBytes = 64 * 1024

export interface Tried extends BoxEnd { readonly output: string }

/** Runs a command in a box as a program would be run, and gives what it said. */
export const tryInBox = async (
  field: Battlefield, command: readonly string[],
  { limits = {}, boxer = field.boxer, shown = [] }: { readonly limits?: Partial<BoxLimits>; readonly boxer?: Boxer; readonly shown?: Box['shown'] } = {},
): Promise<Tried> => {
  const parts: Buffer[] = []
  const end = await boxer({
    box: { command, limits: { ...smallLimits, ...limits }, shown, environment, cwd: '/box/work' },
    input: field.nothing, outputBytes, resultBytes: 0, signal: new AbortController().signal, onOutput: (_stream, bytes) => parts.push(bytes),
  })
  return { ...end, output: Buffer.concat(parts).toString('utf8') }
}

/** What to say when a probe did not even run: an attack that was not tried is not contained. */
export const notTried = ({ why, exitCode, output }: Tried): string => `could not be tried (${why}, ${exitCode}): ${output.slice(-300).trim()}`
