import { useEffect, useRef, useSyncExternalStore } from 'react'
import { readStored, writeStored } from '../../platform/stored.ts'

const KEY = 'match-ring'
const listeners = new Set<() => void>()
let on = readStored(KEY) !== 'off'

/** Whether a match rings in this browser. */
export const useRing = (): boolean => useSyncExternalStore(
  listener => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  () => on,
)

/** Turns the ring on or off; turning it on also asks the browser once whether it may notify. */
export const setRing = (wanted: boolean): void => {
  on = wanted
  writeStored(KEY, wanted ? undefined : 'off')
  if (wanted && 'Notification' in globalThis && Notification.permission === 'default') void Notification.requestPermission()
  for (const listener of listeners) listener()
}

const notify = (title: string): void => {
  if (!document.hidden || !('Notification' in globalThis) || Notification.permission !== 'granted') return
  const note = new Notification(title, { tag: 'match' })
  note.addEventListener('click', () => {
    window.focus()
    note.close()
  })
}

/** Rings once for each offer, and notifies when the page is out of sight. Browsers may forbid either. */
export const useRingOnce = (offer: string | undefined, title: string): void => {
  const rung = useRef<string>(undefined)
  useEffect(() => {
    if (offer === undefined || !on || rung.current === offer) return
    rung.current = offer
    notify(title)
    void import('@unanimous/call').then(({ playTestTone }) => playTestTone())
  }, [offer, title])
}
