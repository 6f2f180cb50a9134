import { ok, refuse, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { and, asc, count, eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers } from '../../platform/handlers.ts'
import { replayRefusal } from './replayable.ts'

type Names = 'comment-on-replay' | 'delete-replay-comment' | 'cut-clip' | 'delete-clip'

const { replayClip, replayComment } = schema

/** A moment that the round had. */
const isInside = (heldMs: number, ms: number): boolean => ms <= heldMs
const outside = refuse('replay/outside', 'The round was over by then.')
const unknown = refuse('replay/unknown', 'There is no such comment or clip of yours.')

interface SaidNeeds {
  /** Unpaused length of an ended round. */
  readonly lengthOf: (tx: Transaction, round: string) => Promise<number>
}

/** The round's length where it has a replay and a moment lies in it. */
const inReplay = async ({ lengthOf }: SaidNeeds, call: Call, ms: number): Promise<Result<string>> => {
  const round = String(call.standing.round)
  const refused = await replayRefusal(call.tx, round)
  if (refused) return refused
  return isInside(await lengthOf(call.tx, round), ms) ? ok(round) : outside
}

const ownOf = (table: typeof replayComment | typeof replayClip, round: string, seat: string) => and(eq(table.round, round), eq(table.seat, seat))

const isFull = async (call: Call, table: typeof replayComment | typeof replayClip, most: number): Promise<boolean> => {
  const [row] = await call.tx.select({ n: count() }).from(table).where(ownOf(table, String(call.standing.round), String(call.standing.seat)))
  return (row?.n ?? 0) >= most
}

/** What people add to a replay: comments at a moment, and clips to show each other. */
export const createSaid = (needs: SaidNeeds): CommandHandlers<Names> => {
  const remove = async (table: typeof replayComment | typeof replayClip, id: string, call: Call) => {
    const gone = await call.tx.delete(table).where(and(eq(table.id, id), ownOf(table, String(call.standing.round), String(call.standing.seat)))).returning({ id: table.id })
    return gone.length > 0 ? ok({}) : unknown
  }
  return {
    'comment-on-replay': async ({ comment, atMs, text }, call) => {
      const round = await inReplay(needs, call, atMs)
      if (!round.ok) return round
      if (await isFull(call, replayComment, limits.replayComments)) return refuse('replay/too-many-comments', `A replay holds at most ${limits.replayComments} comments of yours.`)
      await call.tx.insert(replayComment).values({ id: comment, round: round.value, seat: String(call.standing.seat), atMs, text: text.trim(), at: call.now }).onConflictDoNothing()
      return ok({})
    },
    'delete-replay-comment': ({ comment }, call) => remove(replayComment, comment, call),
    'cut-clip': async ({ clip, name, fromMs, toMs }, call) => {
      const round = await inReplay(needs, call, toMs)
      if (!round.ok) return round
      if (toMs <= fromMs || toMs - fromMs > limits.clipLongestMs) return refuse('replay/clip-length', 'A clip lasts from a moment to ten minutes.')
      if (await isFull(call, replayClip, limits.clips)) return refuse('replay/too-many-clips', `A replay holds at most ${limits.clips} clips of yours.`)
      await call.tx.insert(replayClip).values({ id: clip, round: round.value, seat: String(call.standing.seat), name: name.trim(), fromMs, toMs, at: call.now }).onConflictDoNothing()
      return ok({})
    },
    'delete-clip': ({ clip }, call) => remove(replayClip, clip, call),
  }
}

/** What a seat may read of what was added: its own, and once the cards are open the other's too. */
export const readSaid = async ({ db }: Storage, round: string, seat: string, opened: boolean) => {
  const mine = (row: { seat: string }) => opened || row.seat === seat
  const by = (row: { seat: string }) => (row.seat === seat ? 'you' as const : 'peer' as const)
  const comments = await db.select().from(replayComment).where(eq(replayComment.round, round)).orderBy(asc(replayComment.atMs), asc(replayComment.at))
  const clips = await db.select().from(replayClip).where(eq(replayClip.round, round)).orderBy(asc(replayClip.fromMs), asc(replayClip.at))
  return {
    comments: comments.filter(mine).map(row => ({ comment: row.id, by: by(row), atMs: row.atMs, text: row.text, at: row.at as Instant })),
    clips: clips.filter(mine).map(row => ({ clip: row.id, by: by(row), name: row.name, fromMs: row.fromMs, toMs: row.toMs })),
  }
}
