const noteMs = 350
const notes = [523, 659, 784]

const playNotes = (context: AudioContext, out: AudioNode): void => {
  for (const [index, frequency] of notes.entries()) {
    const start = context.currentTime + (index * noteMs) / 1000
    const end = start + noteMs / 1000
    const oscillator = new OscillatorNode(context, { frequency })
    const gain = new GainNode(context, { gain: 0 })
    // Ramped at both ends: a bare start and stop would click.
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(0.25, start + 0.03)
    gain.gain.linearRampToValueAtTime(0, end)
    oscillator.connect(gain).connect(out)
    oscillator.start(start)
    oscillator.stop(end)
  }
}

/**
 * Plays three rising notes on the chosen speaker, so that a person hears where the other's voice will come from.
 * Resolves once they were played: false when the browser would not play them there. Call it from a click.
 */
export const playTestTone = async (speakerId?: string): Promise<boolean> => {
  const context = new AudioContext()
  const audio = new Audio()
  try {
    const destination = context.createMediaStreamDestination()
    if (speakerId !== undefined && 'setSinkId' in audio) await audio.setSinkId(speakerId)
    audio.srcObject = destination.stream
    await Promise.all([context.resume(), audio.play()])
    playNotes(context, destination)
    await new Promise((resolve) => setTimeout(resolve, notes.length * noteMs + 100))
    return true
  } catch {
    return false
  } finally {
    audio.srcObject = null
    void context.close().catch(() => undefined)
  }
}
