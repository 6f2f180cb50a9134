import { z } from 'zod'
import { FOLLOW_UP_KINDS, LANGUAGES, PACK_KINDS } from '@unanimous/rounds'

const words = z.string().trim().min(1)
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is lower case words joined by hyphens')
const nodeId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'is a lower case letter followed by letters, digits or hyphens')
const minute = z.number().min(0).max(180)

/** A dimension as an author writes it: its short name, which the reader qualifies by the pack's kind. */
const dimension = z.string().regex(/^[a-z_]+$/, 'is the short name of a dimension, such as extension_defence')

const trigger = z.strictObject({
  state: z.array(words).min(1).exactOptional(),
  minute: z.tuple([minute, minute]).exactOptional(),
  after: z.array(nodeId).min(1).exactOptional(),
})

const next = z.strictObject({
  nailed: z.array(nodeId),
  partial: z.array(nodeId),
  struggled: z.array(nodeId),
})

const followUp = z.strictObject({
  id: nodeId,
  kind: z.enum(FOLLOW_UP_KINDS),
  depth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  dims: z.array(dimension),
  title: words.max(40).exactOptional(),
  ask: words,
  trigger,
  minutes: z.number().int().min(1).max(20),
  changeCard: words.exactOptional(),
  replaces: words.exactOptional(),
  strong: z.array(words).default([]),
  weak: z.array(words).default([]),
  next,
})

const hint = z.strictObject({
  id: nodeId,
  at: words,
  cost: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  core: z.boolean().exactOptional(),
  say: words,
})

const candidate = z.strictObject({
  prompt: words,
  signature: words.exactOptional(),
  contract: z.array(z.strictObject({ name: words, meaning: words })).exactOptional(),
  given: z.array(words).exactOptional(),
  examples: z.array(z.strictObject({ in: z.json(), out: z.json(), note: words.exactOptional() })).exactOptional(),
})

const interviewer = z.strictObject({
  script: z.strictObject({ open: words, rescue: words, wrap: words }),
  leftUnsaid: z.array(z.strictObject({ q: words, a: words })),
  factsOnRequest: z.array(z.strictObject({ fact: words, value: words })).exactOptional(),
  listenFor: z.array(words).exactOptional(),
  reference: z
    .strictObject({ approach: words, time: words.exactOptional(), space: words.exactOptional(), answerKey: words })
    .exactOptional(),
  rubricFocus: z.array(dimension),
  pacing: z.array(z.strictObject({ phase: words, until: minute })).min(1),
  solutionStates: z.array(words).min(1),
  hints: z.array(hint),
  cases: z
    .array(z.strictObject({ name: words, in: z.json(), out: z.json(), why: words, edge: z.boolean().exactOptional() }))
    .exactOptional(),
  checklist: z.array(z.strictObject({ phase: words, ask: words, tick: words })).exactOptional(),
})

/** A pack as its YAML file holds it. Unknown keys are refused, so that a misspelt one is never silently dropped. */
export const packFile = z.strictObject({
  schema: z.literal('unanimous.pack/2'),
  id: z.string().regex(/^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/, 'is kind, dot, lower case words joined by hyphens'),
  version: z.number().int().min(1),
  kind: z.enum(PACK_KINDS),
  title: words,
  level: z.enum(['L4', 'L5']),
  minutes: z.number().int().min(5).max(120),
  pattern: slug.exactOptional(),
  teams: z.array(slug),
  difficulty: z.enum(['easy', 'medium', 'hard']).exactOptional(),
  values: z.array(words).exactOptional(),
  candidate,
  interviewer,
  entry: z.array(nodeId).min(1),
  followups: z.array(followUp).min(1),
  starters: z.record(z.enum(LANGUAGES), z.string()).exactOptional(),
})
export type PackFile = z.infer<typeof packFile>
