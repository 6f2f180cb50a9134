import { createHash } from 'node:crypto'
import type { RoundViewMessage } from '@unanimous/protocol'
import { isRater, type RoundFold } from '@unanimous/rounds'

/** Who is neither of the two rates with them: who may ask was settled before. */
const viewOf = (fold: RoundFold, seat: string) => (isRater(fold.state().setup, seat) ? fold.raterView(seat) : fold.view(seat))
const counterOf = (fold: RoundFold, seat: string) => (isRater(fold.state().setup, seat) ? fold.raterCounter(seat) : fold.counter(seat))

/** A round's view for a seat, with that seat's own counter. */
export const messageOf = (round: string, seat: string, fold: RoundFold): RoundViewMessage => ({ round, counter: counterOf(fold, seat), view: viewOf(fold, seat) })

/** What tells two views of a seat apart. Before the start the counter stands still while plan and packs may change. */
const lookOf = (fold: RoundFold, seat: string): string =>
  fold.state().status === 'waiting' ? createHash('sha256').update(JSON.stringify(viewOf(fold, seat))).digest('base64') : String(counterOf(fold, seat))

/** Remembers what each seat has been shown: a message without news would itself tell that something happened. */
export interface RoundNews {
  /** Whether this is news to a seat that somebody looks for; it counts as shown from now on. */
  isNews(round: string, seat: string, fold: RoundFold): boolean
  /** Nobody looks for this seat any more. */
  seatLeft(seat: string): void
}

export const createRoundNews = (isShown: (seat: string) => boolean): RoundNews => {
  /** By seat that somebody looks for, then by round. */
  const shown = new Map<string, Map<string, string>>()
  return {
    isNews(round, seat, fold) {
      if (!isShown(seat)) return false
      const sent = shown.get(seat) ?? new Map<string, string>()
      const look = lookOf(fold, seat)
      if (sent.get(round) === look) return false
      shown.set(seat, sent.set(round, look))
      return true
    },
    seatLeft: seat => void shown.delete(seat),
  }
}
