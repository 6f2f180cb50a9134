/**
 * Speaks PostgreSQL's wire protocol for an engine that has a single session, to several clients.
 *
 * The unit is a *turn*: everything a client sent up to its next Sync, Query or Flush, run on the
 * engine in one go. The unnamed prepared statement belongs to the engine, not to the client, so a
 * server that lets another client in between Parse and Bind binds one client's values to the other
 * one's statement; that happens as soon as a message is larger than one read of the socket.
 * While a transaction is open only its client gets turns.
 */
import { type Server, type Socket, createServer } from 'node:net'

/** The single session behind the wire. `run` calls `answer` with views that are only valid during the call. */
export interface Engine {
  run(messages: Uint8Array, answer: (bytes: Uint8Array) => void): Promise<void>
  inTransaction(): boolean
}

/** What the wire is told: where the answer to a startup comes from, who may enter, and when a silent transaction ends. */
export interface WireOptions {
  readonly engine: Engine
  /** Clients must say it; the socket may be a loopback port that everybody on this machine can reach. */
  readonly password: string
  /** How long a client may hold a transaction without a turn before it is cut off and rolled back. */
  readonly idleInTransactionMs: number
  /** The engine broke; nothing it said since is to be trusted. */
  onBroken(error: unknown): void
}

/** The listening wire. `betweenTurns` runs SQL of the house itself when no transaction is open. */
export interface Wire {
  readonly server: Server
  betweenTurns(sql: string): void
}

const sslRequest = 80_877_103
const gssRequest = 80_877_104
const protocol3 = 196_608
const letter = (char: string): number => char.charCodeAt(0)
const sync = letter('S'), simpleQuery = letter('Q'), flush = letter('H'), terminate = letter('X'), passwordMessage = letter('p')

/** One message of the protocol: a type byte, the length of what follows including itself, the body. */
export const message = (type: string, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(5)
  head.write(type, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** A simple query as the wire carries it. */
export const queryMessage = (sql: string): Buffer => message('Q', Buffer.from(`${sql}\0`))

/** A startup as a client would send it. */
export const startupMessage = (user: string, database: string): Buffer => {
  const body = Buffer.from(`user\0${user}\0database\0${database}\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8, 0)
  head.writeInt32BE(protocol3, 4)
  return Buffer.concat([head, body])
}

const askPassword = message('R', Buffer.from([0, 0, 0, 3]))
const wrongPassword = message('E', Buffer.from('SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed\0\0'))

interface Client {
  readonly socket: Socket
  phase: 'startup' | 'password' | 'ready'
  unread: Buffer
  /** Messages that wait for the end of their turn. */
  partial: Buffer[]
}

interface Turn {
  readonly client: Client | undefined
  readonly bytes: Uint8Array
  /** A flush leaves the turn's statement open: nobody else may come in before the client's Sync. */
  readonly open: boolean
}

/** Answers clients on behalf of the engine. The caller makes the returned server listen. */
export const createWire = async (options: WireOptions): Promise<Wire> => {
  const { engine } = options
  const greeting = await record(engine, startupMessage('postgres', 'postgres'))
  const queue: Turn[] = []
  let owner: Client | undefined
  let running = false
  let idle: NodeJS.Timeout | undefined

  const next = (): Turn | undefined => {
    const at = owner === undefined ? 0 : queue.findIndex(turn => turn.client === owner)
    return at === -1 ? undefined : queue.splice(at, 1)[0]
  }

  const own = (turn: Turn): void => {
    owner = turn.client !== undefined && (turn.open || engine.inTransaction()) ? turn.client : undefined
    clearTimeout(idle)
    const holder = owner
    if (holder !== undefined) idle = setTimeout(() => holder.socket.destroy(), options.idleInTransactionMs)
  }

  const pump = async (): Promise<void> => {
    if (running) return
    running = true
    for (let turn = next(); turn !== undefined; turn = next()) {
      clearTimeout(idle)
      const answer = await record(engine, turn.bytes)
      if (turn.client?.socket.writable) turn.client.socket.write(answer)
      own(turn)
      if (owner?.socket.destroyed) await abandon()
    }
    running = false
  }

  const abandon = async (): Promise<void> => {
    clearTimeout(idle)
    // A bare Sync ends a turn that a flush left open; outside one it does nothing.
    await record(engine, Buffer.concat([message('S', Buffer.alloc(0)), queryMessage('rollback')]))
    owner = undefined
  }

  const start = (): void => void pump().catch(options.onBroken)

  const enqueue = (turn: Turn): void => {
    queue.push(turn)
    start()
  }

  const leave = (client: Client): void => {
    const kept = queue.filter(turn => turn.client !== client)
    queue.splice(0, queue.length, ...kept)
    // While a turn of this client runs, pump finds the socket destroyed and rolls back by itself.
    if (owner !== client || running) return
    running = true
    abandon().then(() => {
      running = false
      start()
    }, options.onBroken)
  }

  const server = createServer(socket => {
    const client: Client = { socket, phase: 'startup', unread: Buffer.alloc(0), partial: [] }
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => leave(client))
    socket.on('data', data => {
      client.unread = client.unread.length === 0 ? data : Buffer.concat([client.unread, data])
      while (!socket.destroyed && readMessage(client, options.password, greeting, enqueue)) { /* until a message is incomplete */ }
    })
  })
  return { server, betweenTurns: sql => enqueue({ client: undefined, bytes: queryMessage(sql), open: false }) }
}

const record = async (engine: Engine, bytes: Uint8Array): Promise<Buffer> => {
  const chunks: Buffer[] = []
  await engine.run(bytes, chunk => chunks.push(Buffer.from(chunk)))
  return Buffer.concat(chunks)
}

const take = (client: Client, length: number): Buffer => {
  const taken = client.unread.subarray(0, length)
  client.unread = client.unread.subarray(length)
  return taken
}

/** Reads one message, if a whole one is there. */
const readMessage = (client: Client, password: string, greeting: Buffer, enqueue: (turn: Turn) => void): boolean => {
  if (client.phase === 'startup') return readStartup(client)
  if (client.unread.length < 5) return false
  const length = client.unread.readInt32BE(1) + 1
  if (client.unread.length < length) return false
  const whole = take(client, length)
  if (client.phase === 'password') readPassword(client, whole, password, greeting)
  else readTurn(client, whole, enqueue)
  return true
}

const readStartup = (client: Client): boolean => {
  if (client.unread.length < 8) return false
  const length = client.unread.readInt32BE(0)
  if (client.unread.length < length) return false
  const code = take(client, length).readInt32BE(4)
  if (code === sslRequest || code === gssRequest) client.socket.write('N')
  else if (code === protocol3) {
    client.phase = 'password'
    client.socket.write(askPassword)
  }
  // The engine cannot be interrupted, so a cancel request (the one other code) is as good as refused.
  else client.socket.destroy()
  return true
}

const readPassword = (client: Client, whole: Buffer, password: string, greeting: Buffer): void => {
  if (whole[0] === passwordMessage && whole.subarray(5, -1).toString() === password) {
    client.phase = 'ready'
    client.socket.write(greeting)
  }
  else client.socket.end(wrongPassword)
}

const readTurn = (client: Client, whole: Buffer, enqueue: (turn: Turn) => void): void => {
  const type = whole[0]
  if (type === terminate) {
    client.socket.end()
    return
  }
  client.partial.push(whole)
  if (type !== sync && type !== simpleQuery && type !== flush) return
  enqueue({ client, bytes: Buffer.concat(client.partial), open: type === flush })
  client.partial = []
}
