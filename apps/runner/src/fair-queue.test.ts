import { expect, test } from 'vitest'
import { createFairQueue } from './fair-queue.ts'

/** Work that ends when it is told to, and a list of what began. */
const workshop = () => {
  const began: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const work = (name: string) => () => new Promise<void>((resolve, reject) => {
    began.push(name)
    ends.set(name, (error) => (error ? reject(error) : resolve()))
  })
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { began, work, end }
}

test('whoever asks for much waits behind whoever asks for little', async () => {
  const { began, work, end } = workshop()
  const queue = createFairQueue({ atOnce: 1, waiting: 10, waitingPerOwner: 5 })
  for (const name of ['a1', 'a2', 'a3']) queue.add('a', work(name))
  queue.add('b', work('b1'))
  for (const name of ['a1', 'a2', 'b1', 'a3']) await end(began.at(-1) ?? name)
  expect(began).toEqual(['a1', 'a2', 'b1', 'a3'])
  expect(queue.count()).toEqual({ running: 0, waiting: 0 })
})

test('an owner who has none running goes before one who has', async () => {
  const { began, work, end } = workshop()
  const queue = createFairQueue({ atOnce: 2, waiting: 10, waitingPerOwner: 5 })
  for (const name of ['a1', 'a2', 'a3']) queue.add('a', work(name))
  queue.add('b', work('b1'))
  await end('a2')
  expect(began).toEqual(['a1', 'a2', 'b1'])
})

test('too much is refused, of one owner and of all, and a failure gives its place back', async () => {
  const { began, work, end } = workshop()
  const queue = createFairQueue({ atOnce: 1, waiting: 3, waitingPerOwner: 2 })
  expect(['a1', 'a2', 'a3', 'a4'].map((name) => queue.add('a', work(name)))).toEqual([true, true, true, false])
  expect([queue.add('b', work('b1')), queue.add('c', work('c1'))]).toEqual([true, false])
  await end('a1', new Error('lost'))
  expect(began).toHaveLength(2)
  expect(queue.add('c', work('c1'))).toBe(true)
})
