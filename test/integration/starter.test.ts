import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentLog } from '@unanimous/sync'
import { expect, onTestFinished, test } from 'vitest'
import { openDocument } from '../support/document.ts'
import { meet } from '../support/person.ts'
import { startRealServer } from '../support/real-server.ts'
import { startApp } from '../support/start-app.ts'
import { consoleOf } from '../support/whole-round.ts'

const code = 'code:typescript'

/** The disk of the documents, which answers nothing until it is asked to. */
const stuckDisk = () => {
  let answer: () => void = () => undefined
  const answers = new Promise<void>(resolve => { answer = resolve })
  const before = (log: DocumentLog): DocumentLog => new Proxy(log, {
    get(of, name) {
      if (name === 'append') {
        return (batch: Parameters<DocumentLog['append']>[0]) => {
          const appended = answers.then(() => of.append(batch))
          return { written: appended.then(({ written }) => written), durable: appended.then(({ durable }) => durable) }
        }
      }
      const value: unknown = Reflect.get(of, name)
      return typeof value === 'function' ? (value.bind(of) as unknown) : value
    },
  })
  return { before, answer }
}

test('a round starts while the disk of the documents does not answer, and has its starter once it does', async () => {
  const disk = stuckDisk()
  const { url } = await startApp({ disk: disk.before })
  onTestFinished(disk.answer)
  const { inviter, other } = await meet(url, { bothWays: false })
  const [planned] = inviter.session?.rounds ?? []
  const round = planned?.round ?? ''
  await inviter.send('start-round', { round })
  for (const person of [inviter, other]) await expect.poll(() => person.session?.phase).toBe('round')
  // The round's queue is free: whatever it takes is taken.
  await inviter.send('choose-language', { round, language: 'go' })
  await expect.poll(() => consoleOf(inviter, round).language).toBe('go')
  const opening = Promise.all([openDocument(inviter, planned?.document ?? ''), openDocument(other, planned?.document ?? '')])
  disk.answer()
  for (const page of await opening) expect(page.text(code).toString()).not.toBe('')
})

test('a round whose starter the disk never had gets it when the server starts, once, and what was written stays', async () => {
  const server = await startRealServer()
  onTestFinished(server.close)
  const { inviter, other } = await meet(server.url, { bothWays: false })
  const [planned] = inviter.session?.rounds ?? []
  const document = planned?.document ?? ''
  await inviter.send('start-round', { round: planned?.round ?? '' })
  const before = await openDocument(inviter, document)
  const starter = before.text(code).toString()
  expect(starter).not.toBe('')
  before.provider.destroy()

  await server.kill()
  // All that the death of the process between a start and the writing of its text leaves.
  rmSync(join(server.folder, 'documents'), { recursive: true })
  await server.start()
  const page = await openDocument(other, document)
  expect(page.text(code).toString()).toBe(starter)
  page.text(code).insert(0, '// mine\n')
  // A page that was there before the server died holds the first starter.
  const held = await openDocument(inviter, document, before.doc)
  for (const each of [page, held]) await expect.poll(() => each.text(code).toString()).toBe(`// mine\n${starter}`)

  await server.kill()
  await server.start()
  expect((await openDocument(other, document)).text(code).toString()).toBe(`// mine\n${starter}`)
})
