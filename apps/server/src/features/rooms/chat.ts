import { ok, refuse } from '@unanimous/kernel'
import { schema, type Database } from '@unanimous/db'
import { limits, type ChatMessage } from '@unanimous/protocol'
import { desc, eq, max } from 'drizzle-orm'
import type { CommandHandlers } from '../../platform/handlers.ts'
import type { InTurn } from './in-turn.ts'
import { everybodyIn, phaseOf, readMeeting } from './sessions.store.ts'

/** The newest messages as one seat sees them, oldest first. */
export const readChat = async (db: Pick<Database, 'select'>, session: string, seat: string): Promise<ChatMessage[]> => {
  const rows = await db.select().from(schema.chatMessage).where(eq(schema.chatMessage.session, session)).orderBy(desc(schema.chatMessage.seq)).limit(limits.chatTail)
  return rows.toReversed().map(row => ({ seq: row.seq, at: row.at, text: row.text, by: row.seat, from: row.seat === seat ? 'you' : 'peer' }))
}

interface ChatNeeds {
  readonly inTurn: InTurn
  readonly send: (seat: string, session: string, message: ChatMessage) => void
}

export const createChat = ({ inTurn, send }: ChatNeeds): CommandHandlers<'say-in-chat'> => ({
  'say-in-chat': async (input, call) => {
    const seat = String(call.standing.seat)
    const meeting = await readMeeting(call.tx, input.session)
    if (!meeting) return refuse('session/unknown', 'There is no such session.')
    if (phaseOf(meeting) === 'over') return refuse('session/over', 'This session is over.')
    const [newest] = await call.tx.select({ seq: max(schema.chatMessage.seq) }).from(schema.chatMessage).where(eq(schema.chatMessage.session, input.session))
    if ((newest?.seq ?? 0) >= limits.chatPerSession) return refuse('session/chat-full', `A session holds ${limits.chatPerSession} lines of chat.`)
    const message = { seq: (newest?.seq ?? 0) + 1, at: call.now, text: input.text }
    await call.tx.insert(schema.chatMessage).values({ session: input.session, seat, ...message })
    const others = everybodyIn(meeting).filter(each => each.id !== seat)
    call.after(() => inTurn(input.session, async () => {
      send(seat, input.session, { ...message, by: seat, from: 'you' })
      for (const other of others) send(other.id, input.session, { ...message, by: seat, from: 'peer' })
    }))
    return ok({ ...message, by: seat, from: 'you' as const })
  },
})
