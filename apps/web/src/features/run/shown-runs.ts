import { keepRun, runsIn, runsMap, type RunCase, type RunRecord } from '@unanimous/room-doc'
import type * as Y from 'yjs'
import type { CodeLanguage } from '../../platform/words.ts'

/** A run as the page shows it: under way, or as its record has it. */
export interface ShownRun {
  readonly id: string
  readonly seat: string
  readonly language: CodeLanguage
  readonly startedAt: number
  /** `preparing`: its runtime is not ready yet; `unavailable`: it never ran, and `message` says why. */
  readonly status: RunRecord['status'] | 'preparing' | 'running' | 'unavailable'
  readonly ms: number
  /** In the order it came; joined they are the output. */
  readonly chunks: readonly string[]
  readonly truncated: boolean
  readonly cases?: readonly RunCase[] | undefined
  /** From 0 to 1 while a runtime is fetched. */
  readonly loaded?: number | undefined
  readonly message?: string | undefined
}

export interface RunRoomState {
  /** The oldest first. */
  readonly runs: readonly ShownRun[]
  /** The newest one that is under way. */
  readonly active: ShownRun | undefined
}

/** What a run under way has printed so far, apart from the rest, because a flood changes it many times a second. */
export interface Printed {
  subscribe(listener: () => void): () => void
  /** Undefined for a run that is not under way, whose output stands with it. */
  of(id: string): readonly string[] | undefined
}

export const isUnderWay = ({ status }: ShownRun): boolean => status === 'preparing' || status === 'running'

const fromRecord = (id: string, { out, ...run }: RunRecord): ShownRun => ({ id, ...run, chunks: [out] })

/**
 * What was seen live is shown where it is longer than what the record holds; it is shorter where the record was here before the
 * last of it. All else is as the record says.
 */
const merged = (id: string, run: RunRecord, seen: ShownRun | undefined): ShownRun =>
  seen === undefined || run.status === 'lost' || unitsOf(seen.chunks) < run.out.length ? fromRecord(id, run) : { ...fromRecord(id, run), chunks: seen.chunks, truncated: seen.truncated }

const unitsOf = (chunks: readonly string[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0)

/** Between two drawings of what is being printed. */
const drawEveryMs = 50

/** Draws what is printed after a rest as soon as its task is over, so that an end that comes with it is drawn with it; a flood waits for its turn. */
const createPrinted = (live: ReadonlyMap<string, ShownRun>) => {
  const listeners = new Set<() => void>()
  const drawn = new Map<string, readonly string[]>()
  let drawnAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const draw = () => {
    stop()
    drawnAt = performance.now()
    drawn.clear()
    for (const run of live.values()) if (isUnderWay(run)) drawn.set(run.id, run.chunks)
    for (const listener of listeners) listener()
  }
  const printed: Printed = {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    of: id => drawn.get(id),
  }
  return {
    printed, draw, stop,
    drawInTurn() {
      timer ??= setTimeout(draw, Math.max(0, drawnAt + drawEveryMs - performance.now()))
    },
  }
}

/** The runs that this page knows of: those in the document, and over them what it has seen of them live. */
export const createShownRuns = (doc: Y.Doc) => {
  const map = doc.getMap(runsMap)
  const live = new Map<string, ShownRun>()
  const listeners = new Set<() => void>()
  let state: RunRoomState = { runs: [], active: undefined }
  const print = createPrinted(live)

  const show = () => {
    print.draw()
    const recorded = runsIn(doc).map(({ id, run }) => merged(id, run, live.get(id)))
    const known = new Set(recorded.map(({ id }) => id))
    const runs = [...recorded, ...[...live.values()].filter(({ id }) => !known.has(id))].toSorted((a, b) => a.startedAt - b.startedAt)
    state = { runs, active: runs.findLast(isUnderWay) }
    for (const listener of listeners) listener()
  }
  map.observe(show)
  show()
  return {
    printed: print.printed,
    snapshot: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    get: (id: string): ShownRun | undefined => live.get(id),
    isRecorded: (id: string): boolean => map.has(id),
    /** Whether this seat has a run under way. */
    isBusy: (seat: string): boolean => [...live.values()].some(run => run.seat === seat && isUnderWay(run)),
    add(run: ShownRun) {
      live.set(run.id, run)
      show()
    },
    change(id: string, next: Partial<ShownRun>) {
      const run = live.get(id)
      if (!run) return
      live.set(id, { ...run, ...next })
      if (next.chunks && (next.status ?? run.status) === run.status) print.drawInTurn()
      else show()
    },
    /** Puts a run that has ended into the document. */
    record(id: string, status: RunRecord['status']) {
      const run = live.get(id)
      if (!run) return
      const { seat, language, startedAt, ms, truncated, cases, chunks } = run
      keepRun(doc, id, { seat, language, startedAt, ms, status, out: chunks.join(''), truncated, ...(cases ? { cases } : {}) })
    },
    close() {
      print.stop()
      map.unobserve(show)
    },
  }
}

export type ShownRuns = ReturnType<typeof createShownRuns>
