import { dimensionsOf } from '@unanimous/rounds'
import type { DimensionId, Level } from '@unanimous/rounds'
import { I_SHARE } from '@unanimous/verdict'
import { STORIES_WANTED, STORY_SORTS } from './story.ts'
import type { Rehearsal, Story, StorySort } from './story.ts'

/** What a story is held against. (domain.md 8) */
export type StoryCheckId = 'situation' | 'decision' | 'options' | 'number' | 'friction' | 'counter' | 'outcome' | 'pronouns' | 'length'

/** Whether a check holds, with the count it is about: words, options, a share or minutes. `have` is missing where nothing was measured. */
export interface StoryCheck {
  readonly id: StoryCheckId
  readonly holds: boolean
  readonly have?: number
}

/** A situation fits in so many words, and a counter-argument needs so many. */
export const SITUATION_WORDS = 60
export const COUNTER_WORDS = 20
export const OPTIONS_NEEDED = 2
/** A story is told within these minutes. */
export const TOLD_MINUTES = { least: 3, most: 5 } as const
export const L5_STORIES_NEEDED = 2

/** Verbs by which somebody says that they chose, in the forms that follow I. */
const CHOOSING = new Set((
  'choose chose chosen decide decided pick picked select selected reject rejected refuse refused decline declined opt opted settle settled ' +
  'commit committed approve approved overrule overruled veto vetoed insist insisted stop stopped cancel cancelled canceled kill killed cut drop dropped ' +
  'keep kept delay delayed postpone postponed replace replaced remove removed retire retired reverse reversed favour favoured favor favored ' +
  'prefer preferred bet adopt adopted abandon abandoned ship shipped hold held split'
).split(' '))

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
const isSaid = (text: string): boolean => text.trim() !== ''

/** How many words a text has, as the checks count them. */
export const wordCount = (text: string): number => wordsIn(text).length

const saysIChose = (decision: string): boolean => {
  const words = wordsIn(decision)
  const first = words.findIndex(word => word === 'i' || /^i['’]/u.test(word))
  return first >= 0 && words.slice(first).some(word => CHOOSING.has(word))
}

const shareOfI = ({ i, we }: Rehearsal): number | undefined => (i + we === 0 ? undefined : i / (i + we))

const measured = (id: StoryCheckId, have: number | undefined, holds: (value: number) => boolean): StoryCheck =>
  have === undefined ? { id, holds: false } : { id, holds: holds(have), have }

const toldChecks = ({ rehearsals }: Story): readonly StoryCheck[] => {
  const counted = rehearsals.findLast(rehearsal => shareOfI(rehearsal) !== undefined)
  return [
    measured('pronouns', counted && shareOfI(counted), share => share >= I_SHARE.flag),
    measured('length', rehearsals.at(-1)?.minutes, minutes => minutes >= TOLD_MINUTES.least && minutes <= TOLD_MINUTES.most),
  ]
}

const writtenChecks = (story: Story): readonly StoryCheck[] => {
  const situation = wordCount(story.situation)
  const turnedDown = story.options.filter(({ option, against }) => isSaid(option) && isSaid(against)).length
  const counter = wordCount(story.counterArgument)
  return [
    { id: 'situation', holds: situation > 0 && situation <= SITUATION_WORDS, have: situation },
    { id: 'decision', holds: saysIChose(story.decision) },
    { id: 'options', holds: turnedDown >= OPTIONS_NEEDED, have: turnedDown },
    { id: 'number', holds: story.options.some(({ number }) => /\p{N}/u.test(number)) },
    { id: 'friction', holds: isSaid(story.dissenters) || isSaid(story.failed) },
    { id: 'counter', holds: counter >= COUNTER_WORDS, have: counter },
    { id: 'outcome', holds: isSaid(story.outcome) && (isSaid(story.failed) || isSaid(story.whoPaid)) },
  ]
}

/** Every check of a story, those of its text before those of its tellings; the same on the page and on the server. */
export const checkStory = (story: Story): readonly StoryCheck[] => [...writtenChecks(story), ...toldChecks(story)]

/** Whether all that can be written down holds, whatever its tellings. */
export const isWritten = (story: Story): boolean => writtenChecks(story).every(({ holds }) => holds)

/** What all stories of a person together cover. */
export interface StorySet {
  readonly culture: readonly { readonly dimension: DimensionId; readonly stories: number }[]
  readonly ofL5Scope: number
  /** Whether the target level asks for two stories of a domain, and they are there. */
  readonly hasScope: boolean
  readonly sorts: readonly { readonly sort: StorySort; readonly have: number; readonly wanted: number }[]
  /** Whether every culture dimension has a story. */
  readonly coversCulture: boolean
}

/** What the stories cover together; at L4 a component is scope enough. (domain.md 8) */
export const storySet = (stories: readonly Story[], level: Level): StorySet => {
  const culture = dimensionsOf('culture').map(({ id }) => ({ dimension: id, stories: stories.filter(({ dimensions }) => dimensions.includes(id)).length }))
  const ofL5Scope = stories.filter(({ scope }) => scope === 'L5').length
  return {
    culture, ofL5Scope, hasScope: level === 'L4' || ofL5Scope >= L5_STORIES_NEEDED,
    sorts: STORY_SORTS.map(sort => ({ sort, have: stories.filter(story => story.sort === sort).length, wanted: STORIES_WANTED[sort] })),
    coversCulture: culture.every(each => each.stories > 0),
  }
}
