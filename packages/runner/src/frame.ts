/** A worker in a frame: a port to it, and how it is ended. */
export interface Seclusion {
  readonly port: MessagePort
  /** Ends the worker at once, whatever it is doing. */
  end(): void
  /** Called when the worker could not be started or broke. */
  onBroken: (message: string) => void
  /** Called when the browser ended the process of its frame, and the worker with it. */
  onGone: () => void
  /** Asks the frame again and again whether it is still there, until told to stop. */
  watch(): Watch
}

/** Nothing tells a page that the process of a frame is gone, so it has to ask. */
export interface Watch {
  /** Whether the frame owes answers: its process is gone, or has no time at all. */
  isSilent(): boolean
  stop(): void
}

/** A sandboxed frame that stays as long as the page does. */
export interface Frame {
  start(worker: { readonly source: string; readonly module: boolean }): Promise<Seclusion>
  /** Finds out whether its process is still there; where it is not, its workers hear that they are gone. */
  probe(): void
  /** Removes the frame and with it everything that runs in it. */
  remove(): void
}

/** An opaque frame says nothing for this long: whatever ran in it took its process along, and another one is made. */
const silenceMs = 4_000
/** A watched frame is asked this often. Questions count and not time: a page that was blocked itself has asked once meanwhile. */
const beatMs = 500
const someUnanswered = 2

interface Opened {
  readonly element: HTMLIFrameElement
  /** Settles when the frame answers; rejects when it does not. */
  ask(): Promise<void>
  /** Asks without waiting. Gives how many questions are open. */
  beat(): number
  close(): void
}

interface FrameNeeds {
  readonly path: string
  /** Where the element is put; it shows nothing. */
  readonly parent: HTMLElement
}

const openFrame = ({ path, parent }: FrameNeeds, onBroken: (id: string, message: string) => void): Opened => {
  const element = document.createElement('iframe')
  // Never allow-same-origin: with it code could reach everything that the page can.
  element.setAttribute('sandbox', 'allow-scripts')
  Object.assign(element, { src: path, hidden: true, title: '', tabIndex: -1 })
  const waiting = new Set<() => void>()
  let loaded = false
  let unanswered = 0
  const hear = ({ source, data }: MessageEvent<{ readonly kind?: unknown; readonly id?: unknown; readonly message?: unknown } | undefined>) => {
    if (source === null || source !== element.contentWindow) return
    if (data?.kind === 'broken') onBroken(String(data.id), String(data.message))
    if (data?.kind !== 'pong') return
    loaded = true
    unanswered = 0
    for (const answer of waiting) answer()
    waiting.clear()
  }
  addEventListener('message', hear)
  parent.append(element)
  return {
    element,
    ask: () => new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the frame does not answer')), silenceMs)
      waiting.add(() => {
        clearTimeout(timer)
        resolve()
      })
      // Before it has loaded its own first word is the answer.
      if (loaded) element.contentWindow?.postMessage({ kind: 'ping' }, '*')
    }),
    beat() {
      element.contentWindow?.postMessage({ kind: 'ping' }, '*')
      return ++unanswered
    },
    close() {
      removeEventListener('message', hear)
      element.remove()
    },
  }
}

/** A frame that is made when first used, and made anew when its process died. */
export const createFrame = (needs: FrameNeeds): Frame => {
  const workers = new Map<string, Seclusion>()
  let opened: Opened | undefined
  let count = 0
  const open = (): Opened => openFrame(needs, (id, message) => workers.get(id)?.onBroken(message))
  const close = () => {
    opened?.close()
    opened = undefined
  }
  const lose = (which: Opened | undefined) => {
    if (opened !== which) return
    close()
    const lost = [...workers.values()]
    workers.clear()
    for (const worker of lost) worker.onGone()
  }
  const answering = async (): Promise<Opened> => {
    opened ??= open()
    const asked = opened
    try {
      await asked.ask()
      return asked
    } catch {
      lose(asked)
      opened ??= open()
      await opened.ask()
      return opened
    }
  }
  const watch = (): Watch => {
    const watched = opened
    let unanswered = 0
    const beats = setInterval(() => {
      unanswered = watched?.beat() ?? 0
      if (unanswered * beatMs > silenceMs) lose(watched)
    }, beatMs)
    return { isSilent: () => unanswered > someUnanswered, stop: () => clearInterval(beats) }
  }
  return {
    async start({ source, module }) {
      const { element } = await answering()
      const id = String(++count)
      const { port1, port2 } = new MessageChannel()
      const seclusion: Seclusion = {
        port: port1,
        watch,
        onBroken: () => undefined,
        onGone: () => undefined,
        end() {
          workers.delete(id)
          port1.close()
          element.contentWindow?.postMessage({ kind: 'end', id }, '*')
        },
      }
      workers.set(id, seclusion)
      element.contentWindow?.postMessage({ kind: 'start', id, source, module }, '*', [port2])
      return seclusion
    },
    probe() {
      const asked = opened
      asked?.ask().catch(() => lose(asked))
    },
    remove: close,
  }
}
