import { schema, type Storage } from '@unanimous/db'
import { allNodes, openBoard, outlineOfBoard } from '@unanimous/room-doc'
import { isLastOwed, owedBy, REVEAL_DEADLINE_MS, revealDeadline, type OwedForm } from '@unanimous/verdict'
import { eq } from 'drizzle-orm'
import { toSealedSession, type RoundRow, type SealedMeeting } from './seals.ts'

/** The name a seat goes by in this session. */
export const nameOf = (meeting: SealedMeeting, seat: string) => meeting.seats.find(candidate => candidate.id === seat)?.name ?? ''

/** When everything filed opens whatever is missing. */
export const deadlineOf = (meeting: SealedMeeting): number => {
  const ended = meeting.rounds.flatMap(round => round.endedAt ?? [])
  return revealDeadline(toSealedSession(meeting)) ?? Math.max(0, ...ended) + REVEAL_DEADLINE_MS
}

/**
 * Whether filing this form opens everything, as far as its author has been told: once told that every other has filed,
 * they are never told that a card was taken back.
 */
export const opensEverything = (meeting: SealedMeeting, owed: OwedForm): boolean => {
  const sealed = toSealedSession(meeting)
  const others = meeting.seats.filter(seat => seat.id !== owed.seat && formsOfSeat(meeting, seat.id).length > 0)
  const told = others.length > 0 && others.every(seat => seat.filedToldAt !== null)
  const mine = owedBy(sealed).filter(form => form.seat === owed.seat)
  const held = meeting.rounds.every(round => round.state === 'ended' || round.state === 'dropped')
  return isLastOwed(sealed, owed) || (told && held && mine.length === 1 && mine[0]?.round === owed.round && mine[0].form === owed.form)
}

/** The texts a round left behind. */
export const finalOf = async ({ db }: Storage, round: string) => {
  const [row] = await db.select().from(schema.roundFinal).where(eq(schema.roundFinal.round, round))
  return { texts: row?.texts ?? {}, language: row?.language ?? 'plain' }
}

/** The components that stand on a round's board at its end, by what they are called. */
export const componentsOf = async ({ db }: Storage, round: string) => {
  const [row] = await db.select({ board: schema.roundFinal.board }).from(schema.roundFinal).where(eq(schema.roundFinal.round, round))
  return allNodes(outlineOfBoard(openBoard(row?.board ?? [])).nodes).map(({ id, label, kind }) => ({ element: id, label: label || (kind ?? '') })).filter(({ label }) => label !== '')
}

/** A form a seat owes, for its own eyes. */
export interface FormOfSeat {
  readonly round: string; readonly kind: RoundRow['kind']; readonly form: 'scorecard' | 'self-estimate'; readonly filed: boolean
}

/** The forms a seat owes for ended rounds and whether each is filed; for that seat's own eyes. */
export const formsOfSeat = (meeting: SealedMeeting, seat: string): FormOfSeat[] => meeting.rounds
  .filter(round => round.state === 'ended' && !(round.standing === 'loop' && round.counts === false))
  .flatMap((round): FormOfSeat[] => {
    if (round.interviewer === seat || round.rater === seat) return [{
      round: round.id, kind: round.kind, form: 'scorecard' as const,
      filed: meeting.cards.some(card => card.round === round.id && card.seat === seat && card.filedAt !== null),
    }]
    if (round.candidate !== seat || round.kind === 'recruiter') return []
    return [{
      round: round.id, kind: round.kind, form: 'self-estimate' as const,
      filed: meeting.estimates.some(estimate => estimate.round === round.id && estimate.filedAt !== null),
    }]
  })
