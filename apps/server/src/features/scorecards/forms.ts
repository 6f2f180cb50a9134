import { ok, refuse, type Result } from '@unanimous/kernel'
import { schema } from '@unanimous/db'
import type { RoundState } from '@unanimous/rounds'
import { hintPointsByDimension, sealedRecord } from '@unanimous/rounds'
import { checkFiling, checkReopening, checkSelfEstimate, type CardContext, type OwedForm, type ScorecardDraft } from '@unanimous/verdict'
import { and, eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers } from '../../platform/handlers.ts'
import { noteFiled, revealIfDue, type Opened } from './reveal.ts'
import { toRulesEvidence } from './record.ts'
import { opensEverything } from './sealed-facts.ts'
import { readSealed, toSealedSession, type Reader, type SealedMeeting } from './seals.ts'

type Names = 'save-scorecard' | 'file-scorecard' | 'reopen-scorecard' | 'save-self-estimate' | 'file-self-estimate'

interface FormNeeds {
  readonly stateOf: (round: string, db?: Reader) => Promise<RoundState | undefined>
  /** The session's views changed: somebody filed all they owe, or everything opened. */
  readonly publish: (session: string) => Promise<void>
  readonly revealed: (session: string) => Promise<void>
  readonly opened: Opened
}

type Form = OwedForm['form']
const tableOf = (form: Form) => (form === 'scorecard' ? schema.scorecard : schema.selfEstimate)

/** What the filing rules know of a card's round: what its author may cite. */
export const cardContext = (state: RoundState, seat: string, opened: boolean): CardContext => ({
  kind: state.setup.kind, evidence: sealedRecord(state, seat).evidence.map(toRulesEvidence), hintPoints: hintPointsByDimension(state),
  ended: state.status === 'ended', opened,
})

interface Moment {
  readonly meeting: SealedMeeting; readonly seat: string; readonly owed: OwedForm
  readonly row: { filedAt: number | null; draftVersion: number } | undefined
}

const refusals = {
  scorecard: {
    opened: 'This card has been opened and never changes. You can add a dated remark.',
    running: 'Ratings open when the round has ended.',
  },
  'self-estimate': { opened: 'Both cards are open; a guess can’t be changed any more.', running: 'Guess when the round has ended.' },
} as const

const owesNothing = (round: SealedMeeting['rounds'][number], form: Form) => (round.standing === 'loop' && round.counts === false) || (form === 'self-estimate' && round.kind === 'recruiter')

/** The form as it stands, with the session's row locked; refuses what may not be touched now. */
const momentOf = async (call: Call, round: string, form: Form): Promise<Result<Moment>> => {
  const session = String(call.standing.session)
  const seat = String(call.standing.seat)
  await call.tx.select({ id: schema.session.id }).from(schema.session).where(eq(schema.session.id, session)).for('update')
  const meeting = await readSealed(call.tx, session)
  const found = meeting?.rounds.find(candidate => candidate.id === round)
  if (!meeting || !found) return refuse('round/unknown', 'There is no such round.')
  if (meeting.session.revealedAt !== null) return refuse(`${form}/opened`, refusals[form].opened)
  if (found.state !== 'ended') return refuse(`${form}/round-running`, refusals[form].running)
  if (owesNothing(found, form)) return refuse(`${form}/nothing-owed`, 'Nothing is owed for this round.')
  const rows: readonly { round: string; seat: string; filedAt: number | null; draftVersion: number }[] = form === 'scorecard' ? meeting.cards : meeting.estimates
  return ok({ meeting, seat, owed: { round, seat, form }, row: rows.find(row => row.round === round && row.seat === seat) })
}

const isFiled = (row: Moment['row']) => typeof row?.filedAt === 'number'

/** Whether the draft was changed since: what its author looks at is not what is kept. */
const isOutrun = (row: Moment['row'], version: number): boolean => (row?.draftVersion ?? 0) !== version

const newerDraft = (form: Form) => refuse(`${form}/newer-draft`, 'Another tab saved a newer draft. Load it before you go on.')

