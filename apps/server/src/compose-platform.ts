import { createHash } from 'node:crypto'
import { createServer as createTlsServer } from 'node:https'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Clock, Ids, Random } from '@unanimous/kernel'
import type { Bank } from '@unanimous/bank'
import type { Storage } from '@unanimous/db'
import { limits, PROTOCOL_VERSION, type Host } from '@unanimous/protocol'
import { guardedMaps, rootNames } from '@unanimous/room-doc'
import { LANGUAGES } from '@unanimous/rounds'
import { frameDocuments, frameHtml, framePolicy } from '@unanimous/runner'
import { createSyncServer, type DocumentLog, type SyncServer } from '@unanimous/sync'
import type { Config } from './config.ts'
import { createAddressProofs, createProveAddress, type AddressProofs } from './features/accounts/address-proofs.ts'
import { createAuth, type Auth } from './features/accounts/auth.ts'
import { createLetters, type Writing } from './features/accounts/letters.ts'
import { createProfile } from './features/accounts/profiles.ts'
import { createBackground, type Background } from './platform/background.ts'
import { createDownloads, type Downloads } from './platform/downloads.ts'
import { createHttpApp, createPlainServer, type FramePage } from './platform/http-app.ts'
import { createHttpDoor, generateOpenApi } from './platform/http-door.ts'
import { createKeyedQueue, type KeyedQueue } from './platform/keyed-queue.ts'
import type { Log } from './platform/log.ts'
import { createMailer, createPost } from './platform/mailer.ts'
import { allowedOrigins, originAllowed, stampAddress } from './platform/origin.ts'
import type { Door } from './platform/run-command.ts'
import type { Secrets } from './platform/secrets.ts'
import { createSocketHub, type SocketHub } from './platform/socket-hub.ts'
import { createTimers, type Timers } from './platform/time.ts'

/** Everything an app is given from outside: tests give other ones. */
export interface AppNeeds {
  readonly config: Pick<
    Config, 'PUBLIC_URL' | 'TRUST_PROXY' | 'TURN_URL' | 'TURN_SECRET' | 'RELAY_ONLY' | 'MODERATORS' | 'SMTP_URL' | 'MAIL_FROM' | 'GITHUB_CLIENT_ID' | 'GITHUB_CLIENT_SECRET' | 'RUNNER' | 'RUNNER_SOCKET' | 'RUNNER_SECRET' | 'lan'
  >
  readonly version: string
  readonly storage: Storage
  readonly documentLog: DocumentLog
  readonly bank: Bank
  readonly clock: Clock
  readonly ids: Ids
  readonly random: Random
  readonly secrets: Secrets
  readonly log: Log
  /** Fails where a refusal is not named in the table of commands, rather than logging it. Set by tests. */
  readonly strict?: boolean
  /** The built pages, when they are to be served. */
  readonly webDirectory?: string
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Whether people beyond this machine can reach it. */
  readonly reach: Host['reach']
}

export interface Platform {
  readonly needs: AppNeeds
  readonly timers: Timers
  readonly queue: KeyedQueue
  readonly background: Background
  readonly sync: SyncServer
  readonly auth: Auth
  readonly proofs: AddressProofs
  /** How letters are sent, where they can be. */
  readonly writing: Writing | undefined
  readonly proveAddress: (person: string, email: string) => void
  readonly http: Server
  readonly hub: SocketHub
  readonly host: () => Omit<Host, 'runs'>
}

const githubOf = ({ GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret }: AppNeeds['config']) =>
  clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined

const writingOf = ({ config, log }: AppNeeds, background: Background): Writing | undefined => {
  const { SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl } = config
  if (url === undefined || from === undefined || publicUrl === undefined) return undefined
  return { post: createPost(createMailer({ url, from }), background, log), letters: createLetters(publicUrl, limits.mailedLinkMs) }
}

const hostOf = ({ config, version, reach }: AppNeeds, writing: Writing | undefined): Omit<Host, 'runs'> => ({
  signInMethods: ['password', ...(writing ? ['mail' as const] : []), ...(githubOf(config) ? ['github' as const] : [])],
  reach: config.PUBLIC_URL === undefined ? reach : 'public', publicUrl: config.PUBLIC_URL ?? null,
  turn: config.TURN_URL !== undefined, relayOnly: config.RELAY_ONLY, version, protocolVersion: PROTOCOL_VERSION,
})

/** The frames in which code runs, each with the hash of its only script. */
const runnerFrames: readonly FramePage[] = frameDocuments.map(frame => ({
  path: frame.path, html: frameHtml(frame), policy: framePolicy(frame, createHash('sha256').update(frame.script).digest('base64')),
}))

const originOfRequest = (request: Request | undefined, publicUrl: string | undefined) => allowedOrigins(request?.headers.get('host') ?? undefined, publicUrl)

/** What has no product words: the servers, the queue, the timers, sign-in. Door and downloads are asked for only once people connect. */
export const composePlatform = (needs: AppNeeds, door: () => Door, downloads: () => Downloads): Platform => {
  const { config, clock, log, storage } = needs
  const timers = createTimers(clock)
  const sync = createSyncServer({
    log: needs.documentLog, clock, ticketSecret: needs.secrets.documents, singleUseTickets: true, limits: { socketsPerSeat: 16, guardedMaps },
    rootNames: rootNames(LANGUAGES),
    onRefusal: entry => log.warn(entry, 'document frame refused'),
  })
  const background = createBackground(log)
  const writing = writingOf(needs, background)
  const proofs = createAddressProofs(clock, needs.ids)
  const proveAddress = createProveAddress({ storage, background, proofs, writing })
  const auth = createAuth({
    publicUrl: config.PUBLIC_URL, writing, github: githubOf(config), proveAddress,
    storage, log, ids: needs.ids, secret: needs.secrets.auth,
    secureCookies: config.lan || (config.PUBLIC_URL?.startsWith('https:') ?? false),
    trustedOrigins: request => originOfRequest(request, config.PUBLIC_URL), createProfile: createProfile(storage.db, clock),
  })
  const openApi = generateOpenApi(needs.version)
  const app = createHttpApp({
    log, publicUrl: config.PUBLIC_URL, trustProxy: config.TRUST_PROXY, authHandler: auth.handler,
    door: createHttpDoor(door, auth.callerOf, clock), openApi: () => openApi,
    downloads: createDownloads(downloads, auth.callerOf), frames: runnerFrames,
    webDirectory: needs.webDirectory, ready: () => storage.ping().then(() => sync.stats().trouble === undefined, () => false),
    health: { packs: needs.bank.all().length, refusedPacks: needs.bank.refused ?? [] },
  })
  const http = needs.tls ? createTlsServer(needs.tls, app) : createPlainServer(app)
  const hub = createSocketHub({
    http, clock, log, door,
    callerOf: async request => {
      stampAddress(request, config.TRUST_PROXY)
      return auth.callerOf(request)
    },
    originAllowed: request => originAllowed(request, config.PUBLIC_URL),
  })
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (path.startsWith('/socket')) return
    if (path.startsWith('/documents/') && originAllowed(request, config.PUBLIC_URL)) return sync.handleUpgrade(request, socket, head)
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  })
  return {
    needs, timers, queue: createKeyedQueue(), background, sync, auth, proofs, writing, proveAddress, http, hub, host: () => hostOf(needs, writing),
  }
}
