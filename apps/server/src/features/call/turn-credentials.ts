import { createHmac } from 'node:crypto'

/** What the browser needs to ask the relay for an address. Ends up in an `RTCIceServer`. */
export interface TurnServer {
  readonly urls: string[]
  readonly username: string
  readonly credential: string
}

/**
 * `turn:host:port` becomes one URL per transport, because a network that blocks UDP is the usual reason for a relay.
 * A URL that names its transport, and `turns:` (TLS over TCP), stay as they are. Several are parted by commas.
 */
export const turnUrls = (turnUrl: string): string[] =>
  turnUrl
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '')
    .flatMap((url) => (url.startsWith('turn:') && !url.includes('?') ? [`${url}?transport=udp`, `${url}?transport=tcp`] : [url]))

/**
 * Short-lived credentials in the form coturn checks with `use-auth-secret`: the name carries its own expiry, and the
 * password is its HMAC-SHA1 (RFC 2104, fixed by coturn). The relay judges them when a call is set up and at no other time.
 */
export const mintTurnServer = (needs: {
  readonly turnUrl: string
  readonly secret: string
  readonly seat: string
  readonly nowMs: number
  readonly lifeMs: number
}): TurnServer => {
  const expirySeconds = Math.floor((needs.nowMs + needs.lifeMs) / 1000)
  const username = `${expirySeconds}:${needs.seat}`
  return { urls: turnUrls(needs.turnUrl), username, credential: createHmac('sha1', needs.secret).update(username).digest('base64') }
}
