import type { Connection } from './connection.ts'
import { closeCodes, closeCodeOf } from './close-codes.ts'
import { cursorFrame } from './cursor.ts'
import type { DocumentSnapshot } from './document-log.ts'
import { type Arrival, isNews, judgeUpdate } from './door.ts'
import { recordAuthor, type RecordAuthor, type RecordKind } from './log-record.ts'
import type { RoomNeeds } from './room-needs.ts'
import { emptyDocument, fromSnapshot, type LoadedDocument, type Mark } from './stored-room.ts'

const serverSeat = 'server'
/** Cursor clocks count from here in ms, so that they rise over restarts and fit the wire's integers for ever. */
const cursorEpochMs = Date.UTC(2026, 0, 1)

/** One open document and the sockets on it. Does nothing by itself: no timers, no reading ahead. */
export class Room {
  readonly name: string
  readonly connections = new Set<Connection>()
  doc: LoadedDocument
  /** Settles when the document is loaded; false when it can't be. */
  readonly ready: Promise<boolean>
  isReady = false
  /** Operations that need the room to stay although nobody is in it. */
  pins = 0
  emptySinceMs = 0
  unloading = false
  readonly #needs: RoomNeeds
  readonly #server: RecordAuthor
  #cursorClock = 0
  /** Seats here of which the log has that they came. */
  readonly #recorded = new Set<string>()
  /** Root types that cursors named before the document had them. */
  readonly #cursorRoots = new Set<string>()

  constructor(name: string, needs: RoomNeeds, load: (room: Room) => Promise<boolean>) {
    this.name = name
    this.#needs = needs
    this.#server = recordAuthor(name, '')
    this.doc = emptyDocument(needs.limits)
    this.ready = load(this)
  }

  /** Lets a socket in: it is asked for what it has, and told who is where. */
  join(connection: Connection): void {
    this.connections.add(connection)
    connection.ask(this.doc.store.stateVector())
    this.sendCursors(connection)
    this.#recordArrival(connection)
  }

  /** A socket is gone: its cursor goes with it. */
  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    const { client } = connection
    const elsewhere = [...this.connections].some((other) => other.client !== undefined && other.client === client)
    if (client !== undefined && connection.isShown && !elsewhere) this.#spreadCursor(connection, client, undefined)
    const seatStays = [...this.connections].some((other) => other.claims.user === connection.claims.user)
    if (!seatStays && this.#recorded.delete(connection.claims.user)) this.#append(connection.author, 'seat', Buffer.from('{"seat":"left"}'))
    if (this.connections.size === 0) this.emptySinceMs = performance.now()
  }

  /** An update arrived: `data[from, to)`, inside the message `data`. */
  update(connection: Connection, data: Uint8Array, from: number, to: number, arrival: Arrival): void {
    if (connection.access === 'read' || this.doc.readOnly) return this.#refuseWriting(connection, data, from, to, arrival)
    const verdict = judgeUpdate(this.doc, connection.claims.user, data, from, to, arrival)
    switch (verdict.outcome) {
      case 'as-sent':
        this.#append(connection.author, 'update', data, from, to)
        if (arrival === 'live') this.#spread(connection, data)
        else this.#spreadUpdate(connection, data.subarray(from, to))
        break
      case 'rewritten':
        if (verdict.tookOthers) this.#recordHealing(connection.claims.user)
        this.#append(verdict.tookOthers ? this.#server : connection.author, 'update', verdict.update)
        this.#spreadUpdate(connection, verdict.update)
        break
      case 'refused':
        // The stock client types before it answers; what it typed is in the answer, so nothing is lost by dropping this.
        if (verdict.refusal.code === 'documents/gap' && !connection.answered) return
        return connection.refuse(verdict.refusal, closeCodeOf(verdict.refusal.code))
      default:
    }
    if (arrival === 'answer') this.#answered(connection, verdict)
  }

  /** The document as this client lacks it. */
  answerStep1(connection: Connection, known: ReadonlyMap<number, number>): void {
    connection.sendState(this.doc.store.encode(known.size === 0 ? undefined : known))
  }

  /** Binds a client id that a cursor frame announced. */
  announce(connection: Connection, client: number): boolean {
    const isNew = this.doc.seats.ownerOf(client) === undefined
    if (this.doc.seats.claim(client, connection.claims.user) !== 'granted') return false
    // Logged before its first structs, so that even a log that lost those still knows whose they are.
    if (isNew) this.#append(connection.author, 'seat', Buffer.from(JSON.stringify({ seat: 'announced', client })))
    return true
  }

  /** Passes a cursor on, and samples it for the replay. */
  spreadCursor(connection: Connection, client: number, state: Uint8Array | undefined): void {
    this.#spreadCursor(connection, client, state)
    if (state !== undefined && connection.sampleDue(state)) this.#append(connection.author, 'cursor', state)
  }

