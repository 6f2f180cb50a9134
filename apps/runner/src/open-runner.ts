import { accessSync, chownSync, constants, existsSync, lstatSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ok, refuse, type Result } from '@unanimous/kernel'
import { findBase } from './box.ts'
import { createBoxer, type Boxer, type BoxerNeeds } from './boxer.ts'
import { openCgroups, type Cages } from './cgroups.ts'
import { knownMachine, seccompFilter } from './seccomp.ts'
import { selfTest, type SelfTest } from './self-test.ts'
import type { Machine } from './syscalls.ts'
import { findToolchains, type Absent, type Toolchain } from './toolchains.ts'

export interface OpenRunner {
  readonly boxer: Boxer
  readonly toolchains: readonly Toolchain[]
  readonly absent: readonly Absent[]
  readonly spool: string
  /** How memory and processes are bounded here. */
  readonly bounds: Cages['kind'] | 'limits of each process and a watch over all'
  selfTest(): Promise<SelfTest>
  close(): void
}

export interface RunnerOptions {
  readonly spoolParent: string
  readonly path: string
  readonly kotlin: string | undefined
  /** Whom to become when started as root. */
  readonly uid: number
  readonly argumentsOf?: BoxerNeeds['argumentsOf']
  readonly withoutCgroups?: boolean
}

const linkOf = (path: string): string | undefined | null => {
  try {
    return lstatSync(path).isSymbolicLink() && !path.startsWith('/etc/') ? readlinkSync(path) : undefined
  } catch {
    return null
  }
}

const findProgram = (name: string) => ['/usr/bin', '/bin', '/usr/local/bin'].map((folder) => join(folder, name)).find((file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
})

/** One step: allow whatever is asked. Only the self-test uses it. */
const letEverythingPass = Buffer.from([0x06, 0, 0, 0, 0, 0, 0xff, 0x7f])

const dropRoot = (uid: number) => {
  if (process.getuid?.() !== 0) return
  process.setgroups?.([])
  process.setgid?.(uid)
  process.setuid?.(uid)
}

const spoolName = 'unanimous-runner-spool-'

const isAlive = (id: number) => existsSync(`/proc/${id}`)

/** What a runner that was killed could not take away. */
const sweepSpools = (parent: string) => {
  for (const name of readdirSync(parent).filter((each) => each.startsWith(spoolName))) {
    if (isAlive(Number.parseInt(name.slice(spoolName.length), 10))) continue
    try {
      rmSync(join(parent, name), { recursive: true, force: true })
    } catch {
      // Somebody else's.
    }
  }
}

const needed = ['bwrap', 'perl', 'prlimit', 'unshare', 'tar'] as const
const debianPackages: Record<(typeof needed)[number], string> = { bwrap: 'bubblewrap', prlimit: 'util-linux', perl: 'perl-base', unshare: 'util-linux', tar: 'tar' }

const checkMachine = (): Result<{ machine: Machine; bubblewrap: string }> => {
  const machine = process.platform === 'linux' ? knownMachine(process.arch) : undefined
  if (machine === undefined) return refuse('runner/machine', `There is no filter of system calls for ${process.platform} on ${process.arch}; it runs on Linux on x64 and arm64.`)
  const missing = needed.find((name) => findProgram(name) === undefined)
  if (missing !== undefined) return refuse('runner/missing', `${missing} is missing (Debian package ${debianPackages[missing]}).`)
  return ok({ machine, bubblewrap: findProgram('bwrap') ?? '' })
}

/**
 * Prepares to run code: makes a folder, takes control groups where it may, and when started as root becomes a user without
 * rights before it starts any other program. What it gives is not to be used before its self-test found nothing open.
 */
export const openRunner = (options: RunnerOptions): Result<OpenRunner> => {
  const checked = checkMachine()
  if (!checked.ok) return checked
  const { machine, bubblewrap } = checked.value
  const isRoot = process.getuid?.() === 0
  const uid = isRoot ? options.uid : process.getuid?.() ?? 0
  sweepSpools(options.spoolParent)
  const spool = mkdtempSync(join(options.spoolParent, `${spoolName}${process.pid}-`))
  if (isRoot) chownSync(spool, uid, uid)
  const cages = options.withoutCgroups === true ? undefined : openCgroups(uid)
  dropRoot(options.uid)
  const [filter, noFilter] = [join(spool, 'filter'), join(spool, 'no-filter')]
  writeFileSync(filter, seccompFilter(machine))
  writeFileSync(noFilter, letEverythingPass)
  const { found: toolchains, absent } = findToolchains({ path: options.path, kotlin: options.kotlin, stateFolder: spool })
  const needs: BoxerNeeds = { bubblewrap, base: findBase(linkOf), filter, cages, ...(options.argumentsOf ? { argumentsOf: options.argumentsOf } : {}) }
  const boxer = createBoxer(needs)
  return ok({
    boxer, toolchains, absent, spool, bounds: cages?.kind ?? 'limits of each process and a watch over all',
    selfTest: () => selfTest({ machine, boxer, unfilteredBoxer: createBoxer({ ...needs, filter: noFilter }), toolchains, spool }),
    close: () => rmSync(spool, { recursive: true, force: true }),
  })
}
