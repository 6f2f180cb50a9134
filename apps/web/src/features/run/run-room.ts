import type { RunCase } from '@unanimous/room-doc'
import type { Run, RunBackend, RunEnd, RunEvent, RunRequest } from '@unanimous/runner'
import type * as Y from 'yjs'
import { freshId } from '../../platform/api.ts'
import { serverClock } from '../../platform/clock.ts'
import { ask, listen } from '../../platform/server-socket.ts'
import type { CodeLanguage } from '../../platform/words.ts'
import { followPeerRuns } from './peer-runs.ts'
import { type RunShare, shareRun } from './run-share.ts'
import { createShownRuns, type Printed, type RunRoomState } from './shown-runs.ts'

/** What the interviewer asks to run of the pack: the answers stay here, where the code cannot see them. */
export interface CaseRun {
  readonly request: NonNullable<RunRequest['cases']>
  /** Turns an answer into what both are shown. */
  readonly judge: (index: number, answer: Extract<RunEvent, { kind: 'case' }>['answer']) => RunCase | undefined
}

interface Given {
  readonly language: CodeLanguage
  readonly code: string
  readonly stdin: string
  readonly cases?: CaseRun | undefined
}

export interface RunRoom {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => RunRoomState
  readonly printed: Printed
  run(given: Given): void
  /** Stops a run of this page, or asks the other page to stop its own. */
  stop(id: string): void
  close(): void
}

interface RunRoomNeeds {
  readonly session: string
  readonly round: string
  readonly seat: string
  readonly doc: Y.Doc
  readonly backendOf: (language: CodeLanguage) => Promise<RunBackend | undefined>
}

const neverRan = (message?: string): RunEnd => ({ status: 'unavailable', ms: 0, truncated: false, ...(message === undefined ? {} : { message }) })

/** The runs of one round in this page: it runs what its person asks for, shows the other's, and keeps the records. */
export const createRunRoom = ({ session, round, seat, doc, backendOf }: RunRoomNeeds): RunRoom => {
  const shown = createShownRuns(doc)
  const peers = followPeerRuns({ session, round, seat, shown })
  const own = new Map<string, Run>()
  /** Of runs of which the server has not said yet when it heard of them. */
  const unheard = new Map<string, Promise<void>>()

  const hearStart = (id: string, { startedAt }: RunShare) => {
    unheard.set(id, startedAt.then(at => {
      unheard.delete(id)
      if (at !== undefined) shown.change(id, { startedAt: at })
    }))
  }
  /** What ended is shown and recorded at once, which draws the room one time. */
  const finish = async (id: string, end: RunEnd, share?: RunShare) => {
    own.delete(id)
    share?.ended(end)
    const { status, ms, truncated, message } = end
    shown.change(id, { status, ms, truncated, loaded: undefined, ...(message === undefined ? {} : { message }) })
    if (unheard.has(id)) await unheard.get(id)
    if (status !== 'unavailable') shown.record(id, status)
  }
  const hear = (id: string, event: RunEvent, share: RunShare, judge: CaseRun['judge'] | undefined) => {
    if (event.kind === 'progress') return shown.change(id, { loaded: event.loadedBytes / event.totalBytes })
    if (event.kind === 'running') {
      share.running()
      return shown.change(id, { status: 'running', loaded: undefined })
    }
    if (event.kind === 'output') {
      share.output(event.text)
      return shown.change(id, { chunks: [...shown.get(id)?.chunks ?? [], event.text] })
    }
    const cases = shown.get(id)?.cases ?? []
    const judged = judge?.(event.index, event.answer)
    if (judged && !cases.some(each => each.number === judged.number)) shown.change(id, { cases: [...cases, judged] })
  }
  const start = async (id: string, { language, code, stdin, cases }: Given) => {
    const backend = await backendOf(language)
    if (!backend) return finish(id, neverRan())
    const share = shareRun({ session, round, run: id }, language, cases !== undefined)
    hearStart(id, share)
    const running = backend.run({ language, code, stdin, ...(cases ? { cases: cases.request } : {}) }, event => hear(id, event, share, cases?.judge))
    own.set(id, running)
    await finish(id, await running.ended, share)
  }
  const unlisten = listen('run:stop', ({ session: where, run }) => where === session && own.get(run)?.stop())
  return {
    subscribe: shown.subscribe,
    snapshot: shown.snapshot,
    printed: shown.printed,
    run(given) {
      if (shown.isBusy(seat)) return
      const id = freshId()
      shown.add({ id, seat, language: given.language, startedAt: serverClock.now(), status: 'preparing', ms: 0, chunks: [], truncated: false, ...(given.cases ? { cases: [] } : {}) })
      start(id, given).catch((error: unknown) => finish(id, neverRan(String(error))))
    },
    stop(id) {
      const running = own.get(id)
      if (running) running.stop()
      else void ask('run:stop', { session, round, run: id }).catch(() => peers.lose(id))
    },
    close() {
      unlisten()
      for (const running of own.values()) running.stop()
      peers.close()
      shown.close()
    },
  }
}
