import { ok, refuse, type Clock } from '@unanimous/kernel'
import { dealtPack, type Bank } from '@unanimous/bank'
import { schema, type Storage } from '@unanimous/db'
import type { ScorecardForm, SelfEstimateForm } from '@unanimous/protocol'
import { checklistOf, hintPointsByDimension, leftUnsaidOf, levelBar, type RoundState } from '@unanimous/rounds'
import { dimensionOrder, evidenceFor } from '@unanimous/verdict'
import { eq } from 'drizzle-orm'
import type { QueryHandlers } from '../../platform/handlers.ts'
import { cardContext } from './forms.ts'
import { createDebrief, type CountedIn } from './debrief.ts'
import { toRecord } from './record.ts'
import { componentsOf, deadlineOf, finalOf, nameOf, opensEverything } from './sealed-facts.ts'
import { readSealed, type RoundRow, type SealedMeeting } from './seals.ts'

interface QueryNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly bank: Bank
  readonly stateOf: (round: string) => Promise<RoundState | undefined>
  readonly countedIn: CountedIn
}

type Queries = QueryHandlers<'scorecard' | 'self-estimate' | 'debrief'>

const unknownRound = refuse('round/unknown', 'There is no such round.')

/** The level this round judges at: the loop's, else the candidate's own. */
const levelOf = async (storage: Storage, meeting: SealedMeeting, round: RoundRow): Promise<'L4' | 'L5'> => {
  if (round.loop !== null) {
    const [loop] = await storage.db.select().from(schema.loop).where(eq(schema.loop.id, round.loop))
    if (loop) return loop.level
  }
  const person = meeting.seats.find(seat => seat.id === round.candidate)?.person
  const [profile] = person === null || person === undefined ? [] : await storage.db.select().from(schema.profile).where(eq(schema.profile.person, person))
  return profile?.targetLevel ?? 'L5'
}

export const createQueries = (needs: QueryNeeds): Queries => {
  const { storage, clock } = needs

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
    const context = cardContext(state, seat, false)
    const isSecond = row.rater === seat
    const level = await levelOf(storage, meeting, row)
    const known = new Set(context.evidence.map(item => item.id))
    const [pack] = row.packs.map(dealt => dealtPack(needs.bank, dealt))
    return ok({
      round: row.id, session: row.session, kind: row.kind, candidate: nameOf(meeting, row.candidate), targetLevel: level,
      levelBar: levelBar(row.kind, level), standing: row.standing,
      dimensions: dimensionOrder(row.kind, row.id, seat).map(dimension => ({
        id: dimension.id, name: dimension.name, core: dimension.core, anchors: [...dimension.anchors],
        suggestedEvidence: evidenceFor(dimension.id, {}, context).filter(id => known.has(id)),
      })),
      record: toRecord(state, clock.now(), seat), hintPoints: hintPointsByDimension(state), draft: (card?.draft ?? {}) as ScorecardForm,
      version: card?.draftVersion ?? 0,
      savedAt: null, filedAt: card?.filedAt ?? null,
      opensBoth: opensEverything(meeting, { round: row.id, seat, form: 'scorecard' }), deadlineAt: deadlineOf(meeting),
      notes: state.notes.filter(note => note.seat === seat && note.text !== '').map(note => ({ atMs: note.atMs, text: note.text })),
      projects: (isSecond ? [] : state.projects).map(({ project, title, decision, date, options }) => ({ project, title, decision, date, options })),
      neverAsked: (isSecond ? [] : leftUnsaidOf(state)).filter(({ never }) => never.length > 0).map(({ title, never }) => ({ title, lines: [...never] })),
      texts: (await finalOf(storage, row.id)).texts, components: await componentsOf(storage, row.id),
      checklist: (pack ? checklistOf(pack) : []).map((item, index) => ({
        ask: item.ask, tick: item.tick, done: state.checked.some(line => line.pack === pack?.id && line.index === index),
      })),
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
      dimensions: dimensionOrder(row.kind, row.id, seat).map(dimension => ({
        id: dimension.id, name: dimension.name, core: dimension.core, anchors: [...dimension.anchors],
      })),
      draft: (estimate?.draft ?? {}) as SelfEstimateForm, version: estimate?.draftVersion ?? 0, savedAt: null,
      filedAt: estimate?.filedAt ?? null,
      opensBoth: opensEverything(meeting, { round: row.id, seat, form: 'self-estimate' }), deadlineAt: deadlineOf(meeting),
    })
  }

  return { scorecard, 'self-estimate': selfEstimate, debrief: createDebrief(needs) }
}
