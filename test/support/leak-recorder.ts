import { gunzipSync } from 'node:zlib'
import type { Received } from './person.ts'
import { canaryPattern } from './canary-bank.ts'

/** Something that was told too early, or to the wrong person. */
export interface Leak {
  readonly what: string
  /** The message or answer it stood in. */
  readonly where: string
}

/** Fields that stand in no message to a candidate before the reveal, whatever they would hold. */
const fieldsOfTheInterviewer = new Set([
  'cost', 'hints', 'hintPoints', 'mark', 'strong', 'weak', 'cues', 'signals', 'coverage', 'progress', 'ownQuestions', 'leftUnsaid', 'evidence', 'asked', 'depth', 'depthReached', 'breakDepth',
  'packs', 'pacing', 'script', 'reference', 'cases', 'rubricFocus', 'followups', 'checklist',
  'heard', 'projects', 'decisions', 'silentSinceS', 'lastsMs',
])
/** The sample is the same for everybody; metrics count opened rounds only. Neither has a field of a round that is not. */
const ofNoSealedRound = new Set(['GET /api/v1/sample/loop', 'GET /api/v1/metrics'])

/** The library's list, and the line of it that stands over one pack, are about all packs alike. */
const ofTheLibrary = /^GET \/api\/v1\/library(\/|$)/

const ofAReplay = /\/replay$/

const base64Runs = /[A-Za-z0-9+/_-]{24,}/g

/** The canaries in some bytes: as they are, in two-byte characters, as escapes, and inside base64 at any offset. */
export const canariesIn = (bytes: Buffer): Set<string> => {
  const plain = bytes.toString('latin1')
  const unescaped = plain.replaceAll(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const decoded = [...plain.matchAll(base64Runs)].flatMap(([run]) => [0, 1, 2, 3].map(offset => Buffer.from(run.slice(offset), 'base64').toString('latin1')))
  return new Set([plain, unescaped, plain.replaceAll('\u0000', ''), ...decoded].flatMap(text => text.match(canaryPattern) ?? []))
}

/** The parts of a tape lie in their answer packed: what stands in them is read as whoever gets them reads it. */
const tapeIn = (body: unknown): Buffer => {
  const parts = typeof body === 'object' && body !== null && 'parts' in body && Array.isArray(body.parts) ? body.parts as readonly { readonly bytes?: string }[] : []
  return Buffer.concat(parts.map(({ bytes = '' }) => gunzipSync(Buffer.from(bytes, 'base64'))))
}

const walk = (value: unknown, visit: (key: string, value: unknown) => void): void => {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    visit(key, inner)
    walk(inner, visit)
  }
}

/** Reads everything one person receives and knows what they may not have received yet. */
export class LeakRecorder {
  readonly #secrets = new Map<string, string>()
  readonly #costs: ReadonlySet<number>
  readonly #listed = new Set<string>()
  #read = 0
  /** The fields of a console, a card or a record are this person's too: an interviewer's always, a candidate's after the reveal. */
  revealed = false

  constructor(secrets: ReadonlyMap<string, string>, costs: ReadonlySet<number>) {
    for (const [canary, what] of secrets) this.#secrets.set(canary, what)
    this.#costs = costs
  }

  /** From now on this is a secret too: something a person typed. */
  keep(canary: string, what: string): string {
    this.#secrets.set(canary, what)
    return canary
  }

  /** From now on this person may know these. Say so before it is sent. */
  release(canaries: readonly string[]): void {
    for (const canary of canaries) this.#secrets.delete(canary)
  }

  /** From now on these may stand in the library, where they tell of no round, and nowhere else. */
  list(canaries: Iterable<string>): void {
    for (const canary of canaries) this.#listed.add(canary)
  }

  inBytes(bytes: Buffer, where: string, isKnown: (canary: string) => boolean = () => false): Leak[] {
    return [...canariesIn(bytes)].flatMap(canary => {
      const what = this.#secrets.get(canary)
      return what === undefined || isKnown(canary) ? [] : [{ what, where }]
    })
  }

  /** Leaks in one message. */
  in({ via, name, body }: Received): Leak[] {
    const where = `${via} ${name}`
    const leaks = this.inBytes(Buffer.from(JSON.stringify(body) ?? ''), where, canary => ofTheLibrary.test(name) && this.#listed.has(canary))
    if (ofAReplay.test(name)) leaks.push(...this.inBytes(tapeIn(body), where))
    walk(body, (key, value) => {
      if (typeof value === 'number' && this.#costs.has(value) && !this.revealed) leaks.push({ what: 'a hint cost', where })
      if (fieldsOfTheInterviewer.has(key) && !this.revealed && !ofNoSealedRound.has(name)) leaks.push({ what: `the field ${key}`, where })
    })
    return leaks
  }

  /** Leaks in what came since the last look. */
  look(received: readonly Received[]): Leak[] {
    const fresh = received.slice(this.#read)
    this.#read = received.length
    return fresh.flatMap(message => this.in(message))
  }
}
