import type { CommandOutput } from '@unanimous/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { Refused } from '../../platform/api.ts'
import { send } from '../../platform/server-socket.ts'
import { createKeptEdits } from './kept-edits.ts'
import { type LocalCopy, openLocalCopy } from './local-copy.ts'

type Ticket = CommandOutput<'open-document'>

/** How a document stands between this browser and the server. */
export interface DocumentStatus {
  /** `opening` until the first time both sides agree; `refused` when this seat may not have it. */
  readonly line: 'opening' | 'connected' | 'reconnecting' | 'refused'
  readonly access: 'read' | 'write'
  /** Own edits that wait for a line; 0 while there is one, when they come and go with every key. `isSaving` says that. */
  readonly kept: number
  /** Edits that were kept through an outage and have just been merged; 0 three seconds later. */
  readonly merged: number
  /** Edits made without a line that came after the round had ended: they stand here and nowhere else. */
  readonly late: number
  /** The document was rolled back: what is here belongs to a past that no longer is. */
  readonly outdated: boolean
}

export const beforeOpening: DocumentStatus = { line: 'opening', access: 'read', kept: 0, merged: 0, late: 0, outdated: false }

const savedMessage = 100
const silenceMs = 12_000
const watchEveryMs = 2_000
const mergedMs = 3_000

const socketUrl = (url: string): string => new URL(url, location.href.replace(/^http/, 'ws')).href
/** Spread out, because everybody comes back at once after a restart. */
const waitMs = (attempt: number): number => Math.min(4_000, 250 * 2 ** attempt) * (0.5 + Math.random())

/** A document open for a seat, kept in step with the server through every drop, with a fresh ticket each time. */
export class SharedDocument {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly name: string
  readonly seat: string
  readonly #changed: () => void
  readonly #kept = createKeptEdits()
  readonly #savingListeners = new Set<() => void>()
  #status = beforeOpening
  #provider: WebsocketProvider | undefined
  #copy: LocalCopy | undefined
  #epoch: number | undefined
  #attempt = 0
  /** Edits that an outage has kept back and that are on their way now. */
  #owed = 0
  #closed = false
  #retry: ReturnType<typeof setTimeout> | undefined
  #mergedTimer: ReturnType<typeof setTimeout> | undefined
  // The server says something at least every 10 s; a line that is silent for longer is dead, whatever the system thinks.
  readonly #watch = setInterval(() => {
    const provider = this.#provider
    if (provider?.wsconnected && Date.now() - provider.wsLastMessageReceived > silenceMs) provider.disconnect()
  }, watchEveryMs)

  constructor(name: string, seat: string, changed: () => void) {
    this.name = name
    this.seat = seat
    this.#changed = changed
    this.doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => transaction.local && this.#edited())
    window.addEventListener('online', this.#hurry)
    void this.#connect()
  }

  get status(): DocumentStatus {
    return this.#status
  }

  /** Whether an edit is on its way. Apart from the rest, because it changes twice with every key. */
  readonly isSaving = (): boolean => this.#kept.count() > 0
  readonly onSaving = (listener: () => void): (() => void) => {
    this.#savingListeners.add(listener)
    return () => this.#savingListeners.delete(listener)
  }

  /** Asks for a new ticket now: the round began or ended. */
  renew(): void {
    this.#attempt = 0
    if (this.#provider?.wsconnected) this.#provider.disconnect()
    else this.#connectLater()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    clearTimeout(this.#mergedTimer)
    clearInterval(this.#watch)
    window.removeEventListener('online', this.#hurry)
    this.#provider?.destroy()
    this.#copy?.close()
    this.awareness.destroy()
    this.doc.destroy()
  }

  #show(next: Partial<DocumentStatus>): void {
    this.#status = { ...this.#status, ...next }
    this.#changed()
  }

  #edited(): void {
    this.#kept.made()
    if (this.#provider?.wsconnected) this.#kept.sent('edit')
    this.#keptChanged()
  }

  #keptChanged(): void {
    const kept = this.#status.line === 'connected' ? 0 : this.#kept.count()
    if (kept !== this.#status.kept) this.#show({ kept })
    for (const listener of this.#savingListeners) listener()
  }

  readonly #hurry = () => {
    if (this.#status.line === 'reconnecting') this.renew()
  }

  #connectLater(): void {
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => void this.#connect(), waitMs(this.#attempt++))
  }

  async #connect(): Promise<void> {
    try {
      await this.#use(await send('open-document', { doc: this.name }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (this.#closed) return
      if (error.code === 'document/unknown') this.#show({ line: 'refused' })
      else this.#connectLater()
    }
  }

  async #use(ticket: Ticket): Promise<void> {
    if (this.#epoch !== undefined && this.#epoch !== ticket.epoch) return this.#show({ outdated: true })
    if (this.#epoch === undefined) {
      this.#epoch = ticket.epoch
      this.#copy = openLocalCopy(this.doc, { seat: this.seat, document: this.name, epoch: ticket.epoch })
      await this.#copy.loaded
    }
    if (this.#closed) return this.#copy?.close()
    this.#provider ??= this.#open(ticket)
    this.#provider.serverUrl = socketUrl(ticket.url)
    this.#provider.params = { ticket: ticket.ticket, saved: '1' }
    this.#show({ access: ticket.access })
    this.#provider.connect()
  }

  #open(ticket: Ticket): WebsocketProvider {
    const provider = new WebsocketProvider(socketUrl(ticket.url), this.name, this.doc, { awareness: this.awareness, connect: false, disableBc: true })
    const [sync] = provider.messageHandlers
    provider.messageHandlers[0] = (encoder, decoder, ...rest) => {
      sync?.(encoder, decoder, ...rest)
      if (encoding.length(encoder) > 1) this.#kept.sent('answer')
    }
    provider.messageHandlers[savedMessage] = (_encoder, decoder) => {
      decoding.readVarUint(decoder)
      this.#saved(decoding.readVarUint(decoder))
    }
    provider.on('status', ({ status }) => status === 'connected' && this.#kept.connected())
    provider.on('sync', synced => synced && this.#synced())
    provider.on('connection-close', () => this.#lost())
    return provider
  }

  #synced(): void {
    this.#attempt = 0
    const kept = this.#kept.count()
    const tooLate = this.#status.access === 'read'
    if (this.#status.line === 'reconnecting' && !tooLate) this.#owed = kept
    this.#show({ line: 'connected', kept: 0, ...(tooLate && kept > 0 ? { late: kept } : {}) })
  }

  #lost(): void {
    // The library's own retry would use the old ticket, which opened one socket once.
    if (this.#provider) this.#provider.shouldConnect = false
    if (this.#closed) return
    if (this.#status.line === 'connected') this.#show({ line: 'reconnecting', kept: this.#kept.count() })
    this.#connectLater()
  }

  #saved(frames: number): void {
    this.#kept.saved(frames)
    this.#keptChanged()
    if (this.isSaving()) return
    const merged = this.#owed
    this.#owed = 0
    if (this.#status.access === 'read' && this.#status.late === 0) this.#copy?.clear()
    if (merged === 0) return
    clearTimeout(this.#mergedTimer)
    this.#mergedTimer = setTimeout(() => this.#show({ merged: 0 }), mergedMs)
    this.#show({ merged })
  }
}
