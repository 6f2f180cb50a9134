import type { Meter } from '@unanimous/call'

const silence: Meter = { level: () => 0, close: () => undefined }

/**
 * A meter that starts measuring with the person's first press or key on the page: until then browsers keep sound asleep
 * and complain about every try to wake it.
 */
export const meterOf = (track: MediaStreamTrack): Meter => {
  let meter: Meter | undefined
  let closed = false
  const start = () => {
    if (meter || !navigator.userActivation.hasBeenActive) return
    meter = silence
    void import('@unanimous/call').then(({ createMeter }) => {
      if (!closed) meter = createMeter(track)
    })
  }
  return {
    level() {
      start()
      return meter?.level() ?? 0
    },
    close() {
      closed = true
      meter?.close()
    },
  }
}
