import type { TestStorage } from '@unanimous/testing'
import { onTestFinished, vi } from 'vitest'

/** Keeps whoever reads this from the database waiting, outside of transactions, so that something else can happen meanwhile. */
export const holdQueries = ({ pool }: TestStorage, text: string) => {
  let [arrived, release] = [() => {}, () => {}]
  const held = new Promise<void>(resolve => { arrived = resolve })
  const released = new Promise<void>(resolve => { release = resolve })
  const query = pool.query.bind(pool) as (...asked: unknown[]) => Promise<unknown>
  const spy = vi.spyOn(pool, 'query').mockImplementation((async (...asked: unknown[]) => {
    const [first] = asked as [string | { readonly text: string }]
    if ((typeof first === 'string' ? first : first.text).includes(text)) {
      arrived()
      await released
    }
    return query(...asked)
  }) as typeof pool.query)
  const letGo = () => {
    release()
    spy.mockRestore()
  }
  onTestFinished(letGo)
  return { held, letGo }
}
