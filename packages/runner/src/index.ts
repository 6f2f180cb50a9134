/**
 * Runs code where it cannot reach anything: a worker in an opaque, sandboxed frame without network. Knows no product words and no
 * React; README.md has the layers, the limits and what each is for.
 */
export {
  browserLanguages, runCaps, type CaseAnswer, type CaseRequest, type Run, type RunBackend, type RunEnd, type RunEvent, type Runnable, type RunRequest,
} from './backend.ts'
