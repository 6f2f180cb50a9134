import { expect, test } from 'vitest'
import { CommitLoop } from './commit-loop.ts'
import type { DocumentLog } from './index.ts'
import { recordAuthor } from './log-record.ts'
import { closedGate } from './server.test-kit.ts'

test('what is recorded is handed to the log in its turn, whoever else keeps the loop busy and however long the disk takes', async () => {
  const disk = closedGate()
  let given = 0
  const log = { append: () => (given++, { written: disk.opened, durable: disk.opened }) } as unknown as DocumentLog
  const commits = new CommitLoop(log, 0)
  // A reader that is never content: with each delivery it asks again.
  const reader = { seal: () => Buffer.alloc(1), deliver: () => commits.wake(reader), committing: () => {}, committed: () => {} }
  commits.wake(reader)
  commits.record(recordAuthor('d', 'ann'), 1, 0, 'update', Buffer.from('typed'))
  expect(commits.isHandedOver).toBe(false)
  await commits.handedOver()
  expect(given).toBe(1)
  disk.open()
  commits.record(recordAuthor('d', 'ann'), 2, 0, 'update', Buffer.from('typed'))
  await commits.handedOver()
  expect([given, commits.isHandedOver]).toEqual([2, true])
  reader.deliver = () => {}
})
