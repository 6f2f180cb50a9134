import { instant, ok, refuse, type Clock, type Ids, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import type { Level } from '@unanimous/rounds'
import { checkTick, tasksOf, type Team } from '@unanimous/prep'
import type { ParsedInput } from '@unanimous/protocol'
import { and, eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { dayIn, daysAfter, isTimeZone, midnightIn } from '../../platform/time-zone.ts'
import { toCalendar } from './calendar.ts'
import { readLived, readStories, type Reader } from './lived.ts'
import { toPlanView, toSettings, type PlanRow, type Withheld } from './plan-view.ts'
import { storyCommands } from './stories.ts'

interface PlanNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  /** What this person's newest loop aims at, and what withholds consent in it. */
  readonly aimOf: (person: string) => Promise<{ readonly teams: readonly Team[]; readonly withheld: Withheld | undefined }>
  readonly profileOf: (person: string) => Promise<{ readonly targetLevel: Level; readonly timeZone: string | null } | undefined>
}

type Commands = CommandHandlers<
  'start-plan' | 'replan-week' | 'tick-task' | 'untick-task' | 'end-plan' | 'save-story' | 'delete-story' | 'record-rehearsal'
>

const { prepPlan, prepTick } = schema
const dayMs = 24 * 3_600_000
/** A plan that begins anew has no week begun, so this counts for more than all the weeks the old one may have begun. */
const startsAnew = 7
const none = refuse('plan/none', 'You have no plan. Start one first.')

const readPlan = async (db: Reader, person: string): Promise<PlanRow | undefined> => {
  const [row] = await db.select().from(prepPlan).where(eq(prepPlan.person, person))
  return row
}

/** In which week of a plan an instant lies. */
const weekOf = (row: PlanRow, at: number): number => Math.floor((at - row.startsAt) / (7 * dayMs))

/** Whether a plan still has days ahead of it. */
const isOver = (row: PlanRow, now: Instant): boolean => row.startsAt + row.weeks * 7 * dayMs <= now

/** Where a plan begins: as many weeks before the interview as it takes; without a date today, or where the running one began. */
const startOf = ({ interviewOn, weeks, timeZone }: ParsedInput<'start-plan'>, running: PlanRow | undefined, now: Instant): Result<Instant> => {
  const today = midnightIn(timeZone, dayIn(timeZone, now))
  if (interviewOn === null) return ok(running && !isOver(running, now) ? instant(running.startsAt) : today)
  const start = midnightIn(timeZone, daysAfter(interviewOn, -7 * weeks))
  if (start >= today || start === running?.startsAt) return ok(start)
  return refuse('plan/too-soon', `A plan of ${weeks} weeks does not fit before ${interviewOn}. Take fewer weeks, a later day, or no date.`)
}

const changed = (call: Call, row: PlanRow, set: Partial<PlanRow> = {}) =>
  call.tx.update(prepPlan).set({ ...set, changes: row.changes + 1 }).where(eq(prepPlan.person, call.person))

const createCommands = ({ ids }: PlanNeeds): Commands => ({
  ...storyCommands,
  'start-plan': async (input, call) => {
    if (!isTimeZone(input.timeZone)) return refuse('plan/unknown-time-zone', `${input.timeZone} is not a known time zone.`)
    const row = await readPlan(call.tx, call.person)
    const start = startOf(input, row, call.now)
    if (!start.ok) return start
    const values = { ...input, startsAt: start.value, replannedAt: row && row.startsAt === start.value ? row.replannedAt : [] }
    await call.tx.insert(prepPlan).values({ ...values, person: call.person, id: ids.fresh() })
      .onConflictDoUpdate({ target: prepPlan.person, set: { ...values, changes: (row?.changes ?? 0) + startsAnew } })
    return ok({})
  },
  'replan-week': async (_input, call) => {
    const row = await readPlan(call.tx, call.person)
    if (!row) return none
    if (call.now < row.startsAt || isOver(row, call.now)) return refuse('plan/not-running', 'No week of your plan is running.')
    // Only the last time in each week counts.
    await changed(call, row, { replannedAt: [...row.replannedAt.filter(at => weekOf(row, at) !== weekOf(row, call.now)), call.now] })
    return ok({})
  },
  'tick-task': async ({ task: id, words, extensions = [] }, call) => {
    const row = await readPlan(call.tx, call.person)
    if (!row) return none
    const task = tasksOf(toSettings(row)).find(each => each.id === id)
    if (!task) return refuse('plan/unknown-task', 'Your plan holds no such task.')
    const answer = words?.trim() ?? ''
    const checked = checkTick(task, { words: answer, extensions })
    if (!checked.ok) return checked
    const kept = { words: answer || null }
    await call.tx.insert(prepTick).values({ person: call.person, task: id, at: call.now, ...kept }).onConflictDoUpdate({ target: [prepTick.person, prepTick.task], set: kept })
    await changed(call, row)
    return ok({})
  },
  'untick-task': async ({ task }, call) => {
    const gone = await call.tx.delete(prepTick).where(and(eq(prepTick.person, call.person), eq(prepTick.task, task))).returning()
    if (gone.length === 0) return refuse('plan/not-ticked', 'You have not ticked this task.')
    const row = await readPlan(call.tx, call.person)
    if (row) await changed(call, row)
    return ok({})
  },
  'end-plan': async (_input, call) => {
    const gone = await call.tx.delete(prepPlan).where(eq(prepPlan.person, call.person)).returning()
    if (gone.length === 0) return none
    await call.tx.delete(prepTick).where(eq(prepTick.person, call.person))
    return ok({})
  },
})

const createQueries = ({ storage, clock, aimOf, profileOf }: PlanNeeds): QueryHandlers<'plan' | 'plan-calendar' | 'stories'> => ({
  plan: async (_input, { me }) => {
    const { withheld, teams } = await aimOf(me.person)
    const profile = await profileOf(me.person)
    const row = await readPlan(storage.db, me.person)
    const plan = row ? toPlanView(row, await readLived(storage.db, me.person), withheld, clock.now()) : null
    return ok({ plan, from: { level: profile?.targetLevel ?? 'L5', teams: [...teams], timeZone: profile?.timeZone ?? null } })
  },
  'plan-calendar': async (_input, { me }) => {
    const row = await readPlan(storage.db, me.person)
    if (!row) return none
    const text = toCalendar(row, await readLived(storage.db, me.person), clock.now())
    return ok(new File([text], 'prep-plan.ics', { type: 'text/calendar' }))
  },
  stories: async (_input, { me }) => {
    const row = await readPlan(storage.db, me.person)
    const level = row?.level ?? (await profileOf(me.person))?.targetLevel ?? 'L5'
    const stories = (await readStories(storage.db, me.person)).map(({ id, ...story }) => ({ ...story, story: id }))
    return ok({
      level, stories: stories.map(story => ({
        ...story, options: story.options.map(option => ({ ...option })), dimensions: [...story.dimensions], rehearsals: story.rehearsals.map(each => ({ ...each })),
      })),
    })
  },
})

/** A person's plan of weeks and their stories; all of it is their own, and nobody else's answer changes because of it. */
export const createPlan = (needs: PlanNeeds) => ({ commands: createCommands(needs), queries: createQueries(needs) })
