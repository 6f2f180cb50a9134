import type { DimensionId, RoundKind } from '@unanimous/rounds'
import { phaseByWeek, phasesOf } from './phases.ts'
import type { PhaseId, PlanWeeks } from './phases.ts'
import { STORY_SORTS, STORIES_WANTED } from './story.ts'
import type { StorySort } from './story.ts'
import { pickStudyPrompts } from './study-prompts.ts'
import type { Team } from './teams.ts'

/** What a task is: `box` one of a prompt's seven, `telling` a story aloud, `round` a whole one with a peer, `repeat` something light again. */
export type TaskForm = 'post' | 'box' | 'problem' | 'story' | 'telling' | 'watching' | 'round' | 'repeat'

/** One thing to do. Its id is the same in every plan that holds it, so that a tick outlives a change of plan. */
export interface PrepTask {
  readonly id: string
  readonly phase: PhaseId
  readonly form: TaskForm
  /** The round it prepares for. */
  readonly kind: RoundKind
  readonly dimensions: readonly DimensionId[]
  readonly minutes: number
  readonly title: string
  /** One sentence: how it is done. */
  readonly how: string
  /** Teams it speaks of; empty where it suits any. */
  readonly teams: readonly Team[]
  /** The first week in which it may stand, counted from 1; from then on it stands first in the weeks of its phase. */
  readonly firstInWeek?: number
  /** The task that comes before it. */
  readonly after?: string
}

/** What a plan is made from. `givesWeek`: a week of algorithms goes to design. `teams`: of the job aimed at, the likeliest first. */
export interface PlanShape {
  readonly weeks: PlanWeeks
  readonly hoursPerWeek: number
  readonly givesWeek: boolean
  readonly teams: readonly Team[]
}

const BOX_MINUTES = 30
const POST_MINUTES = 45
const ROUND_MINUTES = 80
const WATCHING_MINUTES = 60
const TELLING_MINUTES = 15
const REPEAT_MINUTES = 15
/** Four problems in five hours. (domain.md 8) */
const PROBLEM_MINUTES = 75

interface Box {
  readonly id: string
  readonly title: string
  readonly how: string
  readonly dimension: DimensionId
}

const BOXES: readonly Box[] = [
  { id: 'scope', title: 'scope with numbers', dimension: 'sd.scoping', how: 'Rank three to five requirements, cut the rest openly, and write down the load you expect.' },
  { id: 'stores', title: 'stores, because and unless', dimension: 'sd.scoping', how: 'Pick each store with a because, and an unless: the fact that would reverse it.' },
  { id: 'failover', title: 'play the failover', dimension: 'sd.failover', how: 'A region goes. Say minute by minute who notices, what shifts, what degrades and how it comes back.' },
  { id: 'resilience', title: 'protections with reasons', dimension: 'sd.resilience', how: 'Breaker, bulkhead, backoff: tie each to one dependency of this system, and say where it would hurt.' },
  {
    id: 'observability', title: 'what to measure', dimension: 'sd.observability',
    how: 'Rate, errors and duration per service, use and saturation per resource, and one alert that comes before the complaints.',
  },
  { id: 'cost', title: 'what it costs', dimension: 'sd.cost', how: 'Name the largest bill, trade it once against latency, and say what you would not pay for.' },
  { id: 'ten-x', title: 'ten times the load', dimension: 'sd.evolution', how: 'Say what breaks first, the shape that follows, and how old and new run side by side.' },
]

/** What a design answer is looked at for, once each: the six boxes. */
export const DESIGN_BOXES: readonly DimensionId[] = [...new Set(BOXES.map(box => box.dimension))]

/** Graph, tree, heap and interval come first. (domain.md 8) */
const PATTERNS = [
  ['graph', 'Graph'], ['tree', 'Tree'], ['heap', 'Heap, top K'], ['interval', 'Interval'], ['cache', 'Cache'], ['string', 'Strings, parsing'],
] as const

const STORY_TASKS: Readonly<Record<StorySort, { readonly title: string; readonly minutes: number; readonly kind: RoundKind; readonly dimensions: readonly DimensionId[] }>> = {
  project: { title: 'Project story', minutes: 60, kind: 'hm', dimensions: ['hm.decision_ownership', 'hm.tradeoff_reconstruction', 'hm.scope'] },
  friction: { title: 'Friction story', minutes: 45, kind: 'culture', dimensions: ['culture.candor', 'culture.judgement_ambiguity'] },
  failure: { title: 'Failure story', minutes: 45, kind: 'culture', dimensions: ['culture.ownership', 'culture.resilience', 'hm.failure_change'] },
}

