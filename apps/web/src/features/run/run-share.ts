import { limits } from '@unanimous/protocol'
import type { RunEnd } from '@unanimous/runner'
import { Refused } from '../../platform/api.ts'
import { ask } from '../../platform/server-socket.ts'
import type { CodeLanguage } from '../../platform/words.ts'

/** What is printed leaves for the other person this often, well below what one page may send. */
const shareEveryMs = 250

interface RunPlace {
  readonly session: string
  readonly round: string
  readonly run: string
}

/** Tells the other person what a run of this page says. What gets lost on a broken line is in the run's record later. */
export interface RunShare {
  /** When the server heard of it, by its clock; undefined when nobody could be told. */
  readonly startedAt: Promise<number | undefined>
  running(): void
  output(text: string): void
  ended(end: RunEnd): void
}

export const shareRun = (place: RunPlace, language: CodeLanguage, cases: boolean): RunShare => {
  let waiting = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = async (event: Parameters<typeof send>[1]): Promise<number | undefined> => {
    try {
      return (await send(place, event)).startedAt
    } catch (error) {
      // A server that restarted, or a line that broke, has forgotten the run.
      if (error instanceof Refused && error.code === 'run/unknown' && event.kind !== 'ended') return send(place, { kind: 'started', language, cases }).then(({ startedAt }) => startedAt, () => undefined)
      return undefined
    }
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    while (waiting !== '') {
      const text = waiting.slice(0, limits.runOutputChars)
      waiting = waiting.slice(text.length)
      void say({ kind: 'output', text })
    }
  }
  return {
    startedAt: say({ kind: 'started', language, cases }),
    running: () => void say({ kind: 'running' }),
    output(text) {
      waiting += text
      if (waiting.length >= limits.runOutputChars * 4) flush()
      else timer ??= setTimeout(flush, shareEveryMs)
    },
    ended({ status, ms, truncated }) {
      flush()
      void say({ kind: 'ended', status, ms, truncated })
    },
  }
}

const send = (place: RunPlace, event: Parameters<typeof ask<'run:live'>>[1]['event']) => ask('run:live', { ...place, event })
