import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type Socket, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWire, message, queryMessage, startupMessage, type Wire } from './wire.ts'

/** An engine that answers each message with itself, and takes `begin` and `end` for what they say. */
const createEcho = () => {
  const turns: string[] = []
  let open = false
  return {
    turns,
    inTransaction: () => open,
    run: async (bytes: Uint8Array, answer: (bytes: Uint8Array) => void): Promise<void> => {
      const text = Buffer.from(bytes).toString('latin1').replaceAll(/[^\w]+/g, ' ').trim()
      if (text.includes('begin')) open = true
      if (text.includes('end') || text.includes('rollback')) open = false
      await new Promise(setImmediate)
      turns.push(text)
      answer(Buffer.from(`<${text}>`))
    },
  }
}

let folder: string
let wire: Wire
let echo: ReturnType<typeof createEcho>
const sockets: Socket[] = []
const atServer: Socket[] = []
/** The wire's own end of the nth client. */
const at = (n: number): Socket => {
  const socket = atServer[n]
  if (socket === undefined) throw new Error(`no client ${n}`)
  return socket
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unanimous-wire-'))
  echo = createEcho()
  wire = await createWire({ engine: echo, password: 'secret', idleInTransactionMs: 50, onBroken: error => { throw error } })
  atServer.length = 0
  wire.server.on('connection', socket => atServer.push(socket))
  await new Promise<void>(done => wire.server.listen(join(folder, 's'), done))
  echo.turns.length = 0
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  wire.server.close()
  rmSync(folder, { recursive: true })
})

/** A client that says bytes and waits for text. */
const enter = async (password = 'secret') => {
  const socket = connect(join(folder, 's'))
  sockets.push(socket)
  let heard = ''
  socket.on('data', data => { heard += data.toString('latin1') })
  const closed = new Promise<void>(done => socket.once('close', () => done()))
  const hears = async (text: string): Promise<void> => {
    while (!heard.includes(text)) {
      await Promise.race([new Promise(next => socket.once('data', next)), closed.then(() => { throw new Error(`closed after: ${heard}`) })])
    }
  }
  socket.write(startupMessage('someone', 'somewhere'))
  await hears('R')
  socket.write(message('p', Buffer.from(`${password}\0`)))
  return { socket, closed, hears, heard: () => heard, say: (...bytes: Buffer[]) => void socket.write(Buffer.concat(bytes)) }
}
const inside = async () => {
  const client = await enter()
  await client.hears('<')
  return client
}

const parse = (text: string): Buffer => message('P', Buffer.from(text))
const sync = message('S', Buffer.alloc(0))

it('lets nobody in without the password', async () => {
  const client = await enter('guess')
  await client.closed
  expect(client.heard()).toContain('28P01')
  expect(echo.turns).toEqual([])
})

it('runs everything up to a sync in one turn, however it arrives, and nobody comes in between', async () => {
  const [first, second] = [await inside(), await inside()]
  first.say(parse('first'))
  second.say(parse('second'), sync)
  await second.hears('second')
  first.say(sync)
  await first.hears('first')
  expect(echo.turns).toEqual(['P secondS', 'P firstS'])
})

it('keeps a transaction for its client until it ends', async () => {
  const [first, second] = [await inside(), await inside()]
  first.say(queryMessage('begin'))
  await first.hears('begin')
  second.say(queryMessage('other'))
  first.say(queryMessage('work'))
  await first.hears('work')
  first.say(queryMessage('end'))
  await second.hears('other')
  expect(echo.turns).toEqual(['Q begin', 'Q work', 'Q end', 'Q other'])
})

it('rolls back for a client that goes away, and lets the next one in', async () => {
  const [first, second] = [await inside(), await inside()]
  first.say(queryMessage('begin'))
  await first.hears('begin')
  second.say(queryMessage('other'))
  first.socket.destroy()
  await second.hears('other')
  expect(echo.turns).toEqual(['Q begin', 'S Q rollback', 'Q other'])
})

it('cuts off a client that is silent inside a transaction', async () => {
  const [first, second] = [await inside(), await inside()]
  first.say(queryMessage('begin'))
  second.say(queryMessage('other'))
  await first.closed
  await second.hears('other')
  expect(echo.turns).toContain('S Q rollback')
})

it('drops what a client that went away had still asked for', async () => {
  const [first, second] = [await inside(), await inside()]
  first.say(queryMessage('begin'))
  await first.hears('begin')
  second.say(queryMessage('forgotten'))
  const left = once(at(1), 'close')
  second.socket.destroy()
  await left
  first.say(queryMessage('end'))
  await first.hears('end')
  const third = await inside()
  third.say(queryMessage('last'))
  await third.hears('last')
  expect(echo.turns).not.toContain('Q forgotten')
})

it('runs the house\'s own statements between turns, never inside a transaction', async () => {
  const client = await inside()
  client.say(queryMessage('begin'))
  await client.hears('begin')
  wire.betweenTurns('checkpoint')
  client.say(queryMessage('end'))
  await client.hears('end')
  client.say(queryMessage('after'))
  await client.hears('after')
  expect(echo.turns).toEqual(['Q begin', 'Q end', 'Q checkpoint', 'Q after'])
})
