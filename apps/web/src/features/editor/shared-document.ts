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
  /** Own edits that the server has not called durable. */
  readonly kept: number
  /** Edits that were kept through an outage and have just been merged; 0 three seconds later. */
  readonly merged: number
  readonly lostAtMs: number | undefined
  /** The document was rolled back: what is here belongs to a past that no longer is. */
  readonly outdated: boolean
}

export interface SharedDocument {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  status(): DocumentStatus
  subscribe(listener: () => void): () => void
  /** Asks for a new ticket now: the round began or ended. */
  renew(): void
  close(): void
}

const savedMessage = 100
const silenceMs = 12_000
const mergedMs = 3_000

const serverUrl = (url: string): string => new URL(url, location.href.replace(/^http/, 'ws')).href
/** Spread out, because everybody comes back at once after a restart. */
const waitMs = (attempt: number): number => (Math.min(4_000, 250 * 2 ** attempt)) * (0.5 + Math.random())

/** Opens a document for a seat and keeps it in step with the server, through every drop, with a fresh ticket each time. */
export const openSharedDocument = (document: string, seat: string): SharedDocument => {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const kept = createKeptEdits()
  const listeners = new Set<() => void>()
  let status: DocumentStatus = { line: 'opening', access: 'read', kept: 0, merged: 0, lostAtMs: undefined, outdated: false }
  let provider: WebsocketProvider | undefined
  let copy: LocalCopy | undefined
  let epoch: number | undefined
  let attempt = 0
  let owed = 0
  let closed = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let mergedTimer: ReturnType<typeof setTimeout> | undefined

  const show = (next: Partial<DocumentStatus>) => {
    status = { ...status, ...next }
    for (const listener of listeners) listener()
  }
  const connectLater = () => {
    clearTimeout(retry)
    retry = setTimeout(() => void connect(), waitMs(attempt++))
  }
  const onClose = () => {
    // Its own retry would use the old ticket, which opened one socket once.
    if (provider) provider.shouldConnect = false
    if (closed) return
    if (status.line === 'connected') show({ line: 'reconnecting', lostAtMs: Date.now() })
    connectLater()
  }
  const onSynced = (synced: boolean) => {
    if (!synced) return
    attempt = 0
    owed = status.lostAtMs === undefined ? 0 : kept.count()
    show({ line: 'connected', lostAtMs: undefined })
  }
  const onSaved = (frames: number) => {
    kept.saved(frames)
    const count = kept.count()
    const merged = owed > 0 && count === 0 ? owed : 0
    if (merged > 0) {
      owed = 0
      clearTimeout(mergedTimer)
      mergedTimer = setTimeout(() => show({ merged: 0 }), mergedMs)
    }
    show({ kept: count, ...(merged > 0 ? { merged } : {}) })
    if (count === 0 && status.access === 'read' && status.line === 'connected') copy?.clear()
  }
  const open = (ticket: Ticket): WebsocketProvider => {
    const made = new WebsocketProvider(serverUrl(ticket.url), document, doc, { awareness, connect: false, disableBc: true })
    const [sync] = made.messageHandlers
    made.messageHandlers[0] = (encoder, decoder, ...rest) => {
      sync?.(encoder, decoder, ...rest)
      if (encoding.length(encoder) > 1) kept.sent('answer')
    }
    made.messageHandlers[savedMessage] = (_encoder, decoder) => {
      decoding.readVarUint(decoder)
      onSaved(decoding.readVarUint(decoder))
    }
    made.on('status', ({ status }) => status === 'connected' && kept.connected())
    made.on('sync', onSynced)
    made.on('connection-close', onClose)
    return made
  }
  const use = async (ticket: Ticket) => {
    if (epoch !== undefined && epoch !== ticket.epoch) return show({ outdated: true })
    if (epoch === undefined) {
      epoch = ticket.epoch
      copy = await openLocalCopy(doc, { seat, document, epoch })
      await copy.loaded
    }
    if (closed) return
    provider ??= open(ticket)
    provider.serverUrl = serverUrl(ticket.url)
    provider.params = { ticket: ticket.ticket, saved: '1' }
    show({ access: ticket.access })
    provider.connect()
  }
  const connect = async () => {
    try {
      await use(await send('open-document', { doc: document }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (closed) return
      if (error.code === 'document/unknown') show({ line: 'refused' })
      else connectLater()
    }
  }

  doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (!transaction.local) return
    kept.made()
    if (provider?.wsconnected) kept.sent('edit')
    show({ kept: kept.count() })
  })
  // The server says something at least every 10 s; a line that is silent for longer is dead, whatever the system thinks.
  const watch = setInterval(() => {
    if (provider?.wsconnected && Date.now() - provider.wsLastMessageReceived > silenceMs) provider.disconnect()
  }, 2_000)
  const hurry = () => status.line === 'reconnecting' && (attempt = 0, connectLater())
  window.addEventListener('online', hurry)
  void connect()
  return {
    doc, awareness,
    status: () => status,
    subscribe: listener => (listeners.add(listener), () => void listeners.delete(listener)),
    renew() {
      if (provider?.wsconnected) provider.disconnect()
      else connectLater()
    },
    close() {
      closed = true
      clearTimeout(retry)
      clearTimeout(mergedTimer)
      clearInterval(watch)
      window.removeEventListener('online', hurry)
      provider?.destroy()
      copy?.close()
      awareness.destroy()
      doc.destroy()
    },
  }
}
