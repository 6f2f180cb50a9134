import { ok, refuse, type Clock, type Ids, type Result } from '@unanimous/kernel'
import { asOwnPack, lintedQuestion, questionFrom } from '@unanimous/bank'
import { schema, type Database, type Storage, type Transaction } from '@unanimous/db'
import { limits, type ExportHead, type QueryOutput } from '@unanimous/protocol'
import type { Pack } from '@unanimous/rounds'
import { and, count, desc, eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'

type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>
type Row = typeof schema.ownPack.$inferSelect

interface QuestionsNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  /** Gives a question's newest text to the rounds that are still to be held with it. Supplied by the feature that owns rounds' set-up. */
  readonly refresh: (call: Call, question: Pack) => Promise<void>
}

export interface Questions {
  readonly commands: CommandHandlers<'create-question' | 'import-question' | 'save-question' | 'delete-question'>
  readonly queries: QueryHandlers<'questions' | 'question'>
  /** A question of this person as a round plays it, frozen; refused while there are objections to it. */
  packOf(tx: Transaction, person: string, question: string): Promise<Result<Pack>>
  /** Keeps the questions of an export, looked at like any text, that this person has not had from it before; answers how many. */
  bring(call: Call, questions: ExportHead['questions']): Promise<Result<number>>
}

const { ownPack } = schema
const unknown = refuse('question/unknown', 'You have no such question.')
const tooMany = refuse('question/too-many', `You have ${limits.ownQuestionsPerPerson} questions. Delete one first.`)
const tooManyBrought = refuse('question/too-many', `An account holds at most ${limits.ownQuestionsPerPerson} questions.`)
const newer = refuse('question/newer-draft', 'A newer text was saved in another tab.')
const untitled = 'Untitled'

const ownQuestion = async (db: Reader, person: string, question: string): Promise<Row | undefined> => {
  const [row] = await db.select().from(ownPack).where(and(eq(ownPack.id, question), eq(ownPack.person, person)))
  return row
}

/** What the linter says of a text, with what the list shows of it; a text that is no pack keeps the name that it had. */
const judged = (source: string, before?: Pick<Row, 'title' | 'kind'>) => {
  const { pack, findings } = lintedQuestion(source)
  const facts = { title: pack?.title ?? before?.title ?? untitled, kind: (pack?.kind ?? before?.kind ?? null) as Row['kind'], faults: findings.length }
  return { facts, read: { findings: findings.map(({ rule, line, sentence }) => ({ rule, line, sentence })), pack: pack ?? null } }
}

const insert = async ({ ids }: QuestionsNeeds, call: Call, { source, origin, before }: { source: string; origin?: string; before?: Pick<Row, 'title' | 'kind'> }): Promise<string> => {
  const id = ids.fresh()
  const { facts } = judged(source, before)
  await call.tx.insert(ownPack).values({ id, person: call.person, source, origin, version: 1, createdAt: call.now, savedAt: call.now, ...facts })
  return id
}

const keep = async (needs: QuestionsNeeds, call: Call, source: string): Promise<Result<{ question: string }>> => {
  const [owned] = await call.tx.select({ count: count() }).from(ownPack).where(eq(ownPack.person, call.person))
  if ((owned?.count ?? 0) >= limits.ownQuestionsPerPerson) return tooMany
  return ok({ question: await insert(needs, call, { source }) })
}

/** A question brought home, or brought twice, is the one that is here, whatever became of its text. */
const bring = (needs: QuestionsNeeds): Questions['bring'] => async (call, questions) => {
  const own = await call.tx.select({ id: ownPack.id, origin: ownPack.origin }).from(ownPack).where(eq(ownPack.person, call.person))
  const here = new Set(own.flatMap(({ id, origin }) => [id, origin]))
  const fresh = questions.filter(({ id }) => !here.has(id))
  if (own.length + fresh.length > limits.ownQuestionsPerPerson) return tooManyBrought
  for (const { id, source, title, kind } of fresh) await insert(needs, call, { source, origin: id, before: { title, kind } })
  return ok(fresh.length)
}

const toAnswer = (row: Row): QueryOutput<'question'> =>
  ({ source: row.source, version: row.version, savedAt: row.savedAt, title: row.title, ...judged(row.source, row).read })

/** Questions that people write themselves, to ask in practice. Nobody else is ever dealt one. */
export const createQuestions = (needs: QuestionsNeeds): Questions => {
  const { db } = needs.storage
  const save = async (call: Call, row: Row, source: string) => {
    const version = row.version + 1
    const { facts, read } = judged(source, row)
    if (read.pack !== null && facts.faults === 0) await needs.refresh(call, asOwnPack(read.pack, row.id, version))
    // Of two tabs that save over the same text one hears of the other. The sessions are held first, as everywhere.
    const saved = await call.tx.update(ownPack).set({ source, version, savedAt: call.now, ...facts })
      .where(and(eq(ownPack.id, row.id), eq(ownPack.version, row.version))).returning({ id: ownPack.id })
    return saved.length > 0 ? ok({ version, savedAt: call.now, ...read }) : newer
  }
  return {
    commands: {
      'create-question': ({ pattern, title, prompt }, call) => keep(needs, call, questionFrom(pattern, { title, prompt })),
      'import-question': ({ source }, call) => keep(needs, call, source),
      'save-question': async ({ question, version, source }, call) => {
        const row = await ownQuestion(call.tx, call.person, question)
        if (!row) return unknown
        return row.version === version ? save(call, row, source) : newer
      },
      'delete-question': async ({ question }, call) => {
        const gone = await call.tx.delete(ownPack).where(and(eq(ownPack.id, question), eq(ownPack.person, call.person))).returning({ id: ownPack.id })
        return gone.length > 0 ? ok({}) : unknown
      },
    },
    queries: {
      questions: async (_input, { me }) => {
        const rows = await db.select().from(ownPack).where(eq(ownPack.person, me.person)).orderBy(desc(ownPack.savedAt))
        return ok({ questions: rows.map(({ id, title, kind, faults, savedAt }) => ({ question: id, title, kind, faults, savedAt })) })
      },
      question: async ({ question }, { me }) => {
        const row = await ownQuestion(db, me.person, question)
        return row ? ok(toAnswer(row)) : unknown
      },
    },
    bring: bring(needs),
    async packOf(tx, person, question) {
      const row = await ownQuestion(tx, person, question)
      if (!row) return unknown
      const { pack, findings } = lintedQuestion(row.source)
      if (pack === undefined || findings.length > 0) return refuse('question/has-faults', 'There are objections to this question. Mend them first.')
      return ok(asOwnPack(pack, row.id, row.version))
    },
  }
}
