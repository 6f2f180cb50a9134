import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openCgroups } from './cgroups.ts'

const uid = process.getuid?.() ?? 0

/** A machine whose files say this; paths in them begin with `ROOT`. */
const machine = (files: Record<string, string>) => {
  const root = mkdtempSync(join(tmpdir(), 'unanimous-groups-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), text.replaceAll('ROOT', root))
  }
  return { root, cages: openCgroups(uid, join(root, 'proc')), read: (name: string) => readFileSync(join(root, name), 'utf8') }
}
const limits = { memoryBytes: 1_000_000, processes: 7 }

test('with version 1 memory and processes are counted in groups of their own', () => {
  const { root, cages, read } = machine({
    'proc/mounts': 'cgroup ROOT/memory cgroup rw,memory 0 0\ncgroup ROOT/pids cgroup rw,nosuid,pids 0 0\n',
    'proc/self/cgroup': '8:pids:/\n4:memory:/mine\n', 'memory/mine/tasks': '', 'pids/tasks': '',
  })
  expect(cages?.kind).toBe('cgroup v1')
  const cage = cages?.open('box', limits)
  const [memory, pids] = [`memory/mine/unanimous-runner-${uid}/box`, `pids/unanimous-runner-${uid}/box`]
  expect(cage?.joins).toEqual([join(root, memory, 'cgroup.procs'), join(root, pids, 'cgroup.procs')])
  expect([read(`${memory}/memory.limit_in_bytes`), read(`${pids}/pids.max`)]).toEqual(['1000000', '9'])
  writeFileSync(join(root, memory, 'memory.oom_control'), 'oom_kill_disable 0\nunder_oom 0\noom_kill 0\n')
  expect(cage?.ranOutOfMemory()).toBe(false)
  writeFileSync(join(root, memory, 'memory.oom_control'), 'oom_kill_disable 0\nunder_oom 0\noom_kill 2\n')
  expect(cage?.ranOutOfMemory()).toBe(true)
})

test('with version 2 the runner moves beside its boxes, since a group with children holds no process', () => {
  const { root, cages, read } = machine({
    'proc/mounts': 'cgroup2 ROOT/unified cgroup2 rw 0 0\n', 'proc/self/cgroup': '0::/service\n',
    'unified/service/cgroup.controllers': 'cpu memory pids\n', 'unified/service/cgroup.subtree_control': '',
  })
  expect(cages?.kind).toBe('cgroup v2')
  const group = `unified/service/unanimous-runner-${uid}`
  expect(read(`${group}/runner/cgroup.procs`)).toBe(`${process.pid}`)
  expect([read('unified/service/cgroup.subtree_control'), read(`${group}/cgroup.subtree_control`)]).toEqual(['+memory +pids', '+memory +pids'])
  const cage = cages?.open('box', limits)
  expect(cage?.joins).toEqual([join(root, group, 'box/cgroup.procs')])
  expect([read(`${group}/box/memory.max`), read(`${group}/box/pids.max`)]).toEqual(['1000000', '9'])
  writeFileSync(join(root, group, 'box/memory.events'), 'low 0\noom 1\noom_kill 1\n')
  expect(cage?.ranOutOfMemory()).toBe(true)
})

test.each([
  ['there is nothing', { 'proc/mounts': '', 'proc/self/cgroup': '' }],
  ['memory is not counted', { 'proc/mounts': 'cgroup2 ROOT/unified cgroup2 rw 0 0\n', 'proc/self/cgroup': '0::/\n', 'unified/cgroup.controllers': 'cpu\n' }],
  ['only one of the two is there', { 'proc/mounts': 'cgroup ROOT/memory cgroup rw,memory 0 0\n', 'proc/self/cgroup': '4:memory:/\n', 'memory/tasks': '' }],
])('no groups where %s', (_, files) => {
  expect(machine(files).cages).toBeUndefined()
})
