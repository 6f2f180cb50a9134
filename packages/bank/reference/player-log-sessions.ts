export type PlayerSession = readonly [title: string, from: number, to: number, stalled: number]

export interface PlayerLog {
  readonly sessions: readonly PlayerSession[]
  /** Numbers of the bad lines, from 1. */
  readonly bad: readonly number[]
}

interface Line {
  readonly second: number
  /** `play`, `stall`, `resume` or `stop`; only `play` has a title. */
  readonly event: string
  readonly title: string
}

/** A session that has not ended yet. */
interface Running {
  readonly title: string
  readonly from: number
  readonly stalled: number
  readonly stalledSince?: number
}

const LINE = /^([0-9]{1,12}) (?:(stall|resume|stop)|play ([^]+))$/

/** Walks through the lines once, knowing no more than the session that runs and the second of the last good line. */
export function sessionsOf(lines: readonly string[]): PlayerLog {
  const sessions: PlayerSession[] = []
  const bad: number[] = []
  let running: Running | undefined
  let last = 0
  const end = (): void => {
    if (running !== undefined) sessions.push([running.title, running.from, last, stalledUntil(last, running)])
    running = undefined
  }
  for (const [index, text] of lines.entries()) {
    const line = readLine(text)
    if (line === undefined || line.second < last || !isPossible(line.event, running)) {
      bad.push(index + 1)
      continue
    }
    // A play while a session runs: the player had crashed, some time after the last good line.
    if (line.event === 'play') end()
    last = line.second
    if (line.event === 'stop') end()
    else running = after(line, running)
  }
  end()
  return { sessions, bad }
}

function readLine(text: string): Line | undefined {
  const [, second, event = 'play', title = ''] = LINE.exec(text) ?? []
  return second === undefined ? undefined : { second: Number(second), event, title }
}

const isPossible = (event: string, running: Running | undefined): boolean =>
  event === 'play' || (running !== undefined && (event === 'stop' || (event === 'resume') === (running.stalledSince !== undefined)))

function after({ second, event, title }: Line, running: Running | undefined): Running {
  if (running === undefined) return { title, from: second, stalled: 0 }
  const stalled = { title: running.title, from: running.from, stalled: stalledUntil(second, running) }
  return event === 'stall' ? { ...stalled, stalledSince: second } : stalled
}

const stalledUntil = (second: number, { stalled, stalledSince = second }: Running): number => stalled + second - stalledSince

export const solve = ({ lines }: { readonly lines: readonly string[] }): PlayerLog => sessionsOf(lines)
