import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { seccompFilter } from './seccomp.ts'
import { JUDGED_CALLS, numberOf, REFUSED_CALLS, type Machine } from './syscalls.ts'

interface Asked { readonly call: number; readonly machine?: number; readonly args?: readonly number[] }

const audit: Record<Machine, number> = { x64: 0xc000003e, arm64: 0xc00000b7 }
const ALLOW = 0x7fff0000
const KILL = 0x80000000
const errno = (number: number) => 0x00050000 | number

/** The kernel's part: runs the steps over what was asked and gives the verdict. */
const judge = (machine: Machine, { call, machine: on = audit[machine], args = [] }: Asked): number => {
  const filter = seccompFilter(machine)
  const data = Buffer.alloc(64)
  data.writeUInt32LE(call, 0)
  data.writeUInt32LE(on, 4)
  for (const [index, arg] of args.entries()) data.writeBigUInt64LE(BigInt(arg), 16 + 8 * index)
  let accumulator = 0
  for (let at = 0; at < filter.length / 8; at++) {
    const [code, yes, no, k] = [filter.readUInt16LE(at * 8), filter.readUInt8(at * 8 + 2), filter.readUInt8(at * 8 + 3), filter.readUInt32LE(at * 8 + 4)]
    const jump = (holds: boolean) => { at += holds ? yes : no }
    if (code === 0x20) accumulator = data.readUInt32LE(k)
    else if (code === 0x15) jump(accumulator === k)
    else if (code === 0x35) jump(accumulator >= k)
    else if (code === 0x45) jump((accumulator & k) !== 0)
    else if (code === 0x06) return k
    else throw new Error(`step ${at} is ${code}`)
  }
  throw new Error('the filter ends without a verdict')
}

const machines: readonly Machine[] = ['x64', 'arm64']
const number = (call: keyof typeof JUDGED_CALLS, machine: Machine) => numberOf(JUDGED_CALLS[call], machine) ?? -1

test.each(machines)('on %s every refused call is refused and every other passes', (machine) => {
  const refused = new Set(Object.values(REFUSED_CALLS).flatMap((numbers) => numberOf(numbers, machine) ?? []))
  const judged = new Set(Object.values(JUDGED_CALLS).map((numbers) => numberOf(numbers, machine)))
  expect(refused.size).toBeGreaterThan(45)
  for (let call = 0; call < 480; call++) {
    if (!judged.has(call)) expect([call, judge(machine, { call })]).toEqual([call, refused.has(call) ? errno(1) : ALLOW])
  }
})

test.each(machines)('on %s threads and processes begin, worlds do not', (machine) => {
  const clone = number('clone', machine)
  expect(judge(machine, { call: clone, args: [0x3d0f00] })).toBe(ALLOW)
  expect(judge(machine, { call: clone, args: [17] })).toBe(ALLOW)
  for (const flag of [0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000]) expect(judge(machine, { call: clone, args: [flag | 17] })).toBe(errno(1))
  expect(judge(machine, { call: number('clone3', machine) })).toBe(errno(38))
})

test.each(machines)('on %s sockets are local ones only, and nobody types into a terminal', (machine) => {
  for (const [family, verdict] of [[1, ALLOW], [2, errno(97)], [10, errno(97)], [16, errno(97)], [40, errno(97)], [0, errno(97)]] as const) {
    for (const call of ['socket', 'socketpair'] as const) expect(judge(machine, { call: number(call, machine), args: [family, 1, 0] })).toBe(verdict)
  }
  const ioctl = number('ioctl', machine)
  expect([0x5401, 0x5412, 0x541c, 0x5413].map((request) => judge(machine, { call: ioctl, args: [0, request] }))).toEqual([ALLOW, errno(1), errno(1), ALLOW])
})

test('calls of another machine end the process, and those of the x32 table do not exist', () => {
  expect(judge('x64', { call: 0, machine: 0x40000003 })).toBe(KILL)
  expect(judge('arm64', { call: 0, machine: 0x40000028 })).toBe(KILL)
  expect(judge('x64', { call: 0x40000000 + 101 })).toBe(errno(38))
})

test('every jump stays inside the filter', () => {
  for (const machine of machines) {
    const filter = seccompFilter(machine)
    const steps = filter.length / 8
    expect(filter.length % 8).toBe(0)
    for (let at = 0; at < steps; at++) {
      const isJump = (filter.readUInt16LE(at * 8) & 7) === 5
      if (isJump) expect(at + 1 + Math.max(filter.readUInt8(at * 8 + 2), filter.readUInt8(at * 8 + 3))).toBeLessThan(steps)
    }
  }
})

test('the numbers are those of the headers of this machine, where it has any', () => {
  const headers: Record<Machine, string> = { x64: '/usr/include/x86_64-linux-gnu/asm/unistd_64.h', arm64: '/usr/include/asm-generic/unistd.h' }
  for (const machine of machines.filter((name) => existsSync(headers[name]))) {
    const listed = new Map([...readFileSync(headers[machine], 'utf8').matchAll(/#define __NR(?:3264)?_(\w+) (\d+)/g)].map(([, name, found]) => [name, Number(found)]))
    for (const [name, numbers] of Object.entries({ ...REFUSED_CALLS, ...JUDGED_CALLS })) {
      if (listed.has(name)) expect([name, numberOf(numbers, machine)]).toEqual([name, listed.get(name)])
    }
  }
})
