/** The teams that packs and practice are written for, in the order of the domain, which breaks ties. (domain.md 5) */
export const TEAMS = ['streaming-infra', 'recommendations', 'encoding', 'playback', 'ads', 'studio', 'data-platform'] as const
export type Team = (typeof TEAMS)[number]

/** What gives a team away in the description of a job. (domain.md 8) */
const WORDS: Readonly<Record<Team, readonly string[]>> = {
  'streaming-infra': ['cache', 'edge', 'cdn', 'traffic', 'kernel'],
  recommendations: ['ranking', 'model', 'feature', 'embedding'],
  encoding: ['codec', 'transcode', 'media', 'ffmpeg'],
  playback: ['player', 'client', 'drm', 'device', 'latency'],
  ads: ['auction', 'campaign', 'pacing', 'insertion'],
  studio: ['production', 'asset', 'workflow', 'rights'],
  'data-platform': ['stream', 'flink', 'spark', 'lake', 'warehouse'],
}

/** A team that a description speaks of, with the words it was recognised by. */
export interface TeamFound {
  readonly team: Team
  /** In the order of the team's list. */
  readonly words: readonly string[]
  /** The share of the team's list that was found, above 0 and up to 1. */
  readonly score: number
}

const TAG = /<[/!]?[a-z][^<>]*>/giu
/** Runs of Latin letters and digits: a neighbour of another script ends a word, an accent does not. */
const WORD = /[\p{Script=Latin}\p{N}]+/gu
const MOST_TEAMS = 2

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.normalize('NFKC').replace(TAG, ' ').toLowerCase().match(WORD))

/** Every team that a description of a job speaks of, the likeliest first. Any text will do, of any length and language. */
export const teamsIn = (text: string): readonly TeamFound[] => {
  const said = wordsOf(text)
  return TEAMS.map(team => {
    const words = WORDS[team].filter(word => said.has(word) || said.has(`${word}s`))
    return { team, words, score: words.length / WORDS[team].length }
  }).filter(({ score }) => score > 0).toSorted((left, right) => right.score - left.score)
}

/** The one or two likeliest teams of a job, likeliest first, for its candidate to look at and edit; none where no word gives one away. */
export const detectTeams = (text: string): readonly Team[] => teamsIn(text).slice(0, MOST_TEAMS).map(({ team }) => team)
