import { expect, it } from 'vitest'
import { createOutgoing } from './outgoing.ts'

/** A server that answers when told to. */
const fakeServer = () => {
  const calls: { text: string; answer: (accepted: boolean) => void }[] = []
  const go = (text: string) => new Promise<boolean>(resolve => void calls.push({ text, answer: resolve }))
  return { calls, go }
}

it('is emptied when it was accepted, and only then', async () => {
  const { calls, go } = fakeServer()
  const line = createOutgoing('')
  line.write('Refused')
  const refused = line.send(go)
  calls[0]?.answer(false)
  expect(await refused).toBe(false)
  expect(line.get()).toEqual({ value: 'Refused', busy: false })
  const accepted = line.send(go)
  expect(line.get()).toEqual({ value: 'Refused', busy: true })
  calls[1]?.answer(true)
  expect(await accepted).toBe(true)
  expect(line.get()).toEqual({ value: '', busy: false })
})

it('keeps what was written while it travelled, and says that there is something', async () => {
  const { calls, go } = fakeServer()
  const line = createOutgoing('')
  line.write('Hello')
  const sent = line.send(go)
  line.write('Hello, one more thing')
  calls[0]?.answer(true)
  expect(await sent).toBe(false)
  expect(line.get()).toEqual({ value: 'Hello, one more thing', busy: false })
})

it('is sent once, however often it is pressed', async () => {
  const { calls, go } = fakeServer()
  const line = createOutgoing('')
  line.write('Once')
  const first = line.send(go)
  expect(await line.send(go)).toBe(false)
  calls[0]?.answer(true)
  await first
  expect(calls.map(({ text }) => text)).toEqual(['Once'])
})

it('may be sent again after its way broke', async () => {
  const line = createOutgoing('')
  line.write('Kept')
  await expect(line.send(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  expect(line.get()).toEqual({ value: 'Kept', busy: false })
})
