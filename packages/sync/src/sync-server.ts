import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Clock, Refusal, Result } from '@unanimous/kernel'
import { WebSocketServer } from 'ws'
import { type Bus, createLocalBus } from './bus.ts'
import { closeCodes } from './close-codes.ts'
import { collectGarbage } from './collect-garbage.ts'
import { CommitLoop } from './commit-loop.ts'
import { Connection } from './connection.ts'
import type { ConnectionNeeds } from './connection-needs.ts'
import type { DocumentLog } from './document-log.ts'
import type { LogRecord } from './log-record.ts'
import { damaged } from './document-files.ts'
import { defaultLimits, type SyncLimits } from './limits.ts'
import type { RefusalEntry } from './room-needs.ts'
import { Rooms } from './rooms.ts'
import { replayDocument, snapshotOf } from './stored-room.ts'
import { UsedTickets } from './ticket.ts'
import { type Admission, readUpgrade, refuseUpgrade } from './upgrade.ts'

/** What the document server is given. */
export interface SyncNeeds {
  readonly log: DocumentLog
  readonly bus?: Bus
  readonly clock: Clock
  /** HMAC secret of the tickets. */
  readonly ticketSecret: string
  /** A ticket with an `id` opens one socket once; without an `id` it opens none. */
  readonly singleUseTickets: boolean
  readonly limits?: Partial<SyncLimits>
  /** Root types that cursors may name although the document does not have them yet. */
  readonly rootNames?: readonly string[]
  /** Writes a refusal to the product's log. */
  readonly onRefusal?: (entry: RefusalEntry) => void
  /** The epoch the product believes a document to be in; see `epochOf` of the server. */
  readonly epochOf?: (doc: string) => number | Promise<number>
  /** Shortest time between two writes of the log; edits wait that long at most before they go out. By default one frame of a display. */
  readonly writeEveryMs?: number
}

/** Which sockets to close; fields that are given must all match. */
export interface SocketMatch {
  readonly user?: string
  readonly session?: string
  readonly doc?: string
}

/** Counts for the operator. */
export interface SyncStats {
  readonly rooms: number
  readonly sockets: number
  readonly backlogBytes: number
  readonly trouble: string | undefined
}

/** Serves documents to stock y-websocket clients. */
export interface SyncServer {
  /** Takes an HTTP upgrade for `…/DOC?ticket=…`; answers refusals itself. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Gives an empty document its first content, once; settles when it is on the disk. A document that has content keeps it. */
  seed(doc: string, update: Uint8Array): Promise<void>
  /** Newest sequence number of an open document: the version that evidence is stamped with. */
  sequenceOf(doc: string): number | undefined
  /** The same, loading the document when it is not open. */
  loadSequence(doc: string): Promise<number>
  /** How often the document was rolled back: clients keep one offline store per epoch. */
  epochOf(doc: string): Promise<number>
  /** The document as one V1 update, now or as it was at a sequence number (or at the nearest kept one before). */
  readState(doc: string, upTo?: number): Promise<Uint8Array>
  /** Every record of a document that its history still has, oldest first. Refusal `documents/damaged`: a checksum failed. */
  historyOf(doc: string): Promise<Result<readonly LogRecord[]>>
  /** Nobody writes here any more, whatever their ticket says. Sockets with write access are closed with 4504; they ask for a new ticket. */
  setReadOnly(doc: string): Promise<void>
  /** Closes sockets at once, on every process of the bus; gives how many were closed here. The code must lie outside 4400 to 4499. */
  closeSocketsOf(match: SocketMatch, code: number, reason: string): number
  /** Closes a user's sockets in the same way, and takes back their tickets that expire by then, in Unix seconds. */
  takeBack(user: string, ticketsUntil: number, code: number, reason: string): void
  /** The sign-ins that the open sockets' tickets name as `session`. */
  sessions(): ReadonlySet<string>
  /** Forgets the history: only the final state and the states at `keepSequences` remain, deleted text gone from them too. */
  compact(doc: string, keepSequences: readonly number[]): Promise<void>
  /** Deletes a document and closes its sockets. */
  remove(doc: string): Promise<void>
  stats(): SyncStats
  /** Closes every socket with 1012, puts everything on the disk and closes the log. */
  close(): Promise<void>
}

const closeTopic = 'documents/close'
const closeGraceMs = 1_500

/** Starts a document server. It listens nowhere itself: whoever owns the HTTP server hands it the upgrades. */
export const createSyncServer = (needs: SyncNeeds): SyncServer => new Server(needs)

class Server implements SyncServer {
  readonly #needs: SyncNeeds
  readonly #limits: SyncLimits
  readonly #bus: Bus
  readonly #commits: CommitLoop
  readonly #rooms: Rooms
  readonly #connectionNeeds: ConnectionNeeds
  readonly #sockets: WebSocketServer
  readonly #connections = new Set<Connection>()
  readonly #closing = new Set<Connection>()
  readonly #perSeat = new Map<string, number>()
  readonly #used = new UsedTickets()
  readonly #lateCursors = new Set<Connection>()
  readonly #tick: NodeJS.Timeout
  readonly #unsubscribe: () => void
  #stopping = false

