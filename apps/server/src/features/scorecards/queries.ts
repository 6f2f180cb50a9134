import { ok, refuse, type Clock } from '@unanimous/kernel'
import type { Bank } from '@unanimous/bank'
import { schema, type Storage } from '@unanimous/db'
import { limits, type ScorecardForm, type SelfEstimateForm } from '@unanimous/protocol'
import { evidenceOf, hintPointsByDimension, levelBar, type RoundState } from '@unanimous/rounds'
import { dimensionOrder, evidenceFor, isLastOwed, revealDeadline } from '@unanimous/verdict'
import { eq, inArray } from 'drizzle-orm'
import type { QueryHandlers } from '../../platform/handlers.ts'
import { cardContext } from './forms.ts'
import { toGuess, toInterviewerRating, toOpenedCard, toRecord } from './record.ts'
import { readSealed, toSealedSession, type RoundRow, type SealedMeeting } from './seals.ts'

interface QueryNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly bank: Bank
  readonly stateOf: (round: string) => Promise<RoundState | undefined>
}

type Queries = QueryHandlers<'scorecard' | 'self-estimate' | 'debrief'>

const unknownRound = refuse('round/unknown', 'There is no such round.')
const nameOf = (meeting: SealedMeeting, seat: string) => meeting.seats.find(candidate => candidate.id === seat)?.name ?? ''

/** Titles of what a round was about. */
export const titleOf = (bank: Bank, round: RoundRow): string => round.packs.map(pack => bank.get(pack.id, pack.version)?.title ?? pack.id).join(' · ')

/** When everything filed opens whatever is missing. */
export const deadlineOf = (meeting: SealedMeeting): number => {
  const ended = meeting.rounds.flatMap(round => round.endedAt ?? [])
  return revealDeadline(toSealedSession(meeting)) ?? Math.max(0, ...ended) + limits.revealDeadlineMs
}

const levelOf = async (storage: Storage, meeting: SealedMeeting, round: RoundRow): Promise<'L4' | 'L5'> => {
  if (round.loop !== null) {
    const [loop] = await storage.db.select().from(schema.loop).where(eq(schema.loop.id, round.loop))
    if (loop) return loop.level
  }
  const person = meeting.seats.find(seat => seat.id === round.candidate)?.person
  const [profile] = person == null ? [] : await storage.db.select().from(schema.profile).where(eq(schema.profile.person, person))
  return profile?.targetLevel ?? 'L5'
}

