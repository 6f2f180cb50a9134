import { type ByteReader, MalformedBytes } from './bytes.ts'

const maxStateVectorEntries = 100_000

/** What a client has: its newest clock of each CRDT client id. */
export type StateVector = ReadonlyMap<number, number>

/**
 * Answers to one socket's questions for the document (step 1). A question costs it four bytes and its answer a document, so there is
 * one answer on its way at a time: of the questions that come meanwhile the newest is answered when that one has left.
 */
export class StateAnswers {
  readonly #answer: (known: StateVector) => void
  #queued = 0
  #sealed = 0
  #written = 0
  #question: StateVector | undefined

  constructor(answer: (known: StateVector) => void) {
    this.#answer = answer
  }

  /** Bytes of an answer that wait for the end of the turn. */
  get queued(): number {
    return this.#queued
  }

  /** Bytes of an answer that were written and not all taken: no slow reader's fault. */
  get written(): number {
    return this.#written
  }

  ask(known: StateVector): void {
    if (this.#queued + this.#sealed + this.#written > 0) this.#question = known
    else this.#answer(known)
  }

  /** An answer of this size stands in the outbox. */
  queue(bytes: number): void {
    this.#queued += bytes
  }

  seal(): void {
    this.#sealed = this.#queued
    this.#queued = 0
  }

  /** What was sealed is written. */
  deliver(): void {
    this.#written += this.#sealed
    this.#sealed = 0
  }

  /** The peer took everything that was written. */
  drained(): void {
    this.#written = 0
    const known = this.#question
    if (known === undefined || this.#queued + this.#sealed > 0) return
    this.#question = undefined
    this.#answer(known)
  }
}

/** Reads the state vector in `[from, to)`; throws MalformedBytes. */
export const readStateVector = (reader: ByteReader, from: number, to: number): StateVector => {
  reader.at = from
  const known = new Map<number, number>()
  const count = reader.varUint()
  if (count > maxStateVectorEntries) throw new MalformedBytes('state vector too long')
  for (let i = 0; i < count; i++) known.set(reader.varUint(), reader.varUint())
  if (reader.at !== to) throw new MalformedBytes('bytes left over')
  return known
}
