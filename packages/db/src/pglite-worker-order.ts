/** What the storage tells the database's thread when it starts it. */
export interface WorkerOrder {
  /** Where the cluster lies; made when it is not there. */
  readonly folder: string
  /** A socket path, or port 0 on the loopback address. */
  readonly listen: { readonly path: string } | { readonly host: '127.0.0.1', readonly port: 0 }
  readonly password: string
  readonly idleInTransactionMs: number
}

/** What the thread says back: once ready or failed, and nothing afterwards. */
export type WorkerReport =
  | { readonly kind: 'ready', readonly port: number }
  | { readonly kind: 'failed', readonly message: string }

/** Reads the order in the thread. Both ends are one release of this package, so the shape is trusted. */
export const readOrder = (data: unknown): WorkerOrder => data as WorkerOrder

/** Reads a report in the main thread, on the same trust. Undefined for what `node --watch` sends over the same line. */
export const readReport = (data: unknown): WorkerReport | undefined =>
  typeof data === 'object' && data !== null && 'kind' in data ? (data as WorkerReport) : undefined
