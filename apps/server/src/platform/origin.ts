import type { IncomingMessage } from 'node:http'

/** The header that carries the client's address inside this process. Whatever a client sends under this name is dropped. */
export const addressHeader = 'x-unanimous-address'

/** The one address a socket's peer has, or the one a trusted proxy named last. */
export const addressOf = (request: IncomingMessage, trustProxy: boolean): string => {
  const forwarded = trustProxy ? String(request.headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim() : undefined
  return forwarded || request.socket.remoteAddress || 'unknown'
}

/** Overwrites the address header from what this process itself knows, so that rate limits cannot be dodged by forging it. */
export const stampAddress = (request: IncomingMessage, trustProxy: boolean): void => {
  request.headers[addressHeader] = addressOf(request, trustProxy)
}

/** The origins a browser may call from: the host it called, and the public address of this installation. */
export const allowedOrigins = (host: string | undefined, publicUrl: string | undefined): string[] => {
  const own = host ? [`http://${host}`, `https://${host}`] : []
  return publicUrl === undefined ? own : [...own, new URL(publicUrl).origin]
}

/** Browsers always name the origin of a socket or a write; a request that names a foreign one is refused. */
export const originAllowed = (request: IncomingMessage, publicUrl: string | undefined): boolean => {
  const { origin, host } = request.headers
  return origin === undefined || allowedOrigins(host, publicUrl).includes(origin)
}
