import { browserLanguages, runCaps, type Run, type RunBackend, type RunEnd, type RunEvent, type RunRequest } from './backend.ts'
import type { Watch } from './frame.ts'
import { createKernelPool, type Heard, type Kernel, type KernelPool, processEnded } from './kernel-pool.ts'
import { byteLength, cutToBytes } from './output.ts'
import { runtimeOf, runtimeTitles, type RuntimeName } from './runtimes.ts'
import type { FromWorker } from './wire.ts'

/** Far more messages than batches of output make; code that has got hold of the port and floods it is ended. */
const mostMessages = 5_000

/** Adds up what a worker says into what the page may show: capped again, because the code in it may speak for itself. */
class Tally {
  #left: number = runCaps.outputBytes
  #count = 0
  truncated = false

  /** The event to pass on; `flood` when there were too many. */
  take(message: FromWorker): RunEvent | 'flood' | undefined {
    if (++this.#count > mostMessages) return 'flood'
    if (message.kind === 'case') return message
    if (message.kind !== 'output') return undefined
    const text = cutToBytes(message.text, this.#left)
    this.truncated ||= text.length < message.text.length
    this.#left -= byteLength(text)
    return text === '' ? undefined : { kind: 'output', text }
  }
}

const startRun = (pool: KernelPool, runtime: RuntimeName, request: RunRequest, onEvent: (event: RunEvent) => void): Run => {
  const heard = new Tally()
  let kernel: Kernel | undefined
  let over = false
  let since = 0
  let wall: ReturnType<typeof setTimeout> | undefined
  let watch: Watch | undefined
  let settle: (end: RunEnd) => void = () => undefined
  const ended = new Promise<RunEnd>(resolve => {
    settle = resolve
  })
  const end = (status: RunEnd['status'], { ms = since === 0 ? 0 : performance.now() - since, message }: { ms?: number; message?: string } = {}) => {
    if (over) return
    over = true
    clearTimeout(wall)
    watch?.stop()
    if (kernel) {
      kernel.onMessage = () => undefined
      if (status === 'done' || status === 'failed') pool.giveBack(kernel, { used: true })
      else pool.discard(kernel)
    }
    settle({ status, ms: Math.round(ms), truncated: heard.truncated, ...(message === undefined ? {} : { message }) })
  }
  const hear = (message: Heard) => {
    if (over) return
    if (message.kind === 'end') {
      heard.truncated ||= message.truncated
      return end(message.failed ? 'failed' : 'done', { ms: message.ms })
    }
    if (message.kind === 'fault') {
      onEvent({ kind: 'output', text: `${runtimeTitles[runtime]} broke: ${message.message}\n` })
      return end('stopped')
    }
    if (message.kind === 'gone') {
      onEvent({ kind: 'output', text: `${runtimeTitles[runtime]} ${processEnded}\n` })
      end('stopped')
      return pool.probe()
    }
    const event = heard.take(message)
    if (event === 'flood') end('stopped')
    else if (event) onEvent(event)
  }
  const begin = (ready: Kernel) => {
    if (over) return pool.giveBack(ready, { used: false })
    kernel = ready
    ready.onMessage = hear
    since = performance.now()
    const watching = watch = ready.watch()
    wall = setTimeout(() => (watching.isSilent() ? hear({ kind: 'gone' }) : end('timed-out', { ms: runCaps.wallMs })), runCaps.wallMs)
    onEvent({ kind: 'running' })
    ready.send({ kind: 'run', request })
  }
  pool.take(runtime, (loadedBytes, totalBytes) => !over && onEvent({ kind: 'progress', loadedBytes, totalBytes }))
    .then(begin, (error: unknown) => end('unavailable', { message: error instanceof Error ? error.message : String(error) }))
  return { ended, stop: () => end('stopped') }
}

/** Runs code in this browser. Frames and runtimes come when a language is first run, and stay until it is closed. */
export const createBrowserBackend = (parent: HTMLElement = document.body): RunBackend & { close(): void } => {
  const pool = createKernelPool({ parent, runtimes: async () => (await import('./assets.ts')).runtimes })
  return {
    runs: language => browserLanguages.includes(language),
    run(request, onEvent) {
      const runtime = runtimeOf(request.language)
      if (runtime) return startRun(pool, runtime, request, onEvent)
      return { ended: Promise.resolve({ status: 'unavailable', ms: 0, truncated: false, message: 'A browser cannot run this language.' }), stop: () => undefined }
    },
    close: () => pool.close(),
  }
}
