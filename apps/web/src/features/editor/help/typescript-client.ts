import type { Answered, Answers, Asked, Question } from './typescript-protocol.ts'

/** What of a worker is used; a test gives another. */
export interface WorkerLike {
  postMessage(message: Asked): void
  terminate(): void
  addEventListener(type: 'message' | 'error', listener: (event: Event) => void): void
}

const patienceMs = 15_000
const mostStarts = 3

/**
 * Asks the worker, which starts with the first question and lives as long as the page. A worker that is silent for fifteen
 * seconds or breaks is replaced, three times at most; a question that found no answer rejects, and the editor goes on without.
 */
export const createTypescriptClient = (start: () => WorkerLike) => {
  let worker: WorkerLike | undefined
  let starts = 0
  let next = 1
  const waiting = new Map<number, { readonly resolve: (answer: Answers[Question['kind']]) => void; readonly reject: (reason: Error) => void; readonly timer: ReturnType<typeof setTimeout> }>()
  const settle = (id: number) => {
    const one = waiting.get(id)
    waiting.delete(id)
    clearTimeout(one?.timer)
    return one
  }
  const giveUp = (why: string) => {
    worker?.terminate()
    worker = undefined
    for (const id of [...waiting.keys()]) settle(id)?.reject(new Error(why))
  }
  const running = (): WorkerLike | undefined => {
    if (worker || starts === mostStarts) return worker
    starts += 1
    worker = start()
    worker.addEventListener('message', event => {
      const { data } = event as MessageEvent<Answered>
      const one = settle(data.id)
      if ('failed' in data) one?.reject(new Error(data.failed))
      else one?.resolve(data.answer)
    })
    worker.addEventListener('error', () => giveUp('the worker broke'))
    return worker
  }
  const ask = <Kind extends Question['kind']>(question: Extract<Question, { readonly kind: Kind }>): Promise<Answers[Kind]> =>
    new Promise((resolve, reject) => {
      const to = running()
      if (!to) return reject(new Error('the worker broke too often'))
      const id = next++
      waiting.set(id, { resolve: resolve as (answer: Answers[Question['kind']]) => void, reject, timer: setTimeout(() => giveUp('the worker is silent'), patienceMs) })
      to.postMessage({ id, question })
    })
  return { ask }
}

export type TypescriptClient = ReturnType<typeof createTypescriptClient>

let shared: TypescriptClient | undefined

/** The one of this page. Nothing is fetched before the first question. */
export const typescriptClient = (): TypescriptClient => shared ??= createTypescriptClient(() => new Worker(new URL('./typescript.worker.ts', import.meta.url), { type: 'module', name: 'typescript' }))
