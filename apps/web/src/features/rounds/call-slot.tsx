import { createContext, useCallback, useContext } from 'react'

/** The element that holds the call. It moves from layout to layout as it is, so that no picture stops when a round begins or ends. */
export const CallHost = createContext<HTMLElement | undefined>(undefined)

/** Where a layout wants the call. */
export const CallSlot = () => {
  const host = useContext(CallHost)
  const take = useCallback((slot: HTMLDivElement | null) => {
    if (host) slot?.append(host)
  }, [host])
  return <div className="call-slot" ref={take} />
}
