import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '@unanimous/kernel'
import { limits } from '@unanimous/protocol'
import type { RequestHandler } from 'express'
import type { IncomingMessage } from 'node:http'
import { answerRefusal } from './answer-refusal.ts'
import type { Caller, SignedIn } from './caller.ts'
import { createRateLimit } from './rate-limit.ts'

/** A file made while it is read, so that its size costs no memory. */
interface Download {
  readonly type: 'application/json' | 'text/html'
  readonly fileName: string
  readonly chunks: AsyncIterable<string>
}

/** Files that a person may have of their own, by the address they are fetched from. */
export type Downloads = Readonly<Record<string, (me: SignedIn) => Promise<Download>>>

/** Answers GET with the file of whoever is signed in. A file that breaks off is cut, never ended as if it were whole. */
export const createDownloads = (downloads: () => Downloads, callerOf: (request: IncomingMessage) => Promise<Caller>): RequestHandler => {
  const rate = createRateLimit(limits.largeTasksPerMinute, 60_000)
  return async (request, response, next) => {
    const open = request.method === 'GET' && Object.hasOwn(downloads(), request.originalUrl) ? downloads()[request.originalUrl] : undefined
    if (!open) return next()
    response.set('Cache-Control', 'no-store')
    const me = (await callerOf(request)).signedIn
    if (!me) return answerRefusal(response, refuse('account/sign-in-first', 'Sign in first.').refusal)
    const tooMany = await rate.take(me.person)
    if (tooMany) return answerRefusal(response, tooMany)
    const { type, fileName, chunks } = await open(me)
    response.set({ 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${fileName}"` })
    await pipeline(Readable.from(chunks, { objectMode: false }), response)
  }
}
