import type { Ticking } from './picture.ts'

/** Ticks as often as it is told to, for a page that may be out of sight. */
addEventListener('message', ({ data: { everyMs } }: MessageEvent<Ticking>) => {
  setInterval(() => postMessage(undefined), everyMs)
})
