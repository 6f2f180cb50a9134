import { instant } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import { CommitLoop } from './commit-loop.ts'
import { damaged } from './document-files.ts'
import { defaultLimits, type DocumentLog, openSegmentLog } from './index.ts'
import { Rooms } from './rooms.ts'
import { closedGate, newDirectory } from './server.test-kit.ts'

const startRooms = (log: DocumentLog): Rooms =>
  new Rooms({ limits: defaultLimits, clock: { now: () => instant(Date.now()) }, commits: new CommitLoop(log, 0), rootNames: undefined, log, epochOf: undefined, report: () => {} })

/** A log whose documents take as long to load as the test wants. */
const slowLog = async () => {
  const log = await openSegmentLog(await newDirectory())
  const gate = closedGate()
  const load = log.load.bind(log)
  log.load = (doc) => gate.opened.then(() => load(doc))
  return { log, letLoad: gate.open }
}

test('a document that loads for longer than an empty room lingers has one room, which whoever waits for it shares with whoever comes', async () => {
  const { log, letLoad } = await slowLog()
  const rooms = startRooms(log)
  const first = rooms.open('d')
  rooms.sweep(performance.now() + 10 * defaultLimits.lingerMs)
  expect(rooms.open('d')).toBe(first)
  letLoad()
  expect(await first.ready).toBe(true)
  expect(rooms.open('d')).toBe(first)
  rooms.sweep(performance.now() + 10 * defaultLimits.lingerMs)
  await expect.poll(() => rooms.size).toBe(0)
  await log.close()
})

test('a document that can\'t be loaded leaves no room behind', async () => {
  const log = await openSegmentLog(await newDirectory())
  log.load = () => Promise.resolve(damaged())
  const rooms = startRooms(log)
  await expect(rooms.with('d', () => 'never')).rejects.toThrow('document d can\'t be opened')
  expect(rooms.size).toBe(0)
  await log.close()
})

test('a room in which something was recorded while it was being unloaded stays', async () => {
  const log = await openSegmentLog(await newDirectory())
  const rooms = startRooms(log)
  await rooms.with('d', () => {})
  const room = rooms.get('d')
  const settling = closedGate()
  const gate = closedGate()
  log.settle = () => {
    settling.open()
    return gate.opened
  }
  rooms.sweep(performance.now() + 10 * defaultLimits.lingerMs)
  await settling.opened
  await rooms.with('d', (again) => again.mark({ epoch: 1 }))
  gate.open()
  await new Promise((resolve) => setImmediate(resolve))
  expect(rooms.get('d')).toBe(room)
  await log.close()
})
