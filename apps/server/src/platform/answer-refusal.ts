import type { ServerResponse } from 'node:http'
import type { Refusal } from '@unanimous/kernel'
import { httpStatusOf } from '@unanimous/protocol'

/** Answers a request that is refused before any operation sees it, in the shape in which operations refuse. */
export const answerRefusal = (response: ServerResponse, { code, message, retryAfterMs }: Refusal): void => {
  const status = httpStatusOf(code)
  const body = { defined: true, status, code, message, ...(retryAfterMs === undefined ? {} : { data: { retryAfterMs } }) }
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
