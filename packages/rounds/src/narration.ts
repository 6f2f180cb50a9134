/** What one seat's browser counted in a round, one character a second of unpaused round time from the start. */
export interface CountedSeconds {
  /** Tenths of the second with own speech: `0` to `9`, `a` for all ten, a dot where nothing was counted. */
  readonly spoke: string
  /** `1` where a key of their own was pressed, `0` where none was, a dot where nothing was counted. */
  readonly typed: string
}

/** Seconds of which a browser tells at once, from `fromS` on. Both strings are as long as each other and hold no dots. */
export interface CountedBatch extends CountedSeconds {
  readonly fromS: number
}

/** A stretch of typing without a word that lasts to the newest second. */
export interface SilentRun {
  readonly sinceS: number
  readonly seconds: number
}

/** A second counts as typing for this long from a key, and as spoken in for this long from a word. (domain.md 7) */
export const TYPED_WITHIN_S = 3
export const SPOKE_WITHIN_S = 8
/** How long somebody may type without a word before their interviewer is told. (domain.md 4.3) */
export const SILENT_CUE_S = 120
/** A pause in typing up to this long is thinking and does not end a silent run. */
const PAUSE_S = 10
/** Less speech than this in a second is a breath or a cough. */
const SPOKEN_TENTHS = 2

const NOT_COUNTED = '.'

/** Nothing counted yet. */
export const NOTHING_COUNTED: CountedSeconds = { spoke: '', typed: '' }

const written = (before: string, fromS: number, seconds: string): string =>
  before.slice(0, fromS).padEnd(fromS, NOT_COUNTED) + seconds + before.slice(fromS + seconds.length)

/** What was counted with one more batch of it: the last word on a second stands. (N4) */
export const withCounted = (before: CountedSeconds, { fromS, spoke, typed }: CountedBatch): CountedSeconds => ({
  spoke: written(before.spoke, fromS, spoke),
  typed: written(before.typed, fromS, typed),
})

/** Tenths of each second with own speech; nothing where nothing was counted. */
const tenthsOf = ({ spoke }: CountedSeconds): readonly (number | undefined)[] =>
  [...spoke].map((each) => (each === NOT_COUNTED ? undefined : Number.parseInt(each, 11)))

const places = <Item>(items: readonly Item[], holds: (item: Item) => boolean): readonly number[] =>
  items.flatMap((item, second) => (holds(item) ? [second] : []))

/** The seconds of the round in which this seat spoke, in order. (N1) */
export const spokenSeconds = (counted: CountedSeconds): readonly number[] => places(tenthsOf(counted), (tenths = 0) => tenths >= SPOKEN_TENTHS)

/** The seconds of the round in which this seat pressed a key, in order. */
export const typedSeconds = ({ typed }: CountedSeconds): readonly number[] => places([...typed], (each) => each === '1')

/** The share of the counted seconds that this seat spoke through, 0 to 1; nothing where nothing was counted. */
export const talkShare = (counted: CountedSeconds): number | undefined => {
  const tenths = tenthsOf(counted).filter((each) => each !== undefined)
  return tenths.length === 0 ? undefined : tenths.reduce((sum, each) => sum + each, 0) / (10 * tenths.length)
}

/** The silent run that goes on at the newest second; nothing where the candidate speaks, rests, or was not counted. (N2) */
export const silentRun = (counted: CountedSeconds): SilentRun | undefined => {
  const tenths = tenthsOf(counted)
  let spokeAt = Number.NEGATIVE_INFINITY
  let typedAt = Number.NEGATIVE_INFINITY
  let since: number | undefined
  for (const [second, heard] of tenths.entries()) {
    if (heard !== undefined && heard >= SPOKEN_TENTHS) spokeAt = second
    if (counted.typed[second] === '1') typedAt = second
    const isSilent = second - typedAt < TYPED_WITHIN_S && second - spokeAt >= SPOKE_WITHIN_S
    if (isSilent) since ??= second
    if (heard === undefined || spokeAt === second || second - typedAt > PAUSE_S) since = undefined
  }
  return since === undefined ? undefined : { sinceS: since, seconds: tenths.length - since }
}
