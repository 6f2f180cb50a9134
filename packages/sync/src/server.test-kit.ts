import { createServer, type Server } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant } from '@unanimous/kernel'
import { afterAll } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { createSyncServer, type DocumentLog, openSegmentLog, type RefusalEntry, type SegmentLogOptions, signTicket, type SyncNeeds, type SyncServer, type TicketClaims } from './index.ts'

export const secret = 'a secret of the tests'

/** A document server on a port of its own and a directory of its own. */
export interface TestServer {
  readonly sync: SyncServer
  readonly log: DocumentLog
  readonly directory: string
  readonly port: number
  readonly refusals: RefusalEntry[]
  /** Stops it without deleting the directory. */
  stop(): Promise<void>
  /** Stops it and deletes the directory. */
  [Symbol.asyncDispose](): Promise<void>
}

export interface TestServerOptions extends Partial<Omit<SyncNeeds, 'log' | 'ticketSecret'>> {
  readonly directory?: string
  readonly log?: SegmentLogOptions
  readonly port?: number
}

/** Something that a test holds up until it says so. */
export const closedGate = (): { readonly opened: Promise<void>; readonly open: () => void } => {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

const directories: string[] = []
afterAll(() => Promise.all(directories.map(directory => rm(directory, { recursive: true, force: true }))))

/** Is deleted after the tests of the file. */
export const newDirectory = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'sync-test-'))
  directories.push(directory)
  return directory
}

export const startTestServer = async ({ directory: given, log: logOptions, port = 0, ...needs }: TestServerOptions = {}): Promise<TestServer> => {
  const directory = given ?? (await newDirectory())
  const log = await openSegmentLog(directory, logOptions)
  const refusals: RefusalEntry[] = []
  const sync = createSyncServer({
    clock: { now: () => instant(Date.now()) }, singleUseTickets: false, onRefusal: (entry) => refusals.push(entry), ...needs, log, ticketSecret: secret,
  })
  const http = createServer()
  http.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head))
  const listening = await listen(http, port)
  const stop = async (): Promise<void> => {
    await sync.close()
    await new Promise((resolve) => http.close(resolve))
  }
  return {
    sync, log, directory, refusals, port: listening, stop,
    [Symbol.asyncDispose]: async () => {
      await stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

const listen = (http: Server, port: number): Promise<number> =>
  new Promise((resolve) => http.listen(port, '127.0.0.1', () => {
    const address = http.address()
    resolve(typeof address === 'object' && address !== null ? address.port : port)
  }))

/** A ticket that the test server accepts. */
export const ticketFor = (doc: string, user: string, extra: Partial<TicketClaims> = {}): string =>
  signTicket(secret, { doc, user, access: 'write', exp: Math.floor(Date.now() / 1000) + 60, ...extra })

/** A stock y-websocket client with a document of its own. */
export interface StockClient {
  readonly doc: Y.Doc
  readonly text: Y.Text
  readonly provider: WebsocketProvider
  readonly closes: number[]
  [Symbol.dispose](): void
}

export const stockClient = (port: number, doc: string, user: string, options: { ydoc?: Y.Doc; claims?: Partial<TicketClaims>; saved?: boolean } = {}): StockClient => {
  const ydoc = options.ydoc ?? new Y.Doc()
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, doc, ydoc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true, maxBackoffTime: 200,
    params: { ticket: ticketFor(doc, user, options.claims), ...(options.saved === true ? { saved: '1' } : {}) },
  })
  const closes: number[] = []
  provider.on('connection-close', (event) => closes.push(event?.code ?? 0))
  return {
    doc: ydoc, text: ydoc.getText('code'), provider, closes,
    [Symbol.dispose]: () => provider.destroy(),
  }
}

/** A socket that speaks whatever bytes a test wants. */
export class RawClient {
  readonly messages: Uint8Array[] = []
  readonly ws: WebSocket
  readonly closed: Promise<number>
  #waiting: (() => void)[] = []

  constructor(port: number, doc: string, user: string, claims: Partial<TicketClaims> = {}, query = '') {
    this.ws = new WebSocket(`ws://127.0.0.1:${port}/${encodeURIComponent(doc)}?ticket=${ticketFor(doc, user, claims)}${query}`)
    this.ws.on('message', (data: Buffer) => {
      this.messages.push(new Uint8Array(data))
      for (const wake of this.#waiting.splice(0)) wake()
    })
    this.closed = new Promise((resolve) => this.ws.on('close', (code) => resolve(code)))
    this.ws.on('error', () => {})
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.ws.once('open', () => resolve())
      this.ws.once('error', reject)
    })
  }

  /** Settles with the first message, past or coming, that fits. */
  async message(fits: (message: Uint8Array) => boolean): Promise<Uint8Array> {
    for (;;) {
      const found = this.messages.find(fits)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  send(...bytes: readonly (number | Uint8Array)[]): void {
    this.ws.send(Buffer.concat(bytes.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part))))
  }

  sendUpdate(update: Uint8Array): void {
    this.send(0, 2, lengthOf(update), update)
  }

  sendAnswer(update: Uint8Array): void {
    this.send(0, 1, lengthOf(update), update)
  }

  /** Opens, hears our step 1 and answers with nothing, as a client without content does. */
  async join(): Promise<this> {
    await this.opened()
    await this.message((message) => message[0] === 0 && message[1] === 0)
    this.sendAnswer(new Uint8Array([0, 0]))
    return this
  }

  [Symbol.dispose](): void {
    this.ws.terminate()
  }
}

const lengthOf = (bytes: Uint8Array): Uint8Array => {
  const out: number[] = []
  let rest = bytes.length
  for (; rest > 127; rest >>>= 7) out.push((rest & 127) | 128)
  return new Uint8Array([...out, rest])
}

export const varBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array([...lengthOf(bytes), ...bytes])
