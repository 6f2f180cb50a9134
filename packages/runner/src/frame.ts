/** A worker in a frame: a port to it, and how it is ended. */
export interface Seclusion {
  readonly port: MessagePort
  /** Ends the worker at once, whatever it is doing. */
  end(): void
  /** Called when the worker could not be started or broke. */
  onBroken: (message: string) => void
}

/** A sandboxed frame that stays as long as the page does. */
export interface Frame {
  start(worker: { readonly source: string; readonly module: boolean }): Promise<Seclusion>
  /** Removes the frame and with it everything that runs in it. */
  remove(): void
}

/** An opaque frame says nothing for this long: whatever ran in it took its process along, and another one is made. */
const silenceMs = 4_000

interface Opened {
  readonly element: HTMLIFrameElement
  /** Settles when the frame answers; rejects when it does not. */
  ask(): Promise<void>
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
  const hear = ({ source, data }: MessageEvent<{ readonly kind?: unknown; readonly id?: unknown; readonly message?: unknown } | undefined>) => {
    if (source === null || source !== element.contentWindow) return
    if (data?.kind === 'broken') onBroken(String(data.id), String(data.message))
    if (data?.kind !== 'pong') return
    loaded = true
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
    close() {
      removeEventListener('message', hear)
      element.remove()
    },
  }
}

/** A frame that is made when first used, and made anew when its process died. */
export const createFrame = (needs: FrameNeeds): Frame => {
  const broken = new Map<string, (message: string) => void>()
  let opened: Opened | undefined
  let count = 0
  const close = () => {
    opened?.close()
    opened = undefined
  }
  const answering = async (): Promise<Opened> => {
    opened ??= openFrame(needs, (id, message) => broken.get(id)?.(message))
    const asked = opened
    try {
      await asked.ask()
      return asked
    } catch {
      if (opened === asked) close()
      opened ??= openFrame(needs, (id, message) => broken.get(id)?.(message))
      await opened.ask()
      return opened
    }
  }
  return {
    async start({ source, module }) {
      const { element } = await answering()
      const id = String(++count)
      const { port1, port2 } = new MessageChannel()
      const seclusion: Seclusion = {
        port: port1,
        onBroken: () => undefined,
        end() {
          broken.delete(id)
          port1.close()
          element.contentWindow?.postMessage({ kind: 'end', id }, '*')
        },
      }
      broken.set(id, message => seclusion.onBroken(message))
      element.contentWindow?.postMessage({ kind: 'start', id, source, module }, '*', [port2])
      return seclusion
    },
    remove: close,
  }
}
