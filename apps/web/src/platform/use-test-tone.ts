import { useState } from 'react'

export type TonePlayed = 'not-yet' | 'playing' | 'played' | 'failed'

/** Three notes on the chosen speaker, so that a person hears where the other's voice will come from. */
export const useTestTone = (speaker: string | undefined): { readonly heard: TonePlayed; readonly play: () => void } => {
  const [heard, setHeard] = useState<TonePlayed>('not-yet')
  const play = async () => {
    setHeard('playing')
    const { playTestTone } = await import('@unanimous/call')
    setHeard(await playTestTone(speaker) ? 'played' : 'failed')
  }
  return { heard, play: () => void play() }
}

/** Whether this browser lets a page choose where it plays. */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype
