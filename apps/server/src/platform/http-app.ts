import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isUnavailable } from '@unanimous/db'
import { refuse } from '@unanimous/kernel'
import { commands, exportJsonSchema, limits, type CommandSpec } from '@unanimous/protocol'
import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import { answerRefusal } from './answer-refusal.ts'
import { logIncident } from './incident.ts'
import { described, type Log } from './log.ts'
import { allowedOrigins, originAllowed, stampAddress } from './origin.ts'

/** A document that is shown in a frame only and may do other things than a page. */
export interface FramePage {
  readonly path: string
  readonly html: string
  readonly policy: string
}

interface HttpNeeds {
  readonly publicUrl: string | undefined
  readonly trustProxy: boolean
  readonly authHandler: (request: IncomingMessage, response: ServerResponse) => unknown
  readonly door: (request: IncomingMessage, response: ServerResponse, next: () => void) => Promise<void>
  readonly openApi: () => Promise<unknown>
  readonly downloads: RequestHandler
  /** Documents with a policy of their own, for frames. */
  readonly frames: readonly FramePage[]
  /** The built pages; undefined when only the API is served (tests). */
  readonly webDirectory: string | undefined
  readonly ready: () => Promise<boolean>
  /** What an operator should know of a server that runs all the same. */
  readonly health: object
  readonly log: Log
}

/** What a host may be called in a policy; a request names whatever its sender likes. */
const isHostName = (host: string | undefined): host is string => host !== undefined && /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)

/** Lines are opened to this server alone; they are named, because not every browser takes 'self' for them. */
const linesOf = (host: string | undefined, publicUrl: string | undefined): string =>
  allowedOrigins(isHostName(host) ? host : undefined, publicUrl).map(origin => ` ${origin.replace(/^http/, 'ws')}`).join('')

// Styles may be inline because the editor writes its theme into the page; scripts never are.
const contentSecurityPolicy = (lines: string): string => [
  "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self'", `connect-src 'self'${lines}`,
  "media-src 'self' blob:", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
].join('; ')

const securityHeaders = (publicUrl: string | undefined): express.RequestHandler => ({ headers: { host } }, response, next) => {
  response.set({
    'Content-Security-Policy': contentSecurityPolicy(linesOf(host, publicUrl)), 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin', 'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self)',
  })
  next()
}

const refuseJson = (response: express.Response, status: number, code: string, message: string) =>
  void response.status(status).json({ defined: true, status, ...refuse(code, message).refusal })

/** What the request itself is to blame for, such as an address that cannot be decoded. */
const isClientError = (error: unknown): error is { readonly status: number } =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500

const answerFailure = (log: Log): express.ErrorRequestHandler => (error: unknown, _request, response, next) => {
  if (isClientError(error) && !response.headersSent) return refuseJson(
    response, error.status, 'http/refused', 'The server cannot answer this request.'
  )
  if (response.headersSent || isUnavailable(error)) log.error({ error: described(error) }, 'a request failed')
  if (response.headersSent) return next(error)
  if (isUnavailable(error)) return refuseJson(
    response, 503, 'storage/unavailable', 'The database cannot be reached right now. Try again in a moment.'
  )
  answerRefusal(response, logIncident(log, error, {}, 'The server failed at this.').refusal)
}

/** The self-hosted viewer of the API; its files come from an npm package and name no other host. */
const viewer = (app: Express) => {
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  app.get('/api/docs/start.js', (_request, response) => void response.type('js').send(
    "SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#viewer', validatorUrl: null, deepLinking: true })\n"))
  app.get('/api/docs', (_request, response) => void response.type('html').send([
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Unanimous API</title>',
    '<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css"></head><body><main id="viewer"></main>',
    '<script src="/api/docs/assets/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>'].join('\n')))
  app.use('/api/docs/assets', express.static(assets, { index: false, immutable: true, maxAge: '1d' }))
}

const serveFrames = (app: Express, frames: readonly FramePage[]) => {
  for (const { path, html, policy } of frames) {
    app.get(path, (_request, response) => void response.set({
      'Content-Security-Policy': policy, 'Permissions-Policy': 'camera=(), microphone=(), display-capture=(), geolocation=(), fullscreen=()',
      'Cache-Control': 'no-cache', 'Referrer-Policy': 'no-referrer',
    }).type('html').send(html))
  }
}

const pages = (app: Express, directory: string) => {
  // Only what is the same for everybody is compressed: compressing answers that mix secrets and input would leak them by size.
  app.use(compression())
  app.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: '365d', index: false }))
  app.use(express.static(directory, { index: false, maxAge: '1h' }))
  app.get('/{*path}', (request, response) => {
    if (request.path.startsWith('/assets/')) return refuseJson(response, 404, 'http/not-found', 'There is nothing here.')
    response.set('Cache-Control', 'no-store').sendFile(
      'index.html', { root: directory, cacheControl: false, etag: false, lastModified: false }
    )
  })
}

/** What a request to this path may weigh. */
const bodyBytesFor = (path: string): number => {
  const known = Object.values<CommandSpec>(commands).find(spec => `/api/v1${spec.path}` === path)
  return known?.bodyBytes ?? limits.httpBodyBytes
}

export const createHttpApp = (needs: HttpNeeds): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders(needs.publicUrl))
  app.use((request, response, next) => {
    stampAddress(request, needs.trustProxy)
    if (!originAllowed(request, needs.publicUrl) && request.method !== 'GET') return refuseJson(
      response, 403, 'http/foreign-origin', 'This page may not call this server.'
    )
    // A body of unknown length could not be refused before all of it was in memory; no browser sends one.
    if (request.headers['transfer-encoding'] !== undefined) return refuseJson(
      response, 411, 'http/length-required', 'Say with Content-Length how much is sent.'
    )
    if (Number(request.headers['content-length'] ?? 0) > bodyBytesFor(request.path)) return refuseJson(
      response, 413, 'input/too-large', 'This is larger than the server takes.'
    )
    next()
  })
  app.get('/healthz', (_request, response) => void response.json({ alive: true, ...needs.health }))
  app.get('/readyz', async (_request, response) => {
    const ready = await needs.ready()
    response.status(ready ? 200 : 503).json({ ready })
  })
  app.all('/api/auth/*path', (request, response) => needs.authHandler(request, response))
  app.get('/api/openapi.json', async (_request, response) => void response.json(await needs.openApi()))
  app.get('/api/export.schema.json', (_request, response) => void response.json(exportJsonSchema()))
  viewer(app)
  serveFrames(app, needs.frames)
  app.use('/api', needs.downloads)
  app.use('/api/v1', (request, response, next) => {
    request.url = request.originalUrl
    return needs.door(request, response, next)
  })
  app.use(
    '/api',
    (_request, response) => refuseJson(response, 404, 'http/not-found', 'There is no such operation. The list is at /api/docs.')
  )
  if (needs.webDirectory !== undefined && existsSync(needs.webDirectory)) pages(app, needs.webDirectory)
  app.use(answerFailure(needs.log))
  return app
}

/** A plain HTTP server around a listener, with room for many connections that return at once after a restart. */
export const createPlainServer = (listener: RequestListener) => createServer({ keepAliveTimeout: 65_000 }, listener)