  constructor(needs: SyncNeeds) {
    this.#needs = needs
    this.#limits = { ...defaultLimits, ...needs.limits }
    this.#bus = needs.bus ?? createLocalBus()
    this.#commits = new CommitLoop(needs.log, needs.writeEveryMs ?? 16)
    this.#sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false, maxPayload: this.#limits.frameBytes })
    this.#rooms = new Rooms({
      limits: this.#limits, clock: needs.clock, commits: this.#commits, rootNames: needs.rootNames, log: needs.log, epochOf: needs.epochOf,
      report: (entry) => this.#report({ kind: 'document', ...entry }),
    })
    this.#connectionNeeds = {
      limits: this.#limits, clock: needs.clock, commits: this.#commits, rootNames: needs.rootNames,
      report: (entry) => this.#report(entry),
      left: (connection) => this.#left(connection),
      flushCursorLater: (connection) => this.#flushCursorLater(connection),
    }
    const tickMs = Math.min(1_000, this.#limits.keepAliveMs / 4, Math.max(20, this.#limits.lingerMs))
    this.#tick = setInterval(() => this.#tend(), tickMs)
    this.#tick.unref()
    this.#unsubscribe = this.#bus.subscribe(closeTopic, (message) => void this.#closeHere(message))
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const asked = this.#askedBy(request)
    if (!asked.ok) {
      refuseUpgrade(socket, asked.refusal)
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#admit(new Connection(
      ws, socket, this.#rooms.open(asked.value.claims.doc), asked.value.claims, asked.value.saved, this.#connectionNeeds,
    )))
  }

  async seed(doc: string, update: Uint8Array): Promise<void> {
    await this.#rooms.with(doc, async (room) => {
      room.seed(update)
      // Also when somebody else's seed came first: whoever asked may rely on it from now on.
      await this.#commits.durable()
    })
  }

  sequenceOf(doc: string): number | undefined {
    const room = this.#rooms.get(doc)
    return room?.isReady === true ? room.doc.sequence : undefined
  }

  loadSequence(doc: string): Promise<number> {
    return this.#rooms.with(doc, (room) => room.doc.sequence)
  }

  epochOf(doc: string): Promise<number> {
    return this.#rooms.with(doc, (room) => room.doc.epoch)
  }

  readState(doc: string, upTo?: number): Promise<Uint8Array> {
    return this.#rooms.with(doc, async (room) => {
      if (upTo === undefined || upTo >= room.doc.sequence) return room.doc.store.encode().slice()
      return (await this.#versionOf(doc, upTo)).store.encode().slice()
    })
  }

  async historyOf(doc: string): Promise<Result<readonly LogRecord[]>> {
    await this.#commits.handedOver()
    return this.#needs.log.history(doc)
  }

  async setReadOnly(doc: string): Promise<void> {
    await this.#rooms.with(doc, async (room) => {
      if (!room.doc.readOnly) room.mark({ readOnly: true, reason: 'the round is over' })
      for (const connection of [...room.connections]) {
        if (connection.access === 'write') connection.close(closeCodes.ended, 'documents/ended')
      }
      await this.#commits.durable()
    })
  }

  closeSocketsOf(match: SocketMatch, code: number, reason: string): number {
    const before = this.#connections.size
    this.#bus.publish(closeTopic, JSON.stringify({ match, code, reason }))
    return before - this.#connections.size
  }

  takeBack(user: string, ticketsUntil: number, code: number, reason: string): void {
    this.#bus.publish(closeTopic, JSON.stringify({ match: { user }, code, reason, ticketsUntil }))
  }

  sessions(): ReadonlySet<string> {
    return new Set([...this.#connections].flatMap(({ claims }) => claims.session ?? []))
  }

  async compact(doc: string, keepSequences: readonly number[]): Promise<void> {
    await this.#rooms.with(doc, async (room) => {
      await this.#commits.handedOver()
      const at = this.#needs.clock.now()
      const versions = []
      for (const sequence of [...new Set(keepSequences)].sort((a, b) => a - b)) {
        if (sequence >= room.doc.sequence || sequence <= 0) continue
        const version = await this.#versionOf(doc, sequence)
        versions.push({ ...snapshotOf(version, at, collectGarbage(version.store.encode())), sequence })
      }
      // Taken, gone on from and handed over in one turn: what is recorded while the history is replaced, who comes and who goes, follows it.
      while (!this.#commits.isHandedOver) await this.#commits.handedOver()
      const final = snapshotOf(room.doc, at, collectGarbage(room.doc.store.encode()))
      room.adopt(final)
      await this.#needs.log.replaceHistory(doc, [...versions, final])
    })
  }

  async remove(doc: string): Promise<void> {
    this.closeSocketsOf({ doc }, closeCodes.removed, 'documents/removed')
    while (!this.#commits.isHandedOver) {
      await this.#commits.handedOver()
      // Who came meanwhile leaves too; what their leaving records follows.
      this.closeSocketsOf({ doc }, closeCodes.removed, 'documents/removed')
    }
    const room = this.#rooms.get(doc)
    if (room !== undefined) this.#rooms.drop(room)
    await this.#needs.log.remove(doc)
  }

  stats(): SyncStats {
    const { trouble, backlogBytes } = this.#needs.log
    return { rooms: this.#rooms.size, sockets: this.#connections.size, backlogBytes, trouble }
  }

  async close(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    clearInterval(this.#tick)
    this.#unsubscribe()
    for (const connection of [...this.#connections]) connection.close(closeCodes.restart, 'documents/restart')
    await this.#commits.durable()
    await new Promise((resolve) => setImmediate(resolve))
    for (const connection of this.#closing) connection.terminate()
    await this.#needs.log.close()
  }

  #askedBy(request: IncomingMessage): Result<Admission> {
    const asked = readUpgrade(request, this.#needs.ticketSecret, this.#needs.clock.now())
    const refusal = asked.ok ? this.#refusalOf(asked.value) : asked.refusal
    if (refusal === undefined) return asked
    const claims = asked.ok ? asked.value.claims : undefined
    this.#report({ kind: 'upgrade', doc: claims?.doc, seat: claims?.user, code: refusal.code, message: refusal.message })
    return { ok: false, refusal }
  }

  #refusalOf({ claims }: Admission): Refusal | undefined {
    if (this.#stopping) return { code: 'documents/closing', message: 'The server is restarting; try again in a moment.' }
    const room = this.#rooms.get(claims.doc)
    if (room === undefined && this.#rooms.size >= this.#limits.rooms) {
      return { code: 'documents/too-many-rooms', message: 'The server has too many open documents; try again in a moment.' }
    }
    const isFull = (room?.connections.size ?? 0) >= this.#limits.socketsPerRoom
    if (isFull || (this.#perSeat.get(claims.user) ?? 0) >= this.#limits.socketsPerSeat) {
      return { code: 'documents/too-many-sockets', message: 'The document is open too often; close a tab and try again.' }
    }
    return this.#used.use(claims, this.#needs.singleUseTickets)
  }

  #admit(connection: Connection): void {
    const { doc, user } = connection.claims
    this.#connections.add(connection)
    this.#perSeat.set(user, (this.#perSeat.get(user) ?? 0) + 1)
    const room = connection.room
    if (room.isReady) return room.join(connection)
    connection.hold()
    void room.ready.then((isReady) => {
      if (!isReady) this.#rooms.drop(room)
      if (connection.gone) return
      if (!isReady) return connection.refuse({ code: 'documents/unavailable', message: `Document ${doc} can't be opened.` }, closeCodes.unavailable)
      room.join(connection)
      connection.release()
    })
  }

  #left(connection: Connection): void {
    this.#connections.delete(connection)
    this.#lateCursors.delete(connection)
    this.#closing.add(connection)
    const { user } = connection.claims
    const count = (this.#perSeat.get(user) ?? 1) - 1
    if (count === 0) this.#perSeat.delete(user)
    else this.#perSeat.set(user, count)
  }

  #flushCursorLater(connection: Connection): void {
    if (this.#lateCursors.size === 0) {
      setTimeout(() => {
        const late = [...this.#lateCursors]
        this.#lateCursors.clear()
        for (const one of late) one.flushCursor()
      }, this.#limits.cursorEveryMs)
    }
    this.#lateCursors.add(connection)
  }

  #tend(): void {
    const now = performance.now()
    for (const connection of [...this.#connections]) connection.tend(now)
    for (const connection of this.#closing) {
      // Who does not answer our close within the grace is cut off.
      if (connection.isClosed) this.#closing.delete(connection)
      else if (now - connection.goneAtMs >= closeGraceMs) {
        connection.terminate()
        this.#closing.delete(connection)
      }
    }
    this.#rooms.sweep(now)
    this.#used.sweep(this.#needs.clock.now())
  }

  async #versionOf(doc: string, sequence: number): Promise<Awaited<ReturnType<typeof replayDocument>>> {
    await this.#commits.handedOver()
    const history = await this.#needs.log.history(doc, sequence)
    if (!history.ok) throw new Error(damaged().refusal.message)
    return replayDocument(this.#limits, history.value)
  }

  #closeHere(message: string): void {
    const { match, code, reason, ticketsUntil } = JSON.parse(message) as { match: SocketMatch; code: number; reason: string; ticketsUntil?: number }
    if (match.user !== undefined && ticketsUntil !== undefined) this.#used.takeBack(match.user, ticketsUntil)
    for (const connection of [...this.#connections]) {
      const { claims } = connection
      if (match.user !== undefined && match.user !== claims.user) continue
      if (match.session !== undefined && match.session !== claims.session) continue
      if (match.doc !== undefined && match.doc !== claims.doc) continue
      connection.close(code, reason)
    }
  }

  #report(entry: RefusalEntry): void {
    this.#needs.onRefusal?.(entry)
  }
}
