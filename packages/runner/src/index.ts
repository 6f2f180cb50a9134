/**
 * Runs code where it cannot reach anything: a worker in an opaque, sandboxed frame without network. Knows no product words and no
 * React; README.md has the layers, the limits and what each is for. This door opens anywhere; `browser.ts` only in a browser.
 */
export { judgeCase } from './answers.ts'
export {
  browserLanguages, runCaps, type CaseAnswer, type CaseRequest, type Run, type RunBackend, type RunEnd, type RunEvent, type Runnable, type RunRequest,
} from './backend.ts'
export { frameDocuments, frameHtml, framePolicy, type FrameDocument } from './frames.ts'
export { byteLength, cutToBytes } from './output.ts'
export { readSignature, type CallPlan } from './signature.ts'
