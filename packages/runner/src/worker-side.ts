import { runCaps, type CaseAnswer, type RunRequest } from './backend.ts'
import { OutputBatch } from './output.ts'
import type { FromWorker, ToWorker } from './wire.ts'

/** How a worker's language answers. */
export interface Speaker {
  print(text: string): void
  case(index: number, answer: CaseAnswer): void
}

export interface Runtime {
  /** Gets ready with the files that the page has fetched. A rejection is the reason that a person is told. */
  prepare(files: Readonly<Record<string, ArrayBuffer>>): Promise<void>
  /** Runs once; what goes wrong in the code has been printed, and the answer says whether something did. */
  run(request: RunRequest, speaker: Speaker): Promise<{ readonly failed: boolean }>
  /** Throws away what a run left, where that takes a while. Afterwards the worker is ready again. */
  renew?(): Promise<void>
}

const asText = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Waits for the port to the page and serves it. What is needed afterwards is taken now, before any code could put something else in its place. */
export const serveRuns = (runtime: Runtime): void => {
  const now = performance.now.bind(performance)
  const [every, stopEvery] = [setInterval.bind(self), clearInterval.bind(self)]
  addEventListener('message', ({ ports: [port] }) => {
    if (!port) return
    const post = port.postMessage.bind(port) as (message: FromWorker) => void
    const sayWhenReady = (promise: Promise<void>) => {
      promise.then(() => post({ kind: 'ready' }), (error: unknown) => post({ kind: 'fault', message: asText(error) }))
    }
    const run = async (request: RunRequest) => {
      const batch = new OutputBatch({ send: text => post({ kind: 'output', text }), now, capBytes: runCaps.outputBytes, batchBytes: runCaps.batchBytes, batchMs: runCaps.batchMs })
      const flushing = every(() => batch.flush(), runCaps.batchMs)
      const since = now()
      const { failed } = await runtime.run(request, { print: text => batch.write(text), case: (index, answer) => post({ kind: 'case', index, answer }) })
        .catch((error: unknown) => {
          batch.write(`${asText(error)}\n`)
          return { failed: true }
        })
      const ms = now() - since
      stopEvery(flushing)
      batch.flush()
      post({ kind: 'end', failed, ms, truncated: batch.truncated })
      if (runtime.renew) sayWhenReady(runtime.renew())
    }
    port.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
      if (data.kind === 'run') void run(data.request)
      else sayWhenReady(runtime.prepare(data.files))
    })
    port.start()
  }, { once: true })
}
