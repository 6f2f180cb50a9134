import type { LoopBoard } from '@unanimous/protocol'
import { isChampioned } from '@unanimous/verdict'
import type { LoopSeat } from '../../platform/loop-words.ts'

type Row = LoopBoard['rows'][number]

const heaviest = (rows: readonly Row[]): Row | undefined => rows.toSorted((left, right) => right.weight - left.weight)[0]

/** The weightiest round in which somebody would argue for the hire, whatever a second rater of it said. */
export const championOf = (rows: readonly Row[]): Row | undefined => heaviest(rows.filter(({ seat, raters }) => isChampioned(seat, raters.map(({ firstVote }) => firstVote))))

/** The weightiest round in which everybody said strong yes. */
export const strongestOf = (rows: readonly Row[]): Row | undefined => heaviest(rows.filter(({ vote }) => vote === 4))

/** The seats that a round may still be held for. On hold only the screen goes on with the loop; of an ended loop what is left is practice. */
export const seatsToHold = ({ verdict, rows, practiceRows }: LoopBoard): readonly LoopSeat[] => {
  if (verdict.status === 'ON_HOLD') return ['recruiter']
  const held = new Set(practiceRows.map(row => row.seat))
  const left = rows.filter(row => row.seat !== 'recruiter' && row.vote === null).map(row => row.seat)
  return verdict.status === 'ENDED' ? left.filter(seat => !held.has(seat)) : [...left, 'recruiter']
}
