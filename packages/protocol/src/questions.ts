import type { Pack } from '@unanimous/rounds'
import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { idSchema, instantSchema, nothing, saidSchema } from './words.ts'

/** What an own question is asked with: a ladder for each pattern of coding, for a design, for the two kinds of talk. */
export const questionPatternSchema = z.enum(['graph', 'tree', 'interval', 'cache', 'heap', 'string', 'design', 'manager', 'culture'])

/** A pack file as somebody typed it, faults and all; only its line ends are made one. */
export const sourceSchema = z.string().max(limits.ownQuestionChars).transform(text => text.replace(/\r\n?/g, '\n'))

const findingSchema = z.object({ rule: z.string(), line: z.number().int(), sentence: z.string() })
/** The pack, as soon as the text has the shape of one. It is its author's own, so they may see all of it. */
const packOfQuestionSchema = z.custom<Pack>(value => typeof value === 'object' && value !== null).nullable()
const read = { version: z.number().int(), savedAt: instantSchema, findings: z.array(findingSchema), pack: packOfQuestionSchema }

const inQuestion = { question: idSchema }
const tooMany = 'question/too-many'

export const questionCommands = {
  'create-question': command({
    summary: 'Give a pasted prompt the ladder of its pattern. The result is a pack file of your own, for practice only.', who: 'member',
    path: '/questions/create-question',
    input: z.strictObject({ pattern: questionPatternSchema, title: saidSchema(80), prompt: saidSchema(limits.ownPromptChars) }),
    output: z.object(inQuestion), refusals: [tooMany],
  }),
  'import-question': command({
    summary: 'Keep a pack file that somebody shared as a question of your own, faults and all.', who: 'member',
    path: '/questions/import-question', input: z.strictObject({ source: sourceSchema }), output: z.object(inQuestion), refusals: [tooMany],
  }),
  'save-question': command({
    summary: 'Save the text of an own question, whatever it holds, and hear every objection to it by line. A round that is to be held with it follows while there is none.', who: 'member',
    path: '/questions/save-question', input: z.strictObject({ ...inQuestion, version: z.number().int().min(0), source: sourceSchema }),
    output: z.object(read), refusals: ['question/unknown', 'question/newer-draft'],
  }),
  'delete-question': command({
    summary: 'Delete an own question. Rounds that were held with it keep what they had.', who: 'member',
    path: '/questions/delete-question', input: z.strictObject(inQuestion), output: nothing, refusals: ['question/unknown'],
  }),
  'use-own-question': command({
    summary: "Before a practice round: its interviewer asks with a question of their own, or with the bank's again.", who: 'interviewer',
    path: '/questions/use-own-question', input: z.strictObject({ round: idSchema, question: idSchema.nullable() }), output: nothing,
    refusals: [
      'round/unknown', 'round/already-started', 'question/unknown', 'question/has-faults', 'question/other-kind', 'loop/practice-only',
      'packs/none-left',
    ],
  }),
} as const

export const questionQueries = {
  questions: query({
    summary: 'Your own questions, the one you saved last first.', who: 'person', path: '/questions', input: nothing,
    output: z.object({
      questions: z.array(z.object({
        ...inQuestion, title: z.string(), kind: z.enum(['hm', 'coding', 'sd', 'culture']).nullable(), faults: z.number().int(),
        savedAt: instantSchema,
      })),
    }),
    refusals: [],
  }),
  question: query({
    summary: 'One of your own questions: its text, and every objection to it.', who: 'person', path: '/questions/{question}',
    input: z.strictObject(inQuestion), output: z.object({ ...read, source: z.string(), title: z.string() }), refusals: ['question/unknown'],
  }),
} as const
