import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { beforeOpening, type DocumentStatus, SharedDocument } from './shared-document.ts'

export interface HeldDocument {
  readonly shared: SharedDocument | undefined
  readonly status: DocumentStatus
}

const none: HeldDocument = { shared: undefined, status: beforeOpening }

/** A document that is open while somebody listens, and opened anew when the server's was rolled back. */
const holdDocument = (document: string | undefined, seat: string) => {
  let held = none
  let shared: SharedDocument | undefined
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const open = () => {
    if (document === undefined) return
    shared = new SharedDocument(document, seat, () => {
      if (!shared) return
      if (shared.status.outdated) {
        shared.close()
        open()
      }
      held = { shared, status: shared.status }
      tell()
    })
    held = { shared, status: shared.status }
  }
  return {
    snapshot: () => held,
    subscribe(listener: () => void) {
      if (listeners.size === 0) open()
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        shared?.close()
        shared = undefined
        held = none
      }
    },
  }
}

/** The document of a round while the page shows it. When `writable` turns (the round began or ended), a new ticket is asked for. */
export const useSharedDocument = (document: string | undefined, seat: string, writable: boolean): HeldDocument => {
  const hold = useMemo(() => holdDocument(document, seat), [document, seat])
  const held = useSyncExternalStore(hold.subscribe, hold.snapshot)
  const { shared } = held
  useEffect(() => {
    if (shared?.status.line === 'connected' && (shared.status.access === 'write') !== writable) shared.renew()
  }, [shared, writable])
  return held
}
