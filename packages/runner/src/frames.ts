/** One of the documents in which code runs. Its scripts come from the page around it; it reaches nothing by itself. */
export interface FrameDocument {
  /** Where the server serves it. */
  readonly path: '/runner/script' | '/runner/wasm'
  readonly title: string
  /** The only script that is part of it. */
  readonly script: string
  /** Directives besides the hash of its script and `default-src 'none'`. */
  readonly scriptSources: string
  readonly workerSources: string
}

/*
 * It starts workers and ends them, and nothing else: what they say goes through a port straight to the page. A module worker must be
 * a data: address, because an opaque origin may not start one from a blob.
 */
const script = `
const workers = new Map()
addEventListener('message', ({ source, data, ports }) => {
  if (source !== parent) return
  if (data.kind === 'ping') parent.postMessage({ kind: 'pong' }, '*')
  if (data.kind === 'end') {
    workers.get(data.id)?.terminate()
    workers.delete(data.id)
  }
  if (data.kind !== 'start') return
  const address = data.module
    ? 'data:text/javascript;charset=utf-8,' + encodeURIComponent(data.source)
    : URL.createObjectURL(new Blob([data.source], { type: 'text/javascript' }))
  const worker = new Worker(address, data.module ? { type: 'module' } : {})
  worker.onerror = event => {
    event.preventDefault()
    parent.postMessage({ kind: 'broken', id: data.id, message: event.message || 'It could not be started.' }, '*')
  }
  worker.postMessage(null, ports)
  workers.set(data.id, worker)
})
parent.postMessage({ kind: 'pong' }, '*')
`

/**
 * Two documents, because they need different rights: JavaScript is evaluated, the other languages are WebAssembly and may not evaluate
 * anything. Neither right is given to the pages of the product.
 */
export const frameDocuments: readonly FrameDocument[] = [
  { path: '/runner/script', title: 'Runs JavaScript', script, scriptSources: "'unsafe-eval' blob:", workerSources: 'blob:' },
  { path: '/runner/wasm', title: 'Runs WebAssembly', script, scriptSources: "'wasm-unsafe-eval' data:", workerSources: 'data:' },
]

/** The document as it is sent. */
export const frameHtml = ({ title, script }: FrameDocument): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><script>${script}</script></head><body></body></html>`

/** Its policy. `scriptHash` is the SHA-256 of its script in base64. Opened by itself it is an opaque origin too. */
export const framePolicy = ({ scriptSources, workerSources }: FrameDocument, scriptHash: string): string => [
  "default-src 'none'", `script-src 'sha256-${scriptHash}' ${scriptSources}`, `worker-src ${workerSources}`, "base-uri 'none'", "form-action 'none'",
  "frame-ancestors 'self'", 'sandbox allow-scripts',
].join('; ')
