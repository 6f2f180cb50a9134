import type { ServerResponse } from 'node:http'
import type { Refusal } from '@unanimous/kernel'
import { httpStatusOf } from '@unanimous/protocol'

/** What a refusal says beside its code and sentence, where it says anything. */
export const dataOf = ({ retryAfterMs, incident }: { readonly retryAfterMs?: number | undefined; readonly incident?: string | undefined }): { data?: { retryAfterMs?: number; incident?: string } } =>
  retryAfterMs === undefined && incident === undefined ? {} : { data: { ...(retryAfterMs === undefined ? {} : { retryAfterMs }), ...(incident === undefined ? {} : { incident }) } }

/** Answers a request that is refused before any operation sees it, in the shape in which operations refuse. */
export const answerRefusal = (response: ServerResponse, { code, message, retryAfterMs, incident }: Refusal): void => {
  const status = httpStatusOf(code)
  const body = { defined: true, status, code, message, ...dataOf({ retryAfterMs, incident }) }
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
