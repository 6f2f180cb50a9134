import { expect, test } from 'vitest'
import { boxArguments, findBase, type Box } from './box.ts'

const box: Box = {
  command: ['/bin/sh', '-c', 'true'], cwd: '/box/work', environment: { PATH: '/usr/bin' }, shown: [{ from: '/spool/source', at: '/box/source' }],
  limits: { wallMs: 1_500, memoryBytes: 1, addressBytes: undefined, processes: 7, fileBytes: 8, diskBytes: 9 },
}
const base = { folders: ['/usr/bin'], links: [{ at: '/bin', to: 'usr/bin' }] }
const given = boxArguments(base, box)
const at = (...words: string[]) => given.findIndex((_, index) => words.every((word, offset) => given[index + offset] === word))

test('the root is closed only after everything is mounted, and the command comes last', () => {
  expect(at('--remount-ro', '/')).toBeGreaterThan(Math.max(at('--ro-bind', '/spool/source'), at('--tmpfs', '/tmp'), at('--tmpfs', '/box/work'), at('--symlink')))
  expect(at('--remount-ro', '/dev')).toBeGreaterThan(at('--tmpfs', '/dev/shm'))
  expect(given.slice(-3)).toEqual(box.command)
})

test('every file system in memory has a size, and none of the machine can be written', () => {
  const sizes = given.flatMap((word, index) => (word === '--tmpfs' ? [given.slice(index - 2, index)] : []))
  expect(sizes).toHaveLength(3)
  for (const [option, bytes] of sizes) expect([option, Number(bytes) > 0]).toEqual(['--size', true])
  expect(given).not.toContain('--bind')
  expect(given).not.toContain('--dev-bind')
})

test('limits are set inside, addresses only where they are limited', () => {
  const inside = given.slice(given.indexOf('--') + 1)
  expect(inside).toEqual(expect.arrayContaining(['--nproc=7', '--fsize=8', '--cpu=5', '--core=0']))
  expect(inside.some((word) => word.startsWith('--as='))).toBe(false)
  expect(boxArguments(base, { ...box, limits: { ...box.limits, addressBytes: 5 } })).toContain('--as=5')
})

test('links of a merged system stay links, and what is not there is left out', () => {
  const found = findBase((path) => (path === '/bin' ? 'usr/bin' : ['/usr/bin', '/usr/lib', '/lib'].includes(path) ? undefined : null))
  expect(found).toEqual({ folders: ['/lib', '/usr/bin', '/usr/lib'], links: [{ at: '/bin', to: 'usr/bin' }] })
})
