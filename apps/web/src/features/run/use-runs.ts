import { useMemo, useState, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import type { CodeLanguage } from '../../platform/words.ts'
import { type Backends, createBackends, type HostRunner } from './backends.ts'
import { type CaseRun, createRunRoom, type RunRoom } from './run-room.ts'
import { isUnderWay, type Printed, type RunRoomState, type ShownRun } from './shown-runs.ts'

export interface RunsNeeds {
  readonly session: string
  readonly round: string
  readonly seat: string
  readonly doc: Y.Doc | undefined
  readonly language: CodeLanguage | 'outline'
  /** Whether the round runs and this page may write. */
  readonly live: boolean
  readonly code: () => string
  readonly host?: HostRunner | undefined
}

/** The runs of a round, as the button and the output see them. */
export interface Runs extends RunRoomState {
  readonly seat: string
  readonly language: CodeLanguage
  readonly live: boolean
  readonly runnable: ReturnType<Backends['runnable']>
  readonly shown: ShownRun | undefined
  readonly printed: Printed
  /** Looks at an earlier run; nothing for the newest. */
  readonly look: (id: string | undefined) => void
  readonly folded: boolean
  readonly fold: (folded: boolean) => void
  readonly tab: 'output' | 'input'
  readonly setTab: (tab: 'output' | 'input') => void
  readonly stdin: string
  readonly setStdin: (stdin: string) => void
  readonly run: () => void
  readonly runCases: (cases: CaseRun) => void
  readonly stop: () => void
}

const nothing: RunRoomState = { runs: [], active: undefined }
const nothingPrinted: Printed = { subscribe: () => () => undefined, of: () => undefined }

/** Open while somebody listens. */
const holdRuns = ({ session, round, seat, doc, host }: Pick<RunsNeeds, 'session' | 'round' | 'seat' | 'doc' | 'host'>) => {
  const backends = createBackends(host)
  let room: RunRoom | undefined
  const stops = new Map<() => void, () => void>()
  return {
    backends,
    room: () => room,
    snapshot: () => room?.snapshot() ?? nothing,
    subscribe(listener: () => void) {
      if (doc) room ??= createRunRoom({ session, round, seat, doc, backendOf: backends.backendOf })
      const stop = room?.subscribe(listener)
      if (stop) stops.set(listener, stop)
      listener()
      return () => {
        stops.get(listener)?.()
        stops.delete(listener)
        if (stops.size > 0) return
        room?.close()
        room = undefined
        backends.close()
      }
    },
  }
}

/** Runs belong to rounds about code: nothing in any other. */
export const useRuns = ({ session, round, seat, doc, language, live, code, host }: RunsNeeds): Runs | undefined => {
  const held = useMemo(() => holdRuns({ session, round, seat, doc, host }), [session, round, seat, doc, host])
  const state = useSyncExternalStore(held.subscribe, held.snapshot)
  const [looking, setLooking] = useState<string>()
  const [folded, setFolded] = useState(true)
  const [tab, setTab] = useState<Runs['tab']>('output')
  const [stdin, setStdin] = useState('')
  const [seen, setSeen] = useState<string>()
  const { active, runs } = state
  // What begins to run is looked at, whoever began it.
  if (active && active.id !== seen) {
    setSeen(active.id)
    setLooking(undefined)
    setFolded(false)
    setTab('output')
  }
  if (language === 'outline' || language === 'plain') return undefined
  const start = (cases?: CaseRun) => {
    setFolded(false)
    setTab('output')
    setLooking(undefined)
    held.room()?.run({ language, code: code(), stdin, cases })
  }
  return {
    ...state, seat, language, live, stdin, setStdin, folded, fold: setFolded, tab, setTab,
    runnable: held.backends.runnable(language),
    printed: held.room()?.printed ?? nothingPrinted,
    shown: runs.find(({ id }) => id === looking) ?? runs.at(-1),
    look: setLooking,
    run: () => start(),
    runCases: start,
    stop: () => active && isUnderWay(active) && held.room()?.stop(active.id),
  }
}
