/** At `at` the device had just played the film from one second up to another, which is not included. */
export type Played = readonly [device: string, at: number, from: number, to: number]
export interface ResumeQuestion {
  readonly played: readonly Played[]
  /** Shorter stretches were only a look. */
  readonly least: number
  /** The second at which the credits begin. */
  readonly credits: number
}

/** Joined ranges, and when the latest of them was played. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly latest: number
}

/** Merges what all devices have played and resumes at the end of the stretch that was played in last. */
export function solve({ played, least, credits }: ResumeQuestion): number {
  const counting = stretches(played).filter(({ from, to }) => to - from >= least)
  const last = counting.reduce<Stretch | undefined>((best, each) => (best === undefined || each.latest >= best.latest ? each : best), undefined)
  return last === undefined || last.to >= credits ? 0 : last.to
}

/** In order of the film, so that of two played in at the same time the later one is further on. */
function stretches(played: readonly Played[]): Stretch[] {
  const merged: Stretch[] = []
  for (const [, at, from, to] of played.filter(range => range[2] < range[3]).sort((a, b) => a[2] - b[2])) {
    const last = merged.at(-1)
    if (last === undefined || from > last.to) merged.push({ from, to, latest: at })
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to), latest: Math.max(last.latest, at) }
  }
  return merged
}
