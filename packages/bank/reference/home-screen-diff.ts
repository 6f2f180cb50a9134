/** What is drawn somewhere on a screen: rows of the screen, tiles of a row. Keys are unique among siblings. */
export type ScreenPart = readonly [key: string, look: string, below: readonly ScreenPart[]]
export interface ScreenChange {
  readonly before: ScreenPart
  readonly after: ScreenPart
}

/** A part that is on both screens: where it stood before, and how many edits it saves to keep it. */
interface Keepable {
  readonly place: number
  readonly saved: number
}

/** Removing a part and inserting it anew always works, and costs this much. */
const REPLACE = 2

/** The smallest number of edits; the two parts at the top are kept in any case. */
export const solve = ({ before, after }: ScreenChange): number => editsToKeep(before, after)

/** Starts from removing and inserting all that is below, then takes off the most that keeping some of it in order can save. */
function editsToKeep([, oldLook, old]: ScreenPart, [, newLook, now]: ScreenPart): number {
  const places = new Map(old.map(([key], place) => [key, place]))
  const keepable = now.flatMap((part): Keepable[] => {
    const place = places.get(part[0])
    if (place === undefined) return []
    const saved = REPLACE - editsToKeep(old[place]!, part)
    return saved > 0 ? [{ place, saved }] : []
  })
  return (oldLook === newLook ? 0 : 1) + old.length + now.length - heaviestRising(keepable)
}

/** The heaviest subsequence whose places rise: what is kept has to stand in the same order on both screens. */
function heaviestRising(keepable: readonly Keepable[]): number {
  const endingAt: number[] = []
  for (const [index, { place, saved }] of keepable.entries()) {
    const before = endingAt.filter((_, earlier) => keepable[earlier]!.place < place)
    endingAt[index] = saved + Math.max(0, ...before)
  }
  return Math.max(0, ...endingAt)
}
