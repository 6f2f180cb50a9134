import { runCaps } from './backend.ts'
import { createFrame, type Frame, type Seclusion } from './frame.ts'
import { fetchParts, keeping, type RuntimeName, type RuntimeParts, type Runtimes, runtimeTitles } from './runtimes.ts'
import { readMessage, type FromWorker, type ToWorker } from './wire.ts'

/** A worker that is ready to run code, once at a time. */
export interface Kernel {
  readonly runtime: RuntimeName
  /** Hears what the worker says. */
  onMessage: (message: FromWorker) => void
  send(message: ToWorker): void
  end(): void
}

type OnProgress = (loadedBytes: number, totalBytes: number) => void
const silent: OnProgress = () => undefined

/** Makes kernels and keeps those that can be used again. */
export interface KernelPool {
  /** One that is ready. Rejects, in a sentence for a person, when it does not get ready in time. */
  take(runtime: RuntimeName, onProgress: OnProgress): Promise<Kernel>
  /** After a run that came to its own end. */
  giveBack(kernel: Kernel): void
  /** After a run that had to be ended. */
  discard(kernel: Kernel): void
  close(): void
}

interface PoolNeeds {
  readonly runtimes: () => Promise<Runtimes>
  readonly parent: HTMLElement
}

const ready = (seclusion: Seclusion, runtime: RuntimeName, files: Readonly<Record<string, ArrayBuffer>>): Promise<Kernel> => new Promise((resolve, reject) => {
  const { port } = seclusion
  const title = runtimeTitles[runtime]
  const give = (reason: string) => {
    clearTimeout(timer)
    seclusion.end()
    reject(new Error(reason))
  }
  const timer = setTimeout(() => give(`${title} did not get ready within ${runCaps.initMs / 1_000} seconds in this browser.`), runCaps.initMs)
  seclusion.onBroken = message => give(`${title} could not be started in this browser: ${message}`)
  const kernel: Kernel = {
    runtime,
    onMessage: () => undefined,
    send: message => port.postMessage(message, message.kind === 'prepare' ? Object.values(message.files) : []),
    end: () => seclusion.end(),
  }
  port.addEventListener('message', ({ data }) => {
    const message = readMessage(data)
    if (message?.kind === 'ready') {
      clearTimeout(timer)
      seclusion.onBroken = () => kernel.onMessage({ kind: 'fault', message: `${title} broke.` })
      resolve(kernel)
    } else if (message?.kind === 'fault') give(`${title} could not be started in this browser: ${message.message}`)
    else if (message) kernel.onMessage(message)
  })
  port.start()
  kernel.send({ kind: 'prepare', files })
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
    const seclusion = await frameOf(parts.frame).start({ source, module: parts.worker.module })
    return ready(seclusion, runtime, files)
  }
  const keep = (runtime: RuntimeName, kernel: Promise<Kernel>) => {
    const kept = idle.get(runtime) ?? []
    idle.set(runtime, [...kept, kernel])
    const forget = () => idle.set(runtime, (idle.get(runtime) ?? []).filter(each => each !== kernel))
    kernel.then(each => {
      each.onMessage = message => {
        if (message.kind !== 'fault') return
        forget()
        each.end()
      }
    }, forget)
  }
  const standBy = (runtime: RuntimeName) => {
    if (closed || !keeping[runtime].standby || (idle.get(runtime) ?? []).length > 0) return
    keep(runtime, make(runtime, silent))
  }
  return {
    take(runtime, onProgress) {
      const [first, ...rest] = idle.get(runtime) ?? []
      if (!first) return make(runtime, onProgress)
      idle.set(runtime, rest)
      return first.catch(() => make(runtime, onProgress))
    },
    giveBack(kernel) {
      const { runtime } = kernel
      if (closed || !keeping[runtime].reused) {
        kernel.end()
        return standBy(runtime)
      }
      standBy(runtime)
      // In front: the one that has just run is certainly ready.
      const kept = idle.get(runtime) ?? []
      idle.set(runtime, [])
      keep(runtime, Promise.resolve(kernel))
      idle.set(runtime, [...(idle.get(runtime) ?? []), ...kept])
    },
    discard(kernel) {
      kernel.end()
      standBy(kernel.runtime)
    },
    close() {
      closed = true
      for (const kernels of idle.values()) for (const kernel of kernels) kernel.then(each => each.end(), () => undefined)
      for (const frame of frames.values()) frame.remove()
    },
  }
}
