import { createContext, useContext } from 'react'

/** The round whose moments can be replayed, around what shows evidence of it; nothing where no replay was kept. */
export const ReplayableRound = createContext<string | undefined>(undefined)

/** Where a moment of a round is replayed. The address has seconds; what happened within one is shown. */
export const momentHref = (round: string, atMs: number): string => `/replay/${round}?t=${Math.ceil(atMs / 1_000)}`

/** Where a moment of the surrounding round is replayed. */
export const useMomentHref = (atMs: number): string | undefined => {
  const round = useContext(ReplayableRound)
  return round === undefined ? undefined : momentHref(round, atMs)
}