const save = async (
  call: Call, form: Form, { round, version, draft }: { round: string; version: number; draft: unknown }
): Promise<Result<{ version: number; savedAt: number }>> => {
  const moment = await momentOf(call, round, form)
  if (!moment.ok) return moment
  const { row, seat } = moment.value
  if (isFiled(row)) return refuse(`${form}/already-filed`, 'This is filed. Reopen it to change it.')
  if (isOutrun(row, version)) return newerDraft(form)
  const table = tableOf(form)
  await call.tx.insert(table).values({ round, seat, draft, draftVersion: version + 1 }).onConflictDoUpdate({
    target: [table.round, table.seat], set: { draft, draftVersion: version + 1 },
  })
  return ok({ version: version + 1, savedAt: call.now })
}

/** A form about to be filed: what its author wrote, over which version, and the rule it must pass. */
interface Filing {
  readonly form: Form; readonly round: string; readonly version: number; readonly draft: unknown; readonly opensBoth: boolean
  readonly check: (state: RoundState) => Result<unknown>
}

/** What is filed is the newest draft too, should its author take it back. */
const store = async (call: Call, { form, round, version, draft }: Filing, seat: string, filed: unknown) => {
  const table = tableOf(form)
  const written = { draft, draftVersion: version + 1, filed, filedAt: call.now }
  await call.tx.insert(table).values({ round, seat, ...written }).onConflictDoUpdate({ target: [table.round, table.seat], set: written })
}

export const createForms = (needs: FormNeeds): CommandHandlers<Names> => {
  const file = async (call: Call, filing: Filing): Promise<Result<{ filedAt: number; revealed: boolean }>> => {
    const { form, round, version, opensBoth, check } = filing
    const moment = await momentOf(call, round, form)
    if (!moment.ok) return moment
    const { meeting, seat, owed, row } = moment.value
    if (isFiled(row)) return refuse(`${form}/already-filed`, 'This is filed already.')
    if (isOutrun(row, version)) return newerDraft(form)
    const state = await needs.stateOf(round, call.tx)
    if (!state) return refuse('round/unknown', 'There is no such round.')
    const checked = check(state)
    if (!checked.ok) return checked
    if (opensEverything(meeting, owed) && !opensBoth) return refuse(
      `${form}/confirm-opening`, 'This is the last form owed: filing it opens everything, for both. Confirm that.'
    )
    await store(call, filing, seat, checked.value)
    await noteFiled(call.tx, meeting.session.id, seat, call.now)
    const cause = await revealIfDue(call.tx, meeting.session.id, call.now, needs.opened)
    call.after(async () => {
      if (cause) await needs.revealed(meeting.session.id)
      await needs.publish(meeting.session.id)
    })
    return ok({ filedAt: call.now, revealed: cause !== undefined })
  }
  return {
    'save-scorecard': (input, call) => save(call, 'scorecard', input),
    'save-self-estimate': (input, call) => save(call, 'self-estimate', input),
    'file-scorecard': (input, call) => file(
      call, { ...input, form: 'scorecard', check: state => checkFiling(input.draft as ScorecardDraft, cardContext(state, String(call.standing.seat), false)) }
    ),
    'file-self-estimate': (input, call) => file(call, {
      ...input, form: 'self-estimate',
      check: state => checkSelfEstimate(
        input.draft as Parameters<typeof checkSelfEstimate>[0],
        { kind: state.setup.kind, ended: state.status === 'ended', opened: false }
      ),
    }),
    'reopen-scorecard': async (input, call) => {
      const moment = await momentOf(call, input.round, 'scorecard')
      if (!moment.ok) return moment
      const { meeting, seat, owed } = moment.value
      const may = checkReopening(toSealedSession(meeting), owed, seat)
      if (!may.ok) return may
      const [row] = await call.tx.update(schema.scorecard).set({ filed: null, filedAt: null }).where(and(eq(schema.scorecard.round, input.round), eq(schema.scorecard.seat, seat))).returning()
      call.after(() => needs.publish(meeting.session.id))
      return ok({ version: row?.draftVersion ?? 0, savedAt: call.now })
    },
  }
}
