import type { Language, PackValue } from '@unanimous/rounds'

/** What a person asks to be run. */
export interface RunRequest {
  readonly language: Language
  readonly code: string
  /** What the code reads as its standard input, all of it beforehand. */
  readonly stdin: string
  /** Present when the interviewer runs verified cases instead of the code as it stands. What has to come out is no part of it: the answer is compared where the code cannot see. */
  readonly cases?: CaseRequest
}

/** Verified cases as they are given to code: what to call, and with what. */
export interface CaseRequest {
  /** The pack's signature, such as `fillBreak(length, offers) -> cents` or `class Chart { constructor(period), … }`. */
  readonly signature: string
  readonly inputs: readonly PackValue[]
}

/** What one case gave. `answer` is JSON, with records of a language as `{"$fields": […], "$values": […], "$name": …}`. */
export type CaseAnswer = { readonly answer: string } | { readonly error: string }

/** What a run says while it is under way. Output comes batched and in order; a `cases` event comes once, at the end. */
export type RunEvent =
  | { readonly kind: 'progress'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: 'running' }
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'case'; readonly index: number; readonly answer: CaseAnswer }

/**
 * How a run came to its end. `failed`: the code threw or did not compile, and has said why in its output; `timed-out`: it ran into the
 * wall; `unavailable`: it never ran, and `message` says why in one sentence.
 */
export interface RunEnd {
  readonly status: 'done' | 'failed' | 'stopped' | 'timed-out' | 'unavailable'
  /** How long the code itself ran. */
  readonly ms: number
  /** Whether output beyond the cap was thrown away. */
  readonly truncated: boolean
  readonly message?: string
}

/** A run under way. */
export interface Run {
  /** Settles once; never rejects. */
  readonly ended: Promise<RunEnd>
  /** Ends it now; a run that has ended stays as it ended. */
  stop(): void
}

/** Something that runs code: this browser, or the host's runner process. */
export interface RunBackend {
  /** The languages it can run. May change while a page is open, as when a host's runner goes away. */
  runs(language: Language): boolean
  /** Starts a run. Events are given in order, none after `ended` has settled. */
  run(request: RunRequest, onEvent: (event: RunEvent) => void): Run
}

/** Where a language is run here: in this browser, by the host's runner, or nowhere. */
export type Runnable = 'browser' | 'server' | 'none'

/** Languages that a browser runs by itself. */
export const browserLanguages: readonly Language[] = ['javascript', 'typescript', 'python', 'sql']

/** What a run may use before it is cut off, wherever it runs. */
export const runCaps = {
  /** Output beyond this is thrown away and said to be. */
  outputBytes: 256 * 1024,
  /** Output is passed on at least this often while there is any, or when a batch is full. */
  batchMs: 50,
  batchBytes: 16 * 1024,
  /** How long code may run. */
  wallMs: 10_000,
  /** How long a runtime may take to get ready. */
  initMs: 30_000,
  stdinChars: 64 * 1024,
  codeChars: 512 * 1024,
} as const
