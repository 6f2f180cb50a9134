import { ok, refuse, type Ids, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import { limits, type ExportFile, type ExportHead, type ImportedCard } from '@unanimous/protocol'
import { and, asc, desc, eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'

export interface ImportNeeds {
  readonly storage: Storage
  readonly ids: Ids
  /** Keeps the file's own questions that this person does not have yet, and answers how many. Supplied by the feature that owns questions. */
  readonly bringQuestions: (call: Call, questions: ExportHead['questions']) => Promise<Result<number>>
}

interface Import {
  readonly commands: CommandHandlers<'import-history'>
  readonly queries: QueryHandlers<'imported-cards' | 'imported-card'>
}

const { authUser, importedCard, round, seat } = schema
/** Rows of one insert, so that the parameters of a statement stay few. */
const rowsAtOnce = 200

/** The feedback a file's owner received: in its own rounds, and what they had brought there from elsewhere. */
const receivedIn = (file: ExportFile): ImportedCard[] => [
  ...file.sessions.flatMap(session => session.rounds).flatMap((held): ImportedCard[] => {
    if (held.youAre !== 'candidate' || held.card === null) return []
    const { id, kind, title, loopSeat, startedAt, endedAt, card, record, texts, language } = held
    return [{ origin: id, from: file.instance.url, kind, title, loopSeat, heldAt: startedAt ?? endedAt ?? card.openedAt, card, record, texts, language }]
  }),
  ...file.imported,
]

/** Cards that need no import: those imported before, and rounds of this very installation, which stand in history with all their rights. */
const knownHere = async (tx: Transaction, person: string): Promise<{ imported: number; origins: ReadonlySet<string> }> => {
  const imported = await tx.select({ id: importedCard.origin }).from(importedCard).where(eq(importedCard.person, person))
  const held = await tx.select({ id: round.id }).from(round).innerJoin(seat, eq(seat.session, round.session)).where(eq(seat.person, person))
  return { imported: imported.length, origins: new Set([...imported, ...held].map(row => row.id)) }
}

const { id: card, from, kind, loopSeat, title, rater, vote, screen, evidence, heldAt, importedAt } = importedCard
const listed = { card, from, kind, loopSeat, title, rater, vote, screen, evidence, heldAt, importedAt }

const toStored = (content: ImportedCard, row: { id: string; person: string; importedAt: number }): typeof importedCard.$inferInsert => ({
  ...row, origin: content.origin, from: content.from, kind: content.kind, loopSeat: content.loopSeat, title: content.title,
  rater: content.card.rater, vote: content.card.vote, screen: content.card.screen, evidence: content.record?.evidence.length ?? 0,
  heldAt: content.heldAt, content,
})

/** What a person brings from another installation: feedback, to read here, which counts in nothing, and their own questions. */
export const createImport = ({ storage, ids, bringQuestions }: ImportNeeds): Import => ({
  commands: {
    'import-history': async ({ file }, call) => {
      // Two imports at once would each count what the other is about to add.
      await call.tx.select({ id: authUser.id }).from(authUser).where(eq(authUser.id, call.person)).for('update')
      const received = receivedIn(file)
      const here = await knownHere(call.tx, call.person)
      const fresh = received.filter(each => !here.origins.has(each.origin))
      if (here.imported + fresh.length > limits.importedCardsPerPerson) return refuse(
        'import/too-many', `An account holds at most ${limits.importedCardsPerPerson} imported cards.`
      )
      for (let at = 0; at < fresh.length; at += rowsAtOnce) await call.tx.insert(importedCard).values(
        fresh.slice(at, at + rowsAtOnce).map(content => toStored(content, { id: ids.fresh(), person: call.person, importedAt: call.now }))
      )
      const questions = await bringQuestions(call, file.questions)
      if (!questions.ok) return questions
      const known = received.length - fresh.length + file.questions.length - questions.value
      return ok({ imported: fresh.length, known, questions: questions.value })
    },
  },
  queries: {
    'imported-cards': async (_input, { me }) => {
      const rows = await storage.db.select(listed).from(importedCard)
        .where(eq(importedCard.person, me.person)).orderBy(desc(heldAt), asc(card))
      return ok({ rows })
    },
    'imported-card': async (input, { me }) => {
      const [row] = await storage.db.select({ ...listed, content: importedCard.content }).from(importedCard)
        .where(and(eq(card, input.card), eq(importedCard.person, me.person)))
      if (!row) return refuse('import/unknown', 'There is no such imported card, or it is not yours.')
      const { content, ...rest } = row
      return ok({ row: rest, content: content as ImportedCard })
    },
  },
})
