import type { Language } from '@unanimous/rounds'
import type { FrameDocument } from './frames.ts'

/** A file that a runtime is made of. `bytes` is about how long it is, for the progress that a person sees. */
export interface RuntimeFile {
  readonly url: string
  readonly bytes: number
}

/** What makes a language run. */
export interface RuntimeParts {
  readonly frame: FrameDocument['path']
  readonly worker: RuntimeFile & { readonly module: boolean }
  readonly files: Readonly<Record<string, RuntimeFile>>
}

export type RuntimeName = 'script' | 'python' | 'sql'
export type Runtimes = Readonly<Record<RuntimeName, RuntimeParts>>

/** Which runtime runs a language in a browser. */
export const runtimeOf = (language: Language): RuntimeName | undefined => {
  if (language === 'javascript' || language === 'typescript') return 'script'
  return language === 'python' || language === 'sql' ? language : undefined
}

/**
 * How workers are kept. JavaScript gets a new one for each run, because code may change anything in it; the others take seconds to get
 * ready, clean up after a run (a `renewed` one says when it is ready again), and are ended only when a run had to be. Another one then
 * takes its place; with `standby` that one is there beforehand.
 */
export const keeping: Readonly<Record<RuntimeName, { readonly reused: boolean; readonly renewed: boolean; readonly standby: boolean }>> = {
  script: { reused: false, renewed: false, standby: true },
  python: { reused: true, renewed: false, standby: true },
  // A second database would take some hundred megabytes.
  sql: { reused: true, renewed: true, standby: false },
}

/** How the product calls a runtime to a person. */
export const runtimeTitles: Readonly<Record<RuntimeName, string>> = { script: 'JavaScript', python: 'Python', sql: 'PostgreSQL' }

type OnProgress = (loadedBytes: number, totalBytes: number) => void

/** Parts come by the hundred, and each word about them is drawn. */
const progressEveryMs = 100

const readAll = async (response: Response, onBytes: (count: number) => void): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    parts.push(read.value)
    length += read.value.length
    onBytes(read.value.length)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Fetches what a runtime is made of, here in the page, where the browser's cache works: in an opaque frame it does not. */
export const fetchParts = async ({ worker, files }: RuntimeParts, onProgress: OnProgress): Promise<{ readonly source: string; readonly files: Readonly<Record<string, ArrayBuffer>> }> => {
  const total = [worker, ...Object.values(files)].reduce((sum, { bytes }) => sum + bytes, 0)
  let loaded = 0
  let saidAt = Number.NEGATIVE_INFINITY
  const get = async ({ url }: RuntimeFile): Promise<Uint8Array<ArrayBuffer>> => {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${url} was answered with ${response.status}`)
    return readAll(response, count => {
      loaded += count
      if (performance.now() - saidAt < progressEveryMs) return
      saidAt = performance.now()
      onProgress(Math.min(loaded, total), total)
    })
  }
  const [source, ...rest] = await Promise.all([worker, ...Object.values(files)].map(get))
  onProgress(total, total)
  const buffers = Object.keys(files).map((name, index) => [name, rest[index]?.buffer ?? new ArrayBuffer(0)] as const)
  return { source: asWorker(new TextDecoder().decode(source), worker.module), files: Object.fromEntries(buffers) }
}

/**
 * A worker's source as it is started. A module begins at a data: address, against which nothing can be named; a classic one is kept
 * apart from what the code may name.
 */
const asWorker = (source: string, module: boolean): string =>
  module ? source.replaceAll('import.meta.url', "'https://given.invalid/worker.js'") : `(() => {${source}\n})()`
