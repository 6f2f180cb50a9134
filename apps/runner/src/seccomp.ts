import { JUDGED_CALLS, numberOf, REFUSED_CALLS, type Machine } from './syscalls.ts'

/*
 * The filter as classic BPF, the bytes that `bwrap --seccomp` reads: eight a step, little-endian: code, where to jump if true
 * and if false (steps to skip), and a number. It reads `struct seccomp_data`: call number at 0, machine at 4, arguments of
 * eight bytes each from 16.
 */

const LOAD = 0x20
const JUMP_EQUAL = 0x15
const JUMP_AT_LEAST = 0x35
const JUMP_ANY_BIT = 0x45
const RETURN = 0x06

const callAt = 0
const machineAt = 4
/** The low half of an argument; what is compared here fits into it. */
const argumentAt = (index: number) => 16 + 8 * index

const allow = 0x7fff0000
const killProcess = 0x80000000
const refuseWith = (errno: number) => 0x00050000 | errno

const EPERM = 1
const ENOSYS = 38
const EAFNOSUPPORT = 97

/** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64. */
const machines: Record<Machine, number> = { x64: 0xc000003e, arm64: 0xc00000b7 }
/** Calls of the x32 table, which reaches the same kernel under other numbers. */
const firstOfX32 = 0x40000000
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET; NEWTIME belongs to clone3 and unshare only. */
const newNamespaces = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
const AF_UNIX = 1
/** TIOCSTI and TIOCLINUX: typing into somebody's terminal. */
const terminalTricks = [0x5412, 0x541c]

interface Step { readonly code: number; readonly yes: number; readonly no: number; readonly k: number }

const load = (k: number): Step => ({ code: LOAD, yes: 0, no: 0, k })
const answer = (k: number): Step => ({ code: RETURN, yes: 0, no: 0, k })
const skipUnless = (code: number, k: number, steps: number): Step => ({ code, yes: 0, no: steps, k })
const skipIf = (code: number, k: number, steps: number): Step => ({ code, yes: steps, no: 0, k })

/** For one call: what to do once its number is known. The call's number is loaded again for whoever comes next. */
const forCall = (call: number, steps: readonly Step[]): Step[] => [skipUnless(JUMP_EQUAL, call, steps.length + 1), ...steps, load(callAt)]

const judged = (machine: Machine): Step[] => {
  const call = (name: keyof typeof JUDGED_CALLS) => numberOf(JUDGED_CALLS[name], machine) ?? -1
  const onlyUnix = [load(argumentAt(0)), skipIf(JUMP_EQUAL, AF_UNIX, 1), answer(refuseWith(EAFNOSUPPORT))]
  return [
    ...forCall(call('clone'), [load(argumentAt(0)), skipUnless(JUMP_ANY_BIT, newNamespaces, 1), answer(refuseWith(EPERM))]),
    ...forCall(call('clone3'), [answer(refuseWith(ENOSYS))]),
    ...forCall(call('socket'), onlyUnix),
    ...forCall(call('socketpair'), onlyUnix),
    ...forCall(call('ioctl'), [load(argumentAt(1)), ...terminalTricks.flatMap((trick) => [skipUnless(JUMP_EQUAL, trick, 1), answer(refuseWith(EPERM))])]),
  ]
}

/** The filter for a machine, ready to be handed to bubblewrap. */
export const seccompFilter = (machine: Machine): Buffer => {
  const refused = Object.values(REFUSED_CALLS).flatMap((numbers) => numberOf(numbers, machine) ?? [])
  const steps = [
    load(machineAt), skipIf(JUMP_EQUAL, machines[machine], 1), answer(killProcess),
    load(callAt), ...(machine === 'x64' ? [skipUnless(JUMP_AT_LEAST, firstOfX32, 1), answer(refuseWith(ENOSYS))] : []),
    ...judged(machine),
    ...refused.map((call, index) => skipIf(JUMP_EQUAL, call, refused.length - index)),
    answer(allow), answer(refuseWith(EPERM)),
  ]
  return Buffer.concat(steps.map(({ code, yes, no, k }) => {
    const bytes = Buffer.alloc(8)
    bytes.writeUInt16LE(code, 0)
    bytes.writeUInt8(yes, 2)
    bytes.writeUInt8(no, 3)
    bytes.writeUInt32LE(k >>> 0, 4)
    return bytes
  }))
}

/** Node's name of a machine as one that has a filter; undefined where it has none and nothing may be run. */
export const knownMachine = (arch: string): Machine | undefined => (arch === 'x64' || arch === 'arm64' ? arch : undefined)