export const createQueries = (needs: QueryNeeds): Queries => {
  const { storage, clock } = needs

  const finalOf = async (round: string) => {
    const [row] = await storage.db.select().from(schema.roundFinal).where(eq(schema.roundFinal.round, round))
    return { texts: row?.texts ?? {}, language: row?.language ?? 'plain' }
  }
  const open = async (round: string, form: 'scorecard' | 'self-estimate', session: string) => {
    const meeting = await readSealed(storage.db, session)
    const row = meeting?.rounds.find(candidate => candidate.id === round)
    const state = row && await needs.stateOf(round)
    if (!meeting || !row || !state) return unknownRound
    if (row.state !== 'ended') return refuse(`${form}/round-running`, 'This opens when the round has ended.')
    if (meeting.session.revealedAt !== null) return refuse(`${form}/opened`, 'This has been opened. Read it in the debrief.')
    return ok({ meeting, row, state })
  }

  const scorecard: Queries['scorecard'] = async (input, { standing }) => {
    const found = await open(input.round, 'scorecard', String(standing.session))
    if (!found.ok) return found
    const { meeting, row, state } = found.value
    const seat = String(standing.seat)
    const card = meeting.cards.find(candidate => candidate.round === row.id && candidate.seat === seat)
    const context = cardContext(state, false)
    const level = await levelOf(storage, meeting, row)
    const known = new Set(evidenceOf(state).map(item => item.id))
    const [pack] = row.packs.map(dealt => needs.bank.get(dealt.id, dealt.version))
    return ok({
      round: row.id, session: row.session, kind: row.kind, candidate: nameOf(meeting, row.candidate), targetLevel: level, levelBar: levelBar(row.kind, level), standing: row.standing,
      dimensions: dimensionOrder(row.kind, row.id, seat).map(dimension => ({
        id: dimension.id, name: dimension.name, core: dimension.core, anchors: [...dimension.anchors],
        suggestedEvidence: evidenceFor(dimension.id, {}, context).filter(id => known.has(id)),
      })),
      record: toRecord(state, clock.now()), hintPoints: hintPointsByDimension(state), draft: (card?.draft ?? {}) as ScorecardForm, version: card?.draftVersion ?? 0,
      savedAt: null, filedAt: card?.filedAt ?? null, opensBoth: isLastOwed(toSealedSession(meeting), { round: row.id, seat, form: 'scorecard' }), deadlineAt: deadlineOf(meeting),
      notes: state.notes.filter(note => note.seat === seat && note.text !== '').map(note => ({ atMs: note.atMs, text: note.text })), texts: (await finalOf(row.id)).texts,
      checklist: (pack?.interviewer.checklist ?? []).map((item, index) => ({ ask: item.ask, tick: item.tick, done: state.checked.some(line => line.pack === pack?.id && line.index === index) })),
    })
  }

  const selfEstimate: Queries['self-estimate'] = async (input, { standing }) => {
    const found = await open(input.round, 'self-estimate', String(standing.session))
    if (!found.ok) return found
    const { meeting, row } = found.value
    const seat = String(standing.seat)
    const estimate = meeting.estimates.find(candidate => candidate.round === row.id && candidate.seat === seat)
    return ok({
      round: row.id, session: row.session, kind: row.kind, interviewer: nameOf(meeting, row.interviewer),
      dimensions: dimensionOrder(row.kind, row.id, seat).map(dimension => ({ id: dimension.id, name: dimension.name, core: dimension.core, anchors: [...dimension.anchors] })),
      draft: (estimate?.draft ?? {}) as SelfEstimateForm, version: estimate?.draftVersion ?? 0, savedAt: null, filedAt: estimate?.filedAt ?? null,
      opensBoth: isLastOwed(toSealedSession(meeting), { round: row.id, seat, form: 'self-estimate' }), deadlineAt: deadlineOf(meeting),
    })
  }

  const openedRound = async (meeting: SealedMeeting, row: RoundRow, seat: string) => {
    const state = await needs.stateOf(row.id)
    if (!state) throw new Error(`round ${row.id} has no log`)
    const card = meeting.cards.find(candidate => candidate.round === row.id)
    const estimate = meeting.estimates.find(candidate => candidate.round === row.id)
    const youAre = row.interviewer === seat ? 'interviewer' as const : 'candidate' as const
    const asker = meeting.seats.find(candidate => candidate.id === row.candidate)
    const [rating] = await storage.db.select().from(schema.feedbackRating).where(eq(schema.feedbackRating.round, row.id))
    return {
      round: row.id, kind: row.kind, title: titleOf(needs.bank, row), youAre, minutes: row.minutes, standing: row.standing, loop: row.loop, counts: row.counts,
      card: card ? toOpenedCard({ round: row.id, kind: row.kind, rater: nameOf(meeting, row.interviewer), raterIs: youAre === 'interviewer' ? 'you' : 'peer', row: card }) : null,
      selfEstimate: toGuess(estimate), record: toRecord(state, clock.now()), ...(await finalOf(row.id)),
      wish: asker?.wish ? { text: asker.wish, answer: asker.wishAnswer } : null,
      interviewerRating: youAre === 'interviewer' ? toInterviewerRating(estimate) : null,
      feedbackRating: rating && youAre === 'candidate' ? { specific: rating.specific, fair: rating.fair, actionable: rating.actionable } : null,
    }
  }

  const debrief: Queries['debrief'] = async (input, { standing, me }) => {
    const meeting = await readSealed(storage.db, input.session)
    const seat = String(standing.seat)
    const other = meeting?.seats.find(candidate => candidate.id !== seat)
    if (!meeting) return refuse('session/unknown', 'There is no such session.')
    const { session, rounds } = meeting
    const ended = rounds.filter(round => round.state === 'ended')
    if (session.revealedAt === null || session.revealCause === null) {
      return ok({ state: 'sealed', session: session.id, peer: other?.name || null, peerHasFiled: other?.filedToldAt != null, deadlineAt: ended.length > 0 ? deadlineOf(meeting) : null, owed: formsOfSeat(meeting, seat) })
    }
    const [profile] = await storage.db.select().from(schema.profile).where(inArray(schema.profile.person, [me.person]))
    return ok({
      state: 'opened', session: session.id, peer: other?.name || null, openedAt: session.revealedAt, cause: session.revealCause, heldAt: Math.min(...ended.map(round => round.startedAt ?? session.createdAt)),
      goal: profile?.goal ?? null, rounds: await Promise.all(ended.map(round => openedRound(meeting, round, seat))),
    })
  }
  return { scorecard, 'self-estimate': selfEstimate, debrief }
}

/** A form a seat owes, for its own eyes. */
export interface FormOfSeat { readonly round: string; readonly kind: RoundRow['kind']; readonly form: 'scorecard' | 'self-estimate'; readonly filed: boolean }

/** The forms a seat owes for ended rounds and whether each is filed; for that seat's own eyes. */
export const formsOfSeat = (meeting: SealedMeeting, seat: string): FormOfSeat[] => meeting.rounds
  .filter(round => round.state === 'ended' && !(round.standing === 'loop' && round.counts === false))
  .flatMap((round): FormOfSeat[] => {
    if (round.interviewer === seat) return [{ round: round.id, kind: round.kind, form: 'scorecard' as const, filed: meeting.cards.some(card => card.round === round.id && card.filedAt !== null) }]
    if (round.candidate !== seat || round.kind === 'recruiter') return []
    return [{ round: round.id, kind: round.kind, form: 'self-estimate' as const, filed: meeting.estimates.some(estimate => estimate.round === round.id && estimate.filedAt !== null) }]
  })
