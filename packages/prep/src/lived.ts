import { instant } from '@unanimous/kernel'
import type { Instant } from '@unanimous/kernel'
import { dimensionsOf } from '@unanimous/rounds'
import type { DimensionId } from '@unanimous/rounds'
import type { RoundFacts } from '@unanimous/verdict'
import { STORY_SORTS } from './story.ts'
import { isWritten } from './story-checks.ts'
import type { Story } from './story.ts'
import { DESIGN_BOXES } from './tasks.ts'
import type { PrepTask } from './tasks.ts'

/** A received round, as far as a plan reads it. Only opened ones, so that a plan never tells of a sealed card. */
export type ReceivedRound = Pick<RoundFacts, 'round' | 'kind' | 'heldAt' | 'openedAt' | 'rater' | 'ratings'>

/** A story with when it was begun, oldest first. */
export interface KeptStory extends Story {
  readonly createdAt: Instant
}

/** A task that its person ticked. */
export interface Tick {
  readonly task: string
  readonly at: Instant
  /** What they answered in a box, in their own words. */
  readonly words?: string
}

/** What a person did that a plan knows of. */
export interface Lived {
  readonly received: readonly ReceivedRound[]
  readonly ticks: readonly Tick[]
  readonly stories: readonly KeptStory[]
}

/** The rating by which a peer mock ends the design phase. (domain.md 8) */
const FAILOVER_DONE = 3

const storyOf = ({ stories }: Lived, id: string): KeptStory | undefined => {
  const [, sort, number] = id.split('.')
  return STORY_SORTS.some(known => known === sort) ? stories.filter(story => story.sort === sort)[Number(number) - 1] : undefined
}

const roundThatDid = ({ id, kind }: PrepTask, { received }: Lived, since: Instant): ReceivedRound | undefined =>
  received.toSorted((left, right) => left.openedAt - right.openedAt).find(round =>
    round.kind === kind && round.heldAt >= since && (id !== 'mock.sd' || (round.ratings['sd.failover'] ?? 0) >= FAILOVER_DONE))

/** When a task came about by itself: a round held since the plan began, a story written, a story told. */
const happenedAt = (task: PrepTask, lived: Lived, since: Instant): Instant | undefined => {
  if (task.form === 'round') return roundThatDid(task, lived, since)?.openedAt
  const story = storyOf(lived, task.id)
  if (story === undefined) return undefined
  if (task.form === 'story') return isWritten(story) ? story.createdAt : undefined
  return task.form === 'telling' ? story.rehearsals[Number(task.id.split('.')[3]) - 1]?.at : undefined
}

/** When each task was done, by its id: ticked, or come about by itself, whichever was first. */
export const doneAt = (tasks: readonly PrepTask[], lived: Lived, since: Instant): ReadonlyMap<string, Instant> => {
  const ticked = new Map(lived.ticks.map(({ task, at }) => [task, at]))
  return new Map(tasks.flatMap(task => {
    const times = [ticked.get(task.id), happenedAt(task, lived, since)].filter(at => at !== undefined)
    return times.length === 0 ? [] : [[task.id, instant(Math.min(...times))] as const]
  }))
}

/** When each dimension was last practised up to an instant: by a round that rates it, or by a task that was done. */
export const lastPractised = (
  tasks: readonly PrepTask[], done: ReadonlyMap<string, Instant>, { received }: Lived, upTo: Instant
): ReadonlyMap<DimensionId, Instant> => {
  const byRounds = received.flatMap(({ kind, heldAt }) => dimensionsOf(kind).map(({ id }) => ({ id, at: heldAt })))
  const byTasks = tasks.flatMap(({ id, dimensions }) => {
    const at = done.get(id)
    return at === undefined ? [] : dimensions.map(dimension => ({ id: dimension, at }))
  })
  const last = new Map<DimensionId, Instant>()
  for (const { id, at } of [...byRounds, ...byTasks]) {
    if (at <= upTo && at > (last.get(id) ?? Number.NEGATIVE_INFINITY)) last.set(id, at)
  }
  return last
}

/** How far the design phase is from done: boxes answered in one's own words, and a peer who gave failover a 3. */
export interface DesignDone {
  readonly boxes: readonly { readonly dimension: DimensionId; readonly answered: boolean }[]
  readonly failover: boolean
  readonly done: boolean
}

/** Whether each of the six boxes has been answered in one's own words and one peer mock scored failover 3. (domain.md 8) */
export const designDone = (tasks: readonly PrepTask[], lived: Lived): DesignDone => {
  const answered = new Set(lived.ticks.flatMap(({ task, words }) =>
    (words === undefined ? [] : tasks.find(({ id, form }) => id === task && form === 'box')?.dimensions ?? [])))
  const boxes = DESIGN_BOXES.map(dimension => ({ dimension, answered: answered.has(dimension) }))
  const failover = lived.received.some(({ kind, ratings }) => kind === 'sd' && (ratings['sd.failover'] ?? 0) >= FAILOVER_DONE)
  return { boxes, failover, done: failover && boxes.every(box => box.answered) }
}
