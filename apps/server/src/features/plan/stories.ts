import { ok, refuse, type Result } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { and, count, eq } from 'drizzle-orm'
import type { CommandHandlers } from '../../platform/handlers.ts'

const { rehearsal, story } = schema
const unknown = refuse('story/unknown', 'There is no such story of yours.')

/** Whether the story is this person's; whose else it may be is not told. */
const own = async (tx: Transaction, id: string, person: string): Promise<Result<unknown>> => {
  const [row] = await tx.select({ id: story.id }).from(story).where(and(eq(story.id, id), eq(story.person, person))).for('update')
  return row ? ok(row) : unknown
}

export const storyCommands: CommandHandlers<'save-story' | 'delete-story' | 'record-rehearsal'> = {
  'save-story': async ({ story: id, ...content }, call) => {
    const [changed] = await call.tx.update(story).set({ content, changedAt: call.now }).where(and(eq(story.id, id), eq(story.person, call.person))).returning({ id: story.id })
    if (changed) return ok({ changedAt: call.now })
    const [kept] = await call.tx.select({ count: count() }).from(story).where(eq(story.person, call.person))
    if ((kept?.count ?? 0) >= limits.storiesPerPerson) return refuse('story/too-many', `You keep ${limits.storiesPerPerson} stories. Throw one away first.`)
    const added = await call.tx.insert(story).values({ id, person: call.person, content, createdAt: call.now, changedAt: call.now }).onConflictDoNothing().returning({ id: story.id })
    return added.length > 0 ? ok({ changedAt: call.now }) : unknown
  },
  'delete-story': async ({ story: id }, call) => {
    const gone = await call.tx.delete(story).where(and(eq(story.id, id), eq(story.person, call.person))).returning({ id: story.id })
    return gone.length > 0 ? ok({}) : unknown
  },
  'record-rehearsal': async ({ story: id, ...told }, call) => {
    const mine = await own(call.tx, id, call.person)
    if (!mine.ok) return mine
    const [kept] = await call.tx.select({ count: count() }).from(rehearsal).where(eq(rehearsal.story, id))
    if ((kept?.count ?? 0) >= limits.rehearsalsPerStory) return refuse(
      'story/too-many-rehearsals', `This story was told ${limits.rehearsalsPerStory} times. It is ready.`
    )
    await call.tx.insert(rehearsal).values({ story: id, at: call.now, ...told }).onConflictDoNothing()
    return ok({})
  },
}
