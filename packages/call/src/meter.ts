/** How loud a microphone is right now. */
export interface Meter {
  /** 0 (silence) to 1 (as loud as it gets), on a scale where ordinary speech fills about half. Ask once per drawn frame. */
  level(): number
  /** Frees the audio graph. The measured track keeps running. */
  close(): void
}

const floorDb = -60

const levelOf = (samples: Float32Array): number => {
  const power = samples.reduce((total, value) => total + value * value, 0) / samples.length
  const db = 10 * Math.log10(power + 1e-12)
  return Math.min(1, Math.max(0, 1 - db / floorDb))
}

/**
 * Measures a clone of the track, so that a muted microphone can still say "you are muted but talking".
 * Browsers keep the audio context asleep until the first click or key on the page; until then the level is 0.
 */
export const createMeter = (track: MediaStreamTrack): Meter => {
  const context = new AudioContext()
  const own = track.clone()
  own.enabled = true
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  analyser.smoothingTimeConstant = 0
  context.createMediaStreamSource(new MediaStream([own])).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level: () => {
      if (context.state === 'suspended') void context.resume().catch(() => undefined)
      if (context.state !== 'running') return 0
      analyser.getFloatTimeDomainData(samples)
      return levelOf(samples)
    },
    close: () => {
      own.stop()
      void context.close().catch(() => undefined)
    },
  }
}
