import { runCaps } from './backend.ts'
import { createFrame, type Frame, type Seclusion, type Watch } from './frame.ts'
import { fetchParts, keeping, type RuntimeName, type RuntimeParts, type Runtimes, runtimeTitles } from './runtimes.ts'
import { readMessage, type FromWorker, type ToWorker } from './wire.ts'

/** What is heard of a worker: what it says, or that the browser ended it with the process of its frame. */
export type Heard = FromWorker | { readonly kind: 'gone' }

/** A worker that is ready to run code, once at a time. */
export interface Kernel {
  readonly runtime: RuntimeName
  onMessage: (message: Heard) => void
  send(message: ToWorker): void
  watch(): Watch
  end(): void
}

/** What is known of it: a browser does not say why. */
export const processEnded = 'most likely ran out of memory: the browser ended the process it ran in.'

type OnProgress = (loadedBytes: number, totalBytes: number) => void
const silent: OnProgress = () => undefined

/** Makes kernels and keeps those that can be used again. */
export interface KernelPool {
  /** One that is ready. Rejects, in a sentence for a person, when it does not get ready in time. */
  take(runtime: RuntimeName, onProgress: OnProgress): Promise<Kernel>
  /** After a run that came to its own end, or when there was none after all. */
  giveBack(kernel: Kernel, how: { readonly used: boolean }): void
  /** After a run that had to be ended. */
  discard(kernel: Kernel): void
  /** After the process of a frame died: the others may have been in it. */
  probe(): void
  close(): void
}

interface PoolNeeds {
  readonly runtimes: () => Promise<Runtimes>
  readonly parent: HTMLElement
}

const kernelIn = (seclusion: Seclusion, runtime: RuntimeName): Kernel => {
  const { port } = seclusion
  const kernel: Kernel = {
    runtime,
    onMessage: () => undefined,
    send: message => port.postMessage(message, message.kind === 'prepare' ? Object.values(message.files) : []),
    watch: () => seclusion.watch(),
    end: () => seclusion.end(),
  }
  seclusion.onBroken = message => kernel.onMessage({ kind: 'fault', message })
  seclusion.onGone = () => kernel.onMessage({ kind: 'gone' })
  port.addEventListener('message', ({ data }) => {
    const message = readMessage(data)
    if (message) kernel.onMessage(message)
  })
  port.start()
  return kernel
}

/** Waits until a worker says that it is ready. One that does not is ended. */
const untilReady = (kernel: Kernel): Promise<Kernel> => new Promise((resolve, reject) => {
  const title = runtimeTitles[kernel.runtime]
  const give = (reason: string) => {
    clearTimeout(timer)
    kernel.end()
    reject(new Error(reason))
  }
  const timer = setTimeout(() => give(`${title} did not get ready within ${runCaps.initMs / 1_000} seconds in this browser.`), runCaps.initMs)
  kernel.onMessage = message => {
    if (message.kind === 'fault') return give(`${title} could not be started in this browser: ${message.message}`)
    if (message.kind === 'gone') return give(`${title} ${processEnded}`)
    if (message.kind !== 'ready') return
    clearTimeout(timer)
    kernel.onMessage = () => undefined
    resolve(kernel)
  }
})

export const createKernelPool = ({ runtimes, parent }: PoolNeeds): KernelPool => {
  const frames = new Map<string, Frame>()
  const idle = new Map<RuntimeName, Promise<Kernel>[]>()
  let closed = false

  const frameOf = (path: RuntimeParts['frame']): Frame => {
    const frame = frames.get(path) ?? createFrame({ path, parent })
    frames.set(path, frame)
    return frame
  }
  const make = async (runtime: RuntimeName, onProgress: OnProgress): Promise<Kernel> => {
    const parts = (await runtimes())[runtime]
    const { source, files } = await fetchParts(parts, onProgress).catch((error: unknown) => {
      throw new Error(`${runtimeTitles[runtime]} could not be loaded: ${error instanceof Error ? error.message : String(error)}.`)
    })
    const kernel = kernelIn(await frameOf(parts.frame).start({ source, module: parts.worker.module }), runtime)
    const ready = untilReady(kernel)
    kernel.send({ kind: 'prepare', files })
    return ready
  }
  const keep = (runtime: RuntimeName, kernel: Promise<Kernel>) => {
    const kept = idle.get(runtime) ?? []
    idle.set(runtime, [...kept, kernel])
    const forget = () => idle.set(runtime, (idle.get(runtime) ?? []).filter(each => each !== kernel))
    kernel.then(each => {
      each.onMessage = message => {
        if (message.kind !== 'fault' && message.kind !== 'gone') return
        forget()
        each.end()
      }
    }, forget)
  }
  /** In front: it has run code before, so it is ready or soon will be. */
  const keepFirst = (runtime: RuntimeName, kernel: Promise<Kernel>) => {
    const kept = idle.get(runtime) ?? []
    idle.set(runtime, [])
    keep(runtime, kernel)
    idle.set(runtime, [...(idle.get(runtime) ?? []), ...kept])
  }
  /** Sees to it that there is another one. */
  const replace = (runtime: RuntimeName) => {
    if (!closed && (idle.get(runtime) ?? []).length === 0) keep(runtime, make(runtime, silent))
  }
  return {
    take(runtime, onProgress) {
      const [first, ...rest] = idle.get(runtime) ?? []
      if (!first) return make(runtime, onProgress)
      idle.set(runtime, rest)
      return first.catch(() => make(runtime, onProgress))
    },
    giveBack(kernel, { used }) {
      const { runtime } = kernel
      const { reused, renewed, standby } = keeping[runtime]
      if (closed || (used && !reused)) {
        kernel.end()
        return replace(runtime)
      }
      if (standby) replace(runtime)
      keepFirst(runtime, used && renewed ? untilReady(kernel) : Promise.resolve(kernel))
    },
    discard(kernel) {
      kernel.end()
      replace(kernel.runtime)
    },
    probe() {
      for (const frame of frames.values()) frame.probe()
    },
    close() {
      closed = true
      for (const kernels of idle.values()) for (const kernel of kernels) kernel.then(each => each.end(), () => undefined)
      for (const frame of frames.values()) frame.remove()
    },
  }
}
