import type { FromRunner, RunnerEnd, RunnerLanguage, runnerRunSchema } from '@unanimous/protocol'
import type { z } from 'zod'
import { createBatches } from './batches.ts'
import { described } from './described.ts'
import { createFairQueue } from './fair-queue.ts'
import { runnerLimits } from './limits.ts'
import type { createProgramRunner } from './run-program.ts'
import type { Toolchain } from './toolchains.ts'

type Order = z.output<typeof runnerRunSchema>
type Say = (message: FromRunner) => void

export interface Runs {
  start(order: Order, say: Say): void
  /** Of a run that is over already it does nothing. */
  stop(id: string): void
  stopAll(): void
}

export interface RunsNeeds {
  readonly toolchains: readonly Toolchain[]
  readonly runProgram: ReturnType<typeof createProgramRunner>
  readonly atOnce: number
  readonly log: (line: string) => void
}

const without = (how: 'refused' | 'stopped' | 'broken', note: string): RunnerEnd => ({ how, exitCode: null, note, compileMs: 0, runMs: 0, truncated: false })

/** All runs under way. Every run that was started ends with exactly one `ended`. */
export const createRuns = ({ toolchains, runProgram, atOnce, log }: RunsNeeds): Runs => {
  const queue = createFairQueue({ atOnce, waiting: runnerLimits.queued, waitingPerOwner: runnerLimits.queuedPerOwner })
  const underWay = new Map<string, AbortController>()
  const toolchainOf = (language: RunnerLanguage) => toolchains.find((one) => one.language === language)

  const play = async ({ id, code, input }: Order, toolchain: Toolchain, signal: AbortSignal, say: Say): Promise<RunnerEnd> => {
    if (signal.aborted) return without('stopped', '')
    const batches = createBatches({ chars: runnerLimits.batchChars, ms: runnerLimits.batchMs, send: (stream, text) => say({ type: 'output', id, stream, text }) })
    try {
      return await runProgram({
        toolchain, code, input, signal, onOutput: (stream, bytes) => batches.add(stream, bytes), onStep: (step) => say({ type: 'started', id, step }),
      })
    } catch (error) {
      log(`a run failed: ${described(error)}`)
      return without('broken', 'The runner failed at this. Try again.')
    } finally {
      batches.end()
    }
  }

  return {
    start(order, say) {
      const refuse = (note: string) => say({ type: 'ended', id: order.id, end: without('refused', note) })
      const toolchain = toolchainOf(order.language)
      if (!toolchain) return refuse(`This runner has no ${order.language}.`)
      if (underWay.has(order.id)) return refuse('This run has begun already.')
      const controller = new AbortController()
      // Before it is added, since its turn may come at once.
      underWay.set(order.id, controller)
      const taken = queue.add(order.owner, async () => {
        const end = await play(order, toolchain, controller.signal, say)
        underWay.delete(order.id)
        say({ type: 'ended', id: order.id, end })
      })
      if (taken) return
      underWay.delete(order.id)
      refuse('Too many runs are waiting. Try again in a moment.')
    },
    stop: (id) => underWay.get(id)?.abort(),
    stopAll() {
      for (const controller of underWay.values()) controller.abort()
    },
  }
}
