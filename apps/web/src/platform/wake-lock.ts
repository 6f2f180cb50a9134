type Lock = Pick<WakeLockSentinel, 'release'>

/** What of a browser keeps a screen lit. `request` is absent where it cannot. */
export interface ScreenKeeper {
  readonly request: (() => Promise<Lock>) | undefined
  isShown(): boolean
  /** Calls back whenever the page is shown or hidden. Returns how to stop. */
  onShown(listener: () => void): () => void
}

const browser = (): ScreenKeeper => {
  const { wakeLock } = navigator as { readonly wakeLock?: WakeLock }
  return {
    request: wakeLock && (() => wakeLock.request('screen')),
    isShown: () => document.visibilityState === 'visible',
    onShown: listener => {
      document.addEventListener('visibilitychange', listener)
      return () => document.removeEventListener('visibilitychange', listener)
    },
  }
}

/**
 * Keeps the screen from going dark until the returned function is called. Browsers take the lock back when the page is
 * hidden; it is asked for again when the page is shown. A browser that refuses, to save its battery say, is not pressed.
 */
export const keepScreenLit = (keeper: ScreenKeeper = browser()): (() => void) => {
  const { request } = keeper
  if (request === undefined) return () => {}
  let over = false
  let lock: Lock | undefined
  let asking = false
  const drop = () => {
    void lock?.release().catch(() => undefined)
    lock = undefined
  }
  const settle = async () => {
    if (over || !keeper.isShown()) return drop()
    if (lock || asking) return
    asking = true
    lock = await request().catch(() => undefined)
    asking = false
    // It may have been hidden, or over, while the browser thought about it.
    if (over || !keeper.isShown()) drop()
  }
  const stop = keeper.onShown(() => void settle())
  void settle()
  return () => {
    over = true
    stop()
    drop()
  }
}
