import * as Y from 'yjs'
import { localDocumentName } from '../../platform/local-documents.ts'

export interface LocalCopy {
  /** Everything stored here is in the document, or nothing can be read here. */
  readonly loaded: Promise<void>
  /** Forgets it all, once nothing in it is owed to the server. */
  clear(): void
  /** Ends it; what was edited before is still written. */
  close(): void
}

const loadMs = 2_000
const updatesStore = 'updates'
/** From this many rows on, the next write puts the whole document in their place. */
const fullRows = 500

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser stores nothing.')))
  })

/** Private windows and full disks refuse to store, some of them by throwing. */
const openDatabase = async (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(updatesStore, { autoIncrement: true }))
  const database = await settled(request)
  // Somebody else signs in here, and what was kept for the last one goes.
  database.addEventListener('versionchange', () => database.close())
  return database
}

/** The rows of one document. Those that are known to be in the document may be replaced by its whole state. */
const rowsOf = (database: IDBDatabase) => {
  let known: IDBValidKey[] = []
  return {
    async load(): Promise<Uint8Array[]> {
      const store = database.transaction(updatesStore).objectStore(updatesStore)
      const [keys, rows] = await Promise.all([settled(store.getAllKeys()), settled<Uint8Array[]>(store.getAll())])
      known = keys
      return rows
    },
    /**
     * Writes an update, or what `whole` gives once there are too many rows. It is committed at once: left to itself, a
     * transaction waits for this page to hear that it may end, and a page that is left meanwhile never does.
     */
    async write(update: Uint8Array, whole: () => Uint8Array): Promise<void> {
      const replaced = known.length >= fullRows ? known : []
      const transaction = database.transaction(updatesStore, 'readwrite')
      const store = transaction.objectStore(updatesStore)
      const added = settled(store.add(replaced.length > 0 ? whole() : update))
      for (const key of replaced) store.delete(key)
      transaction.commit()
      const key = await added
      known = replaced.length > 0 ? [key] : [...known, key]
    },
    close: () => database.close(),
  }
}

/**
 * Keeps a document in this browser, so that edits outlive a reload without a line. One database per seat, document and
 * epoch: somebody else who signs in here, or a document that was rolled back, never meets the edits in it. While one write is
 * under way the next edits gather, so that a page that is left owes its browser one write and no queue of them. Where the
 * browser stores nothing, nothing is kept.
 */
export const openLocalCopy = (doc: Y.Doc, key: { readonly seat: string; readonly document: string; readonly epoch: number }): LocalCopy => {
  const name = localDocumentName(key.seat, key.document, key.epoch)
  const copy = {}
  let rows: ReturnType<typeof rowsOf> | undefined
  let pending: Uint8Array[] = []
  let writing: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  const writeAll = async (to: NonNullable<typeof rows>): Promise<void> => {
    while (pending.length > 0) {
      const update = Y.mergeUpdates(pending)
      pending = []
      // A refused write (a full disk, a database that was removed) leaves the text in the page and with the server.
      await to.write(update, () => Y.encodeStateAsUpdate(doc)).catch(() => undefined)
    }
    writing = undefined
  }
  const write = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    if (rows && pending.length > 0) writing ??= writeAll(rows)
    await writing
  }
  const edited = (update: Uint8Array, origin: unknown) => {
    if (origin === copy) return
    pending.push(update)
    // Opening a transaction takes longer than drawing a letter, which goes first.
    timer ??= setTimeout(() => void write())
  }
  const end = () => {
    isOver = true
    doc.off('update', edited)
  }
  const load = async (): Promise<void> => {
    const opened = rowsOf(await openDatabase(name))
    const stored = await opened.load()
    rows = opened
    if (!isOver && stored.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(stored), copy)
    await write()
  }

  doc.on('update', edited)
  // Where nothing is stored there is nothing to gather for.
  const loading = load().catch(end)
  return {
    loaded: Promise.race([loading, new Promise<void>(resolve => setTimeout(resolve, loadMs))]),
    clear() {
      end()
      pending = []
      void loading.then(() => {
        rows?.close()
        indexedDB.deleteDatabase(name)
      })
    },
    close() {
      end()
      void loading.then(write).then(() => rows?.close())
    },
  }
}
