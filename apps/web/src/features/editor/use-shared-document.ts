import { useEffect, useState, useSyncExternalStore } from 'react'
import { type DocumentStatus, openSharedDocument, type SharedDocument } from './shared-document.ts'

const closedStatus: DocumentStatus = { line: 'opening', access: 'read', kept: 0, merged: 0, lostAtMs: undefined, outdated: false }
const never = () => () => undefined
const asClosed = () => closedStatus

/** The document of a round while the page shows it. `writable` turns when the round begins or ends, which asks for a new ticket. */
export const useSharedDocument = (document: string | undefined, seat: string, writable: boolean): { readonly shared: SharedDocument | undefined; readonly status: DocumentStatus } => {
  const [shared, setShared] = useState<SharedDocument>()
  const [life, setLife] = useState(0)
  useEffect(() => {
    if (document === undefined) return
    const opened = openSharedDocument(document, seat)
    setShared(opened)
    return () => {
      opened.close()
      setShared(undefined)
    }
    // `life` opens it anew after a rollback.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [document, seat, life])
  const status = useSyncExternalStore(shared?.subscribe ?? never, shared?.status ?? asClosed)
  useEffect(() => {
    if (status.outdated) setLife(count => count + 1)
  }, [status.outdated])
  useEffect(() => {
    const wanted = writable ? 'write' : 'read'
    if (shared && shared.status().line === 'connected' && shared.status().access !== wanted) shared.renew()
  }, [shared, writable])
  return { shared, status }
}