  /** Everybody's cursor, for one socket. */
  sendCursors(connection: Connection): void {
    for (const other of this.connections) {
      if (other === connection || other.client === undefined || other.cursor === undefined) continue
      connection.send(cursorFrame(other.client, this.#nextCursorClock(), other.cursor))
    }
  }

  /** Whether a cursor may point at this struct. */
  knows(client: number, clock: number): boolean {
    return clock < this.doc.store.clockOf(client)
  }

  /** Whether a cursor may name this root type: one the document has, or the product's, or (alone) one of a few. */
  allowsRoot(name: string): boolean {
    const { store } = this.doc
    if (store.rootNames.has(name) || this.#cursorRoots.has(name)) return true
    if (this.#needs.rootNames !== undefined) return this.#needs.rootNames.includes(name)
    if (name.length > 64 || this.#cursorRoots.size >= 16) return false
    this.#cursorRoots.add(name)
    return true
  }

  /** The server's own first update, taken only while the document is empty. */
  seed(update: Uint8Array): boolean {
    if (!this.doc.store.isEmpty) return false
    const verdict = judgeUpdate(this.doc, serverSeat, update, 0, update.length, 'live')
    if (verdict.outcome !== 'as-sent' && verdict.outcome !== 'rewritten') throw new Error(`seed of ${this.name} is not an update of an empty document`)
    this.#append(recordAuthor(this.name, serverSeat), 'update', update)
    for (const connection of this.connections) connection.sendUpdate(update)
    return true
  }

  /** Goes on from a state that replaced the history. */
  adopt(final: DocumentSnapshot): void {
    this.doc = fromSnapshot(this.#needs.limits, final)
  }

  /** Records something about the document itself. */
  mark(mark: Mark): void {
    Object.assign(this.doc, {
      ...(mark.epoch === undefined ? {} : { epoch: mark.epoch }),
      ...(mark.healing === undefined ? {} : { healing: mark.healing }),
      ...(mark.readOnly === undefined ? {} : { readOnly: mark.readOnly }),
    })
    this.#append(this.#server, 'mark', Buffer.from(JSON.stringify(mark)))
  }

  /** Whoever only reads where nothing was ever written leaves no trace: a document that is merely named must not be kept. */
  #recordArrival({ claims: { user }, access, author }: Connection): void {
    if (this.#recorded.has(user) || (access === 'read' && this.doc.sequence === 0)) return
    this.#recorded.add(user)
    this.#append(author, 'seat', Buffer.from('{"seat":"joined"}'))
  }

  #append(author: RecordAuthor, kind: RecordKind, body: Uint8Array, from?: number, to?: number): void {
    this.doc.sequence++
    this.doc.unsnapshotted++
    this.#needs.commits.record(author, this.doc.sequence, this.#needs.clock.now(), kind, body, from, to)
  }

  #spread(from: Connection, message: Uint8Array): void {
    for (const connection of this.connections) if (connection !== from) connection.send(message)
  }

  #spreadUpdate(from: Connection, update: Uint8Array): void {
    for (const connection of this.connections) if (connection !== from) connection.sendUpdate(update)
  }

  #spreadCursor(from: Connection, client: number, state: Uint8Array | undefined): void {
    if (state === undefined && !from.isShown) return
    from.isShown = state !== undefined
    if (this.connections.size === 0 || (this.connections.size === 1 && this.connections.has(from))) return
    this.#spread(from, cursorFrame(client, this.#nextCursorClock(), state))
  }

  #nextCursorClock(): number {
    this.#cursorClock = Math.max(this.#cursorClock + 1, this.#needs.clock.now() - cursorEpochMs)
    return this.#cursorClock
  }

  /** An answer that builds on structs the server lacks is asked for again whenever somebody else has answered. */
  #answered(connection: Connection, verdict: { readonly outcome: string; readonly owes?: boolean }): void {
    connection.owes = verdict.owes === true
    connection.answered = !connection.owes
    if (connection.owes) connection.report({ code: 'documents/gap', message: 'The answer builds on edits that the server does not have.' })
    if (verdict.outcome === 'nothing') return
    for (const other of this.connections) if (other !== connection && other.owes) other.ask(this.doc.store.stateVector())
  }

  #recordHealing(seat: string): void {
    this.#needs.report({ doc: this.name, seat, code: 'documents/rolled-back', message: 'Edits of others were taken back from this seat after a rollback.' })
    this.mark({ healing: false, reason: `edits of others taken from ${seat}` })
  }

  /**
   * A reader's answer usually holds nothing new. What it does hold is dropped, or a client with edits made too late could never read again;
   * new typing closes the socket. The protocol's own "permission denied" is not sent: the stock client prints its URL, ticket included.
   */
  #refuseWriting(connection: Connection, data: Uint8Array, from: number, to: number, arrival: Arrival): void {
    if (arrival === 'answer') connection.answered = true
    if (!isNews(this.doc, data, from, to)) return
    const refusal = { code: 'documents/read-only', message: 'This document is read only for you; ask for a new ticket.' }
    if (arrival === 'answer') connection.report(refusal)
    else connection.refuse(refusal, closeCodes.ended)
  }
}