const designTasks = (shape: PlanShape): readonly PrepTask[] => {
  const weeks = phasesOf(shape.weeks, shape.givesWeek).find(({ id }) => id === 'design')?.weeks ?? 0
  const design = { phase: 'design', kind: 'sd' } as const
  // Two posts in the first week and one in each later one: three to five over the phase.
  const posts = Array.from({ length: weeks + 1 }, (_, index): PrepTask => ({
    ...design, id: `post.${index + 1}`, form: 'post', dimensions: ['sd.scoping', 'sd.evolution'], minutes: POST_MINUTES, teams: [],
    title: `Engineering post ${index + 1}`, how: 'Read one public post about a system like theirs; note each because, and what it cost them.', firstInWeek: Math.max(1, index),
  }))
  const boxes = pickStudyPrompts(shape.teams).flatMap(({ id, title, teams, prompt }) => BOXES.map((box): PrepTask => ({
    ...design, id: `box.${id}.${box.id}`, form: 'box', dimensions: [box.dimension], minutes: BOX_MINUTES, teams,
    title: `${title}: ${box.title}`, how: `${prompt} ${box.how}`,
  })))
  return [...posts, ...boxes, {
    ...design, id: 'mock.sd', form: 'round', dimensions: ['sd.failover'], minutes: ROUND_MINUTES, teams: [], title: 'Design mock with a peer',
    how: 'Ask to be pressed on failover; it counts once a peer gives failover a 3.', firstInWeek: weeks,
  }]
}

const problemTasks = ({ weeks, hoursPerWeek, givesWeek }: PlanShape): readonly PrepTask[] => {
  const own = phaseByWeek(weeks, givesWeek).filter(phase => phase === 'algorithms').length
  return Array.from({ length: Math.floor((own * hoursPerWeek * 60) / PROBLEM_MINUTES) }, (_, index): PrepTask => {
    const [pattern, name] = PATTERNS[index % PATTERNS.length] ?? PATTERNS[0]
    const lap = Math.floor(index / PATTERNS.length) + 1
    return {
      id: `problem.${pattern}.${lap}`, phase: 'algorithms', form: 'problem', kind: 'coding', dimensions: ['coding.problem_solving', 'coding.extension_defence'],
      minutes: PROBLEM_MINUTES, teams: [], title: `${name}, problem ${lap}`,
      how: 'Solve it aloud, then say the three extensions aloud: a hundred times as much, what breaks first, what you would swap.',
    }
  })
}

const tellings = (story: PrepTask): readonly PrepTask[] => [1, 2].map(time => ({
  ...story, id: `telling.${story.id.slice('story.'.length)}.${time}`, form: 'telling', minutes: TELLING_MINUTES,
  title: `${story.title}, told aloud${time === 1 ? '' : ' again'}`, how: 'Three to five minutes against the clock, counting I and we.',
  after: time === 1 ? story.id : `telling.${story.id.slice('story.'.length)}.1`,
}))

const storyTasks = (): readonly PrepTask[] => STORY_SORTS.flatMap(sort => Array.from({ length: STORIES_WANTED[sort] }, (_, index) => {
  const { title, ...rest } = STORY_TASKS[sort]
  const numbered = STORIES_WANTED[sort] === 1 ? title : `${title} ${index + 1}`
  const story: PrepTask = {
    ...rest, id: `story.${sort}.${index + 1}`, phase: 'stories', form: 'story', teams: [], title: numbered, how: 'Write it in your stories until every check holds.',
  }
  return [story, ...tellings(story)]
}).flat())

const liveTasks = (): readonly PrepTask[] => {
  const watched = [1, 2, 3].map((number): PrepTask => ({
    id: `watch.${number}`, phase: 'stories', form: 'watching', kind: 'coding', dimensions: ['coding.narration'], minutes: WATCHING_MINUTES, teams: [],
    title: `Watch a coding mock ${number}`, how: 'Write down each place where the talking stopped, and what you would have said there.',
  }))
  const live = (kind: RoundKind, title: string, dimensions: readonly DimensionId[]): PrepTask => ({
    id: `round.${kind}`, phase: 'stories', form: 'round', kind, dimensions, minutes: ROUND_MINUTES, teams: [], title,
    how: 'A whole round with a peer; it ticks itself once the card is open.',
  })
  return [
    ...watched, live('sd', 'A full design round', ['sd.failover', 'sd.resilience', 'sd.scoping']),
    live('hm', 'A full manager round', ['hm.decision_ownership', 'hm.tradeoff_reconstruction']), live('culture', 'A full culture round', ['culture.candor', 'culture.judgement_ambiguity']),
  ]
}

const repeatTasks = (stories: readonly PrepTask[]): readonly PrepTask[] => {
  const repeat = { phase: 'stories', form: 'repeat', minutes: REPEAT_MINUTES, teams: [] } as const
  const told = stories.filter(({ form }) => form === 'story').map((story): PrepTask => ({
    ...story, ...repeat, id: `repeat.${story.id}`, title: `${story.title}, once more`, how: 'Tell it once, without notes, and stop at five minutes.',
  }))
  const boxes = BOXES.map((box): PrepTask => ({
    ...repeat, id: `repeat.box.${box.id}`, kind: 'sd', dimensions: [box.dimension], title: `Once more: ${box.title}`, how: `Take any prompt you have worked on. ${box.how}`,
  }))
  const trio: PrepTask = {
    ...repeat, id: 'repeat.extensions', kind: 'coding', dimensions: ['coding.extension_defence'], title: 'Once more: the three extensions',
    how: 'Take any solution of yours and say the three extensions aloud. Write no code.',
  }
  return [...boxes, ...told, trio]
}

/** Everything a plan of this shape may hold, in the order that breaks ties. (domain.md 8) */
export const tasksOf = (shape: PlanShape): readonly PrepTask[] => {
  const stories = storyTasks()
  return [...designTasks(shape), ...problemTasks(shape), ...stories, ...liveTasks(), ...repeatTasks(stories)]
}
