import type { z } from 'zod'
import { accountCommands, accountQueries, type hostSchema, type profileSchema } from './accounts.ts'
import { callQueries } from './call.ts'
import { historyQueries, type historyRowSchema, type homeSchema } from './history.ts'
import { libraryCommands, libraryQueries, type libraryRowSchema } from './library.ts'
import { type loopBoardSchema, loopCommands, type loopOptionsSchema, loopQueries, type loopRowSchema, type loopSummarySchema, type teamSchema, type verdictSchema } from './loops.ts'
import type { metricsSchema } from './metrics.ts'
import { type criteriaSchema, matchingCommands, matchingQueries, type queueViewSchema } from './matching.ts'
import { type importedRowSchema, portableCommands, portableQueries } from './portable.ts'
import { type planSchema, prepCommands, prepQueries, type storySchema, type storyTextSchema } from './prep.ts'
import { type chatMessageSchema, roomCommands, roomQueries, type roundSummarySchema, type sessionViewSchema } from './rooms.ts'
import { raterCommands, raterQueries } from './raters.ts'
import { replayCommands, replayQueries } from './replay.ts'
import { questionCommands, type questionPatternSchema, questionQueries } from './questions.ts'
import { roundCommands, roundQueries, type RoundView } from './rounds.ts'
import {
  type evidenceSchema, type openedCardSchema, type roundRecordSchema, scorecardCommands, type scorecardDraftSchema, scorecardQueries, type selfEstimateDraftSchema,
} from './scorecards.ts'

/**
 * Everything a person can do: name → input, output, refusals, who. The socket event, the HTTP operations and the
 * tests of both are built from this one table; a command that is not here does not exist.
 */
export const commands = { ...accountCommands, ...matchingCommands, ...roomCommands, ...raterCommands, ...roundCommands, ...replayCommands, ...scorecardCommands, ...loopCommands, ...libraryCommands, ...questionCommands, ...prepCommands, ...portableCommands } as const
/** Everything a page can read over HTTP. Reads never write. */
export const queries = { ...accountQueries, ...matchingQueries, ...roomQueries, ...raterQueries, ...roundQueries, ...replayQueries, ...scorecardQueries, ...loopQueries, ...historyQueries, ...libraryQueries, ...questionQueries, ...prepQueries, ...portableQueries, ...callQueries } as const

export type CommandName = keyof typeof commands
export type QueryName = keyof typeof queries
/** What a client sends for a command, before parsing. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>
/** What a handler gets, after parsing. */
export type ParsedInput<N extends CommandName> = z.output<(typeof commands)[N]['input']>
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>
export type QueryInput<N extends QueryName> = z.input<(typeof queries)[N]['input']>
export type ParsedQuery<N extends QueryName> = z.output<(typeof queries)[N]['input']>
export type QueryOutput<N extends QueryName> = z.output<(typeof queries)[N]['output']>

export type Profile = z.output<typeof profileSchema>
export type Host = z.output<typeof hostSchema>
export type Criteria = z.output<typeof criteriaSchema>
export type QueueView = z.output<typeof queueViewSchema>
export type SessionView = z.output<typeof sessionViewSchema>
export type RoundSummary = z.output<typeof roundSummarySchema>
export type ChatMessage = z.output<typeof chatMessageSchema>
export type RoundViewMessage = { readonly round: string; readonly counter: number; readonly view: RoundView }
export type ScorecardForm = z.output<typeof scorecardDraftSchema>
export type SelfEstimateForm = z.output<typeof selfEstimateDraftSchema>
export type OpenedCard = z.output<typeof openedCardSchema>
export type EvidenceItem = z.output<typeof evidenceSchema>
export type RoundRecord = z.output<typeof roundRecordSchema>
export type Verdict = z.output<typeof verdictSchema>
export type LoopBoard = z.output<typeof loopBoardSchema>
export type LoopRow = z.output<typeof loopRowSchema>
export type LoopSummary = z.output<typeof loopSummarySchema>
export type Team = z.output<typeof teamSchema>
export type LoopOptions = z.output<typeof loopOptionsSchema>
export type Plan = z.output<typeof planSchema>
export type StoryText = z.output<typeof storyTextSchema>
export type KeptStory = z.output<typeof storySchema>
export type Home = z.output<typeof homeSchema>
export type Metrics = z.output<typeof metricsSchema>
export type HistoryRow = z.output<typeof historyRowSchema>
export type ImportedRow = z.output<typeof importedRowSchema>
export type QuestionPattern = z.output<typeof questionPatternSchema>
export type LibraryRow = z.output<typeof libraryRowSchema>
export type Replay = z.output<(typeof replayQueries)['replay']['output']>
