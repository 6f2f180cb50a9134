import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import type { Person } from './person.ts'

/** A shared document as a page holds it: the stock client, a ticket from the product, and every frame that came. */
export interface OpenDocument {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly frames: Buffer[]
  readonly closes: number[]
  text(name: string): Y.Text
}

/** Opens a round's document the way the page does: asks for a ticket, then connects with it. */
export const openDocument = async (person: Person, document: string, ydoc = new Y.Doc()): Promise<OpenDocument> => {
  const { url, ticket } = await person.post('open-document', { doc: document })
  const frames: Buffer[] = []
  class Recorded extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { Origin: person.url } })
      this.on('message', (data: Buffer | ArrayBuffer) => void frames.push(Buffer.from(data as ArrayBuffer)))
    }
  }
  const provider = new WebsocketProvider(`${person.url.replace('http', 'ws')}${url}`, document, ydoc, {
    WebSocketPolyfill: Recorded as unknown as typeof globalThis.WebSocket, disableBc: true, params: { ticket, saved: '1' }, connect: false,
  })
  // How far this client's edits are on the disk: the page counts by it, the stock client does not know it.
  provider.messageHandlers[100] = () => {}
  const closes: number[] = []
  // A ticket opens one socket once: who wants to come back asks for another.
  provider.on('connection-close', event => {
    closes.push(event?.code ?? 0)
    provider.shouldConnect = false
  })
  onTestFinished(() => provider.destroy())
  provider.connect()
  await new Promise<void>((resolve, reject) => {
    provider.on('sync', synced => { if (synced) resolve() })
    provider.on('connection-close', event => reject(new Error(`the document closed with ${event?.code}`)))
  })
  return { doc: ydoc, provider, frames, closes, text: name => ydoc.getText(name) }
}
