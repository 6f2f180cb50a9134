import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import { localDocumentName } from '../../platform/local-documents.ts'

/** Private windows and full disks refuse to store; that is found out on a database of its own. */
const mayStore = (): Promise<boolean> =>
  new Promise(resolve => {
    try {
      const request = indexedDB.open('may-store')
      request.addEventListener('success', () => {
        request.result.close()
        resolve(true)
      })
      request.addEventListener('error', () => resolve(false))
    } catch {
      resolve(false)
    }
  })

export interface LocalCopy {
  /** Everything stored here is in the document. */
  readonly loaded: Promise<unknown>
  /** Forgets it all, once nothing in it is owed to the server. */
  clear(): void
  close(): void
}

const nothing: LocalCopy = { loaded: Promise.resolve(), clear: () => undefined, close: () => undefined }
const loadMs = 2_000

/**
 * Keeps a document in this browser, so that edits outlive a reload without a line. One database per seat, document and
 * epoch: somebody else who signs in here, or a document that was rolled back, never meets the edits in it. Where the browser
 * stores nothing, nothing is kept.
 */
export const openLocalCopy = async (doc: Y.Doc, key: { readonly seat: string; readonly document: string; readonly epoch: number }): Promise<LocalCopy> => {
  if (!await mayStore()) return nothing
  const stored = new IndexeddbPersistence(localDocumentName(key.seat, key.document, key.epoch), doc)
  return {
    loaded: Promise.race([stored.whenSynced, new Promise(resolve => setTimeout(resolve, loadMs))]),
    clear: () => void stored.clearData(),
    close: () => void stored.destroy(),
  }
}
