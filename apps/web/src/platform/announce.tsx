import { useSyncExternalStore } from 'react'

interface Said {
  readonly polite: string
  readonly assertive: string
}

let said: Said = { polite: '', assertive: '' }
const listeners = new Set<() => void>()

/** Says something to screen readers. `assertive` is for a lost connection and failed devices only. */
export const announce = (text: string, how: keyof Said = 'polite'): void => {
  // The same words twice are only read twice when the text differs.
  said = { ...said, [how]: said[how] === text ? `${text}\u00a0` : text }
  for (const listener of listeners) listener()
}

/** The two live regions. One pair per page. */
export const LiveRegions = () => {
  const { polite, assertive } = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => said,
  )
  return (
    <>
      <div className="unseen" aria-live="polite">{polite}</div>
      <div className="unseen" aria-live="assertive">{assertive}</div>
    </>
  )
}
