import type { Bank } from '@unanimous/bank'
import type { Database, Transaction } from '@unanimous/db'
import { createFold, fold, type RoundEvent, type RoundFold, type RoundState } from '@unanimous/rounds'
import { planOf, readEvents, readRound, setupOf } from './round-log.ts'

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

/** A fold with the plan that it was begun with, for as long as that may have changed since. */
interface Kept {
  readonly fold: RoundFold
  readonly plan: string | undefined
}

const mostFolds = 500

/** Several read the log for one fold at once, and each finds events that another has applied meanwhile. */
const applyNew = (fold: RoundFold, events: readonly RoundEvent[]) => {
  for (const event of events) if (event.seq === fold.state().lastSeq + 1) fold.apply(event)
}

export const createRoundBook = (bank: Bank): RoundBook => {
  const folds = new Map<string, Kept>()
  const keep = (round: string, kept: Kept) => {
    folds.delete(round)
    folds.set(round, kept)
    const oldest = folds.keys().next().value
    if (folds.size > mostFolds && oldest !== undefined) folds.delete(oldest)
    return kept.fold
  }
  const hasStarted = (fold: RoundFold | undefined, events: readonly RoundEvent[]) =>
    (fold !== undefined && fold.state().status !== 'waiting') || events.some(event => event.type === 'round-started')

  const upToDate: RoundBook['upToDate'] = async (db, round) => {
    const known = folds.get(round)
    const events = await readEvents(db, round, known?.fold.state().lastSeq)
    if (known && known.plan === undefined) {
      applyNew(known.fold, events)
      return keep(round, known)
    }
    // The start settles the plan, and the row is read after it: one that was read before may be of a plan that did not stay.
    const isSettled = hasStarted(known?.fold, events)
    const row = await readRound(db, round)
    if (!row) return undefined
    const plan = planOf(row)
    if (known && known.plan !== plan) {
      if (folds.get(round) === known) folds.delete(round)
      return upToDate(db, round)
    }
    const fold = known?.fold ?? createFold(setupOf(row, bank))
    applyNew(fold, events)
    return keep(round, { fold, plan: isSettled ? undefined : plan })
  }
  return {
    upToDate,
    async apart(db, round) {
      const row = await readRound(db, round)
      return row && fold(setupOf(row, bank), await readEvents(db, round))
    },
    applied(round, events) {
      const kept = folds.get(round)
      if (kept) applyNew(kept.fold, events)
    },
    forget: round => void folds.delete(round),
  }
}
