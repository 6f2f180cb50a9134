import type { CaseAnswer, RunRequest } from './backend.ts'

/** What the page tells a worker through its port. */
export type ToWorker =
  | { readonly kind: 'prepare'; readonly files: Readonly<Record<string, ArrayBuffer>> }
  | { readonly kind: 'run'; readonly request: RunRequest }

/** What a worker says. The code that runs in it may say the same, so the page believes none of it: it is shown to people, and capped again. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'case'; readonly index: number; readonly answer: CaseAnswer }
  | { readonly kind: 'end'; readonly failed: boolean; readonly ms: number; readonly truncated: boolean }

const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0

const readAnswer = (value: unknown): CaseAnswer | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if ('answer' in value && isText(value.answer)) return { answer: value.answer }
  return 'error' in value && isText(value.error) ? { error: value.error } : undefined
}

const readCase = (message: object): FromWorker | undefined => {
  const answer = 'answer' in message ? readAnswer(message.answer) : undefined
  return answer && 'index' in message && isCount(message.index) ? { kind: 'case', index: message.index, answer } : undefined
}

const readEnd = (message: object): FromWorker | undefined =>
  'failed' in message && 'ms' in message && isCount(message.ms) && 'truncated' in message
    ? { kind: 'end', failed: message.failed === true, ms: message.ms, truncated: message.truncated === true }
    : undefined

/** A message of a worker; nothing when it is none. */
export const readMessage = (message: unknown): FromWorker | undefined => {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return undefined
  switch (message.kind) {
    case 'ready': return { kind: 'ready' }
    case 'fault': return 'message' in message && isText(message.message) ? { kind: 'fault', message: message.message } : undefined
    case 'output': return 'text' in message && isText(message.text) ? { kind: 'output', text: message.text } : undefined
    case 'case': return readCase(message)
    case 'end': return readEnd(message)
    default: return undefined
  }
}
