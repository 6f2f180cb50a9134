const lookEveryMs = 2_000
/** A timer that comes this much too late was not late: nothing ran in between. */
const sleptMs = 6_000

/**
 * Calls back when this page runs again after its machine slept or its tab was frozen, when it is looked at again, and
 * when the browser says that it has a network. Returns how to stop.
 */
export const onWake = (woke: () => void): (() => void) => {
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    if (now - last > sleptMs) woke()
    last = now
  }, lookEveryMs)
  const seen = () => document.visibilityState === 'visible' && woke()
  document.addEventListener('visibilitychange', seen)
  document.addEventListener('resume', woke)
  window.addEventListener('online', woke)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
    document.removeEventListener('resume', woke)
    window.removeEventListener('online', woke)
  }
}
