import { expect, test } from 'vitest'
import { createKeyedQueue } from './keyed-queue.ts'

const gate = () => {
  let open = () => {}
  const opened = new Promise<void>(resolve => { open = resolve })
  return { open, opened }
}

test('work of one key runs in order even when the first is slow; other keys do not wait', async () => {
  const queue = createKeyedQueue()
  const slow = gate()
  const seen: string[] = []
  const first = queue.run('a', async () => { await slow.opened; seen.push('a1') })
  const second = queue.run('a', async () => { seen.push('a2') })
  await queue.run('b', async () => { seen.push('b1') })
  expect(seen).toEqual(['b1'])
  slow.open()
  await Promise.all([first, second])
  expect(seen).toEqual(['b1', 'a1', 'a2'])
})

test('a failure reaches its caller and does not stop what comes after', async () => {
  const queue = createKeyedQueue()
  const failed = queue.run('a', async () => { throw new Error('no') })
  const next = queue.run('a', async () => 2)
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe(2)
  await queue.idle()
})
