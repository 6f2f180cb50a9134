import type { Bank } from '@unanimous/bank'
import type { Database, Transaction } from '@unanimous/db'
import { createFold, fold, type RoundEvent, type RoundFold, type RoundState } from '@unanimous/rounds'
import { readEvents, readRound, setupOf } from './round-log.ts'

type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>

/** The folds of rounds in use, so that a command does not read its log from the start each time. */
export interface RoundBook {
  /** The fold brought up to the newest event in the database; undefined when there is no such round. */
  upToDate(db: Reader, round: string): Promise<RoundFold | undefined>
  /** The round as its log stands for this reader, folded apart from those in use: what a transaction wrote may still be undone. */
  apart(db: Reader, round: string): Promise<RoundState | undefined>
  /** Applies events that are committed. */
  applied(round: string, events: readonly RoundEvent[]): void
  /** Reads this round anew the next time. */
  forget(round: string): void
}

const mostFolds = 500

/** Several read the log for one fold at once, and each finds events that another has applied meanwhile. */
const applyNew = (fold: RoundFold, events: readonly RoundEvent[]) => {
  for (const event of events) if (event.seq === fold.state().lastSeq + 1) fold.apply(event)
}

export const createRoundBook = (bank: Bank): RoundBook => {
  const folds = new Map<string, RoundFold>()
  const keep = (round: string, fold: RoundFold) => {
    folds.delete(round)
    folds.set(round, fold)
    const oldest = folds.keys().next().value
    if (folds.size > mostFolds && oldest !== undefined) folds.delete(oldest)
  }
  return {
    async upToDate(db, round) {
      const known = folds.get(round)
      const row = known ? undefined : await readRound(db, round)
      if (!known && !row) return undefined
      const fold = known ?? (row && createFold(setupOf(row, bank)))
      if (!fold) return undefined
      // While this one read, another reader of the same fold may have brought it further.
      for (const event of await readEvents(db, round, fold.state().lastSeq)) if (event.seq === fold.state().lastSeq + 1) fold.apply(event)
      // A round that has not started may still be dealt another pack, so its fold is not kept.
      if (fold.state().status !== 'waiting') keep(round, fold)
      return fold
    },
    async apart(db, round) {
      const row = await readRound(db, round)
      return row && fold(setupOf(row, bank), await readEvents(db, round))
    },
    applied(round, events) {
      const fold = folds.get(round)
      if (fold) applyNew(fold, events)
    },
    forget: round => void folds.delete(round),
  }
}
