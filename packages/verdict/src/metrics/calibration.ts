import type { Vote } from '../votes.ts'
import { read } from './reading.ts'
import type { Reading } from './reading.ts'
import type { RoundFacts } from './round-facts.ts'
import { GUESSES_NEEDED } from './standing.ts'

const VOTES: readonly Vote[] = [1, 2, 3, 4]

/** One cell of the matrix: how often this vote was guessed where that one was given. */
export interface CalibrationCell {
  readonly guessed: Vote
  readonly given: Vote
  readonly rounds: readonly string[]
}

/** How the guesses lay. Counts, because a share of a dozen says less than it seems to. */
export interface Agreement {
  readonly exact: number
  /** More than one step away, either way. */
  readonly far: number
  /** Guessed better than it was given. */
  readonly higher: number
  readonly lower: number
}

/** Guessed votes against given ones: all sixteen cells, and what they come to. */
export interface Calibration {
  readonly cells: readonly CalibrationCell[]
  readonly agreement: Reading<Agreement>
}

/** The candidate's guessed votes against the votes they were given. (domain.md 3.7) */
export const calibration = (received: readonly RoundFacts[]): Calibration => {
  const pairs = received.flatMap(({ round, guessedVote, firstVote }) =>
    guessedVote === undefined || firstVote === undefined ? [] : [{ round, guessed: guessedVote, given: firstVote }])
  const counted = (fits: (gap: number) => boolean): number => pairs.filter(({ guessed, given }) => fits(guessed - given)).length
  return {
    cells: VOTES.flatMap(guessed => VOTES.map(given => ({
      guessed, given, rounds: pairs.filter(pair => pair.guessed === guessed && pair.given === given).map(({ round }) => round),
    }))),
    agreement: read({ n: pairs.length, needs: GUESSES_NEEDED, rounds: pairs.map(({ round }) => round) }, () => ({
      exact: counted(gap => gap === 0), far: counted(gap => Math.abs(gap) > 1), higher: counted(gap => gap > 0), lower: counted(gap => gap < 0),
    })),
  }
}
