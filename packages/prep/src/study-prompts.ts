import type { Team } from './teams.ts'

/** Something to design alone. None of them is a pack of the bank, so that practising alone spoils no round. */
export interface StudyPrompt {
  readonly id: string
  readonly title: string
  readonly prompt: string
  readonly teams: readonly Team[]
}

/** The first seven speak of seven different teams. */
const STUDY_PROMPTS: readonly StudyPrompt[] = [
  {
    id: 'warm-edge', title: 'Warm the edge', teams: ['streaming-infra'],
    prompt: 'A series opens in forty countries at nine in the evening, local time. Decide what lies on which cache before anybody asks, and what happens where the guess was wrong.',
  },
  {
    id: 'offline-month', title: 'A month offline', teams: ['playback'],
    prompt: 'Members take films along on their phones. Design licences, storage and sync so that a phone without a network for a month neither loses what it may play nor keeps what it may not.',
  },
  {
    id: 'one-word-a-day', title: 'One message a day', teams: ['recommendations'],
    prompt: 'Tell each member about one title a day, on one of three channels, at an hour that suits them, and stop before they tire of it.',
  },
  {
    id: 'encode-again', title: 'Encode it all again', teams: ['encoding'],
    prompt: 'A new codec saves a third of the bytes. Encode forty thousand titles again while new ones keep arriving, with a way to stop halfway.',
  },
  {
    id: 'seen-enough', title: 'Seen enough', teams: ['ads'],
    prompt: 'Count how often each household has seen each campaign, on every screen, in time to keep the next showing from being one too many.',
  },
  {
    id: 'dailies-by-morning', title: 'Dailies by morning', teams: ['studio'],
    prompt: 'Crews on six continents send what they shot each evening. Editors need it watchable, searchable and safe by the next morning.',
  },
  {
    id: 'hours-watched', title: 'Hours watched', teams: ['data-platform'],
    prompt: 'Publish hours watched by title and country every hour, from heartbeats that come late, twice or never, so that two people never quote two numbers.',
  },
  {
    id: 'search-while-typing', title: 'Search while typing', teams: ['recommendations', 'data-platform'],
    prompt: 'Find titles, people and moods with each letter typed, in thirty languages, and only what may be played where the member is.',
  },
  {
    id: 'flip-everywhere', title: 'Flip it everywhere', teams: ['streaming-infra', 'data-platform'],
    prompt: 'Change a setting on every server of the world within a minute, to a share of members first, and take it back faster than it went out.',
  },
  {
    id: 'ten-screens', title: 'Ten screens, one account', teams: ['playback', 'ads'],
    prompt: 'A household signs in on ten screens and may play on four. Decide who plays when two start at the same second and the region that counts them is slow.',
  },
  {
    id: 'pictures-for-all', title: 'A picture for everyone', teams: ['studio', 'encoding'],
    prompt: 'Make, approve and serve thirty pictures of each title in every shape and language, and replace one everywhere within the hour.',
  },
  {
    id: 'pay-for-shown', title: 'Pay for what was shown', teams: ['ads', 'studio'],
    prompt: 'Bill advertisers and pay studios for what was really shown, from records that disagree, with a month that can be closed and a mistake that can be put right afterwards.',
  },
]

const PICKED = 5

/** The five to work through: those of the job's teams first; without a job five of different teams. (domain.md 8) */
export const pickStudyPrompts = (teams: readonly Team[]): readonly StudyPrompt[] => {
  const matches = (prompt: StudyPrompt) => prompt.teams.filter(team => teams.includes(team)).length
  return STUDY_PROMPTS.toSorted((left, right) => matches(right) - matches(left)).slice(0, PICKED)
}
