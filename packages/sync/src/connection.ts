import type { Duplex } from 'node:stream'
import type { Refusal } from '@unanimous/kernel'
import type { RawData, WebSocket } from 'ws'
import { ByteReader, ByteWriter, MalformedBytes } from './bytes.ts'
import { closeCodes } from './close-codes.ts'
import type { Committer } from './commit-loop.ts'
import { crc32c } from './crc32c.ts'
import { CursorBuilder, personOf, readAwareness } from './cursor.ts'
import { FrameRate } from './frame-rate.ts'
import { recordAuthor, type RecordAuthor } from './log-record.ts'
import { Outbox } from './outbox.ts'
import type { Room } from './room.ts'
import { readStateVector, StateAnswers } from './state-answers.ts'
import type { ConnectionNeeds } from './connection-needs.ts'
import type { TicketClaims } from './ticket.ts'

const sync = 0
const awareness = 1
const queryAwareness = 3
const saved = 100
const step1 = 0
const step2 = 1
const update = 2

/** A message that means nothing: an awareness update about nobody. It tells the page that the line is alive. */
export const keepAliveFrame = new Uint8Array([awareness, 1, 0])

const reader = new ByteReader()

/** One socket on one document: reads its messages, and knows what it may do. */
export class Connection implements Committer {
  readonly claims: TicketClaims
  readonly author: RecordAuthor
  readonly access: 'read' | 'write'
  /** The client has answered our step 1: from now on a gap is its own fault. */
  answered = false
  /** Its answer needed structs the server lacks; it will be asked again. */
  owes = false
  /** The CRDT client id its first cursor frame announced. */
  client: number | undefined
  cursor: Uint8Array | undefined
  /** The others were shown a cursor and not yet told that it is gone. */
  isShown = false
  gone = false
  lastHeardMs: number
  lastSentMs: number
  goneAtMs = 0
  readonly room: Room
  readonly #ws: WebSocket
  readonly #outbox: Outbox
  readonly #needs: ConnectionNeeds
  readonly #wantsSaved: boolean
  #received = 0
  #ackPending = false
  #isWriting = false
  #waitsForDrain = false
  #unlogged = 0
  #committing = 0
  #pausedFor: 'log' | 'rate' | undefined
  readonly #rate: FrameRate
  readonly #cursors: CursorBuilder
  readonly #answers: StateAnswers
  #cursorSentMs = 0
  #cursorWaiting = false
  /** Checksum of the cursor that was sampled last. */
  #sampled: number | undefined
  #sampledMs = 0

  constructor(ws: WebSocket, socket: Duplex, room: Room, claims: TicketClaims, wantsSaved: boolean, needs: ConnectionNeeds) {
    this.#ws = ws
    this.#outbox = new Outbox(socket)
    this.room = room
    this.#needs = needs
    this.#wantsSaved = wantsSaved
    this.claims = claims
    this.access = claims.access
    this.author = recordAuthor(claims.doc, claims.user)
    const now = performance.now()
    this.lastHeardMs = now
    this.lastSentMs = now
    this.#cursors = new CursorBuilder(personOf(claims))
    this.#answers = new StateAnswers((known) => room.answerStep1(this, known))
    this.#rate = new FrameRate(needs.limits.framesPerSecond, needs.limits.bytesPerSecond, now)
    // Without this listener one broken frame would end the process. `ws` closes the socket itself, with 1002, 1007 or 1009.
    ws.on('error', (error) => this.report({ code: 'documents/malformed', message: error.message }))
    ws.on('message', (data, isBinary) => this.#receive(data, isBinary))
    ws.on('pong', () => {
      this.lastHeardMs = performance.now()
    })
    ws.on('close', () => this.#left())
  }

  /** The line is down. */
  get isClosed(): boolean {
    return this.#ws.readyState === this.#ws.CLOSED
  }

  /** Stops reading until the document is loaded. */
  hold(): void {
    this.#ws.pause()
  }

  /** Reads on. */
  release(): void {
    this.#ws.resume()
  }

  /** Queues a whole message for this turn. */
  send(message: Uint8Array): void {
    if (this.gone) return
    this.#wake()
    this.#outbox.push(message)
  }

  /** Queues an update. */
  sendUpdate(bytes: Uint8Array): void {
    if (this.gone) return
    this.#wake()
    this.#outbox.pushSync(update, bytes)
  }

  /** Answers a step 1. A large document is no slow reader's fault, so it adds to what may wait. */
  sendState(bytes: Uint8Array): void {
    if (this.gone) return
    this.#answers.queue(bytes.length)
    this.#wake()
    this.#outbox.pushSync(step2, bytes)
  }

  /** Asks the client for what it has and the server doesn't. */
  ask(stateVector: Uint8Array): void {
    if (this.gone) return
    this.#wake()
    this.#outbox.pushSync(step1, stateVector)
  }

  /** Closes with a reason that is also written to the log. */
  refuse(refusal: Refusal, code: number): void {
    this.report(refusal)
    this.close(code, refusal.code)
  }

  /** Writes a refusal to the log; the socket stays. */
  report(refusal: Refusal): void {
    this.#needs.report({ kind: 'socket', doc: this.claims.doc, seat: this.claims.user, code: refusal.code, message: refusal.message })
  }

  /** Closes at once: nothing more is read from it or sent to it, whether or not it ever answers. */
  close(code: number, reason: string): void {
    if (this.gone) return
    this.#left()
    this.#ws.close(code, reason)
  }

  /** Cuts the line. */
  terminate(): void {
    this.#left()
    this.#ws.terminate()
  }

  /** Looks after a quiet line; called every second. */
  tend(nowMs: number): void {
    const { keepAliveMs, silenceMs } = this.#needs.limits
    if (this.#pausedFor === 'rate') this.#resumeWhenPaid(nowMs)
    // What is paused can't be heard, and that is our doing.
    if (this.#pausedFor !== undefined) this.lastHeardMs = nowMs
    if (nowMs - this.lastSentMs >= keepAliveMs) this.send(keepAliveFrame)
    const silentMs = nowMs - this.lastHeardMs
    if (silentMs >= silenceMs) this.terminate()
    else if (silentMs >= silenceMs / 2) this.#ws.ping()
  }

  seal(): Buffer {
    this.#answers.seal()
    return this.#outbox.seal()
  }

  deliver(frames: Buffer, nowMs: number): void {
    if (this.gone) return
    const { socket } = this.#outbox
    this.lastSentMs = nowMs
    this.#answers.deliver()
    if (socket.write(frames)) return this.#answers.drained()
    if (!this.#waitsForDrain) {
      this.#waitsForDrain = true
      socket.once('drain', () => {
        this.#waitsForDrain = false
        this.#answers.drained()
      })
    }
    if (socket.writableLength <= this.#needs.limits.unreadBytes + this.#answers.written) return
    this.#cut()
  }

  committing(): void {
    this.#isWriting = false
    this.#committing = this.#unlogged
    if (!this.#ackPending) return
    this.#ackPending = false
    const sequence = this.room.doc.sequence
    const received = this.#received
    this.#needs.commits.whenDurable(() => this.#acknowledge(sequence, received))
  }

  committed(): void {
    this.#unlogged -= this.#committing
    this.#committing = 0
    if (this.#pausedFor === 'log' && !this.gone) {
      this.#pausedFor = undefined
      this.#ws.resume()
    }
  }

  /** Sends the newest cursor that was held back. */
  flushCursor(): void {
    this.#cursorWaiting = false
    if (!this.gone && this.client !== undefined) this.#passCursor(this.client, performance.now())
  }

  /** Whether this cursor state should be kept for the replay. */
  sampleDue(state: Uint8Array): boolean {
    if (this.#cursorSentMs - this.#sampledMs < this.#needs.limits.cursorSampleEveryMs) return false
    const checksum = crc32c(state)
    if (checksum === this.#sampled) return false
    this.#sampled = checksum
    this.#sampledMs = this.#cursorSentMs
    return true
  }

  /** Asks for a place in this turn's deliveries, before the first frame of the turn. A turn may last as long as the disk does not answer. */
  #wake(): void {
    if (this.#outbox.size === 0) this.#needs.commits.wake(this)
    else if (this.#outbox.size > this.#needs.limits.unreadBytes + this.#answers.queued) this.#cut()
  }

  #cut(): void {
    this.report({ code: 'documents/slow-reader', message: 'The reader took too little for too long.' })
    this.terminate()
  }

  #acknowledge(sequence: number, received: number): void {
    const message = new ByteWriter(24)
    message.varUint(saved)
    message.varUint(sequence)
    message.varUint(received)
    this.send(message.take())
  }

  #left(): void {
    if (this.gone) return
    this.gone = true
    this.goneAtMs = performance.now()
    this.room.leave(this)
    this.#needs.left(this)
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.gone) return
    this.lastHeardMs = performance.now()
    if (!isBinary || !Buffer.isBuffer(data)) return this.#malformed('Only binary messages are understood.')
    this.#pay(data.length)
    try {
      this.#dispatch(data)
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error
      this.#malformed('The message could not be read.')
    }
  }

  #dispatch(data: Buffer): void {
    reader.reset(data, 0, data.length)
    switch (reader.varUint()) {
      case sync: return this.#sync(data)
      case awareness: {
        const length = reader.varUint()
        const from = reader.skip(length)
        this.#endOf(data)
        return this.#readCursors(data, from, from + length)
      }
      case queryAwareness:
        this.#endOf(data)
        return this.room.sendCursors(this)
      default: throw new MalformedBytes('unknown message')
    }
  }

  #sync(data: Buffer): void {
    const kind = reader.varUint()
    const length = reader.varUint()
    const from = reader.skip(length)
    this.#endOf(data)
    if (kind === step1) return this.#answers.ask(readStateVector(reader, from, from + length))
    if (kind !== step2 && kind !== update) throw new MalformedBytes('unknown sync message')
    this.#received++
    if (this.#wantsSaved) this.#ackPending = true
    this.#unlogged += data.length
    if (!this.#isWriting) {
      this.#isWriting = true
      this.#needs.commits.wrote(this)
    }
    if (this.#unlogged > this.#needs.limits.unloggedBytesPerSocket && this.#pausedFor === undefined) {
      this.#pausedFor = 'log'
      this.#ws.pause()
    }
    this.room.update(this, data, from, from + length, kind === update ? 'live' : 'answer')
  }

  #endOf(data: Buffer): void {
    if (reader.at !== data.length) throw new MalformedBytes('bytes left over')
  }

  #readCursors(data: Buffer, from: number, to: number): void {
    readAwareness(data, from, to, (client, state) => {
      // The stock client repeats the states of others; only its own, the first it ever sends, is its to change.
      if (client !== this.client && (this.client !== undefined || !this.room.announce(this, client))) return
      this.client = client
      if (state.length > this.#needs.limits.cursorBytes) throw new MalformedBytes('cursor too large')
      this.cursor = this.#cursors.rebuild(state, this.room)
      // A cursor that goes is never held back: its socket may go next.
      const waitMs = this.cursor === undefined ? 0 : this.#cursorSentMs + this.#needs.limits.cursorEveryMs - this.lastHeardMs
      if (waitMs <= 0) this.#passCursor(client, this.lastHeardMs)
      else if (!this.#cursorWaiting) {
        this.#cursorWaiting = true
        this.#needs.flushCursorLater(this)
      }
    })
  }

  #passCursor(client: number, nowMs: number): void {
    this.#cursorSentMs = nowMs
    this.room.spreadCursor(this, client, this.cursor)
  }

  #malformed(message: string): void {
    this.refuse({ code: 'documents/malformed', message }, closeCodes.malformed)
  }

  /** Counts a frame against the socket's rate. Past it, the socket is read no further until it is paid for; it is never closed for it. */
  #pay(bytes: number): void {
    if (this.#rate.pay(bytes, this.lastHeardMs) || this.#pausedFor === 'rate') return
    this.#pausedFor = 'rate'
    this.#ws.pause()
  }

  #resumeWhenPaid(nowMs: number): void {
    if (!this.#rate.isPaid(nowMs) || this.gone) return
    this.#pausedFor = undefined
    this.#ws.resume()
  }
}
