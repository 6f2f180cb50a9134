/**
 * The document server alone, so that anybody can measure it: SYNC_TICKET_SECRET=… node packages/sync/src/serve.ts --port 1234 --data DIR
 */
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { instant } from '@unanimous/kernel'
import { createSyncServer, openSegmentLog } from './index.ts'

const drainMs = 10_000

const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const readSettings = (): { secret: string; port: number; host: string; directory: string } => {
  const secret = process.env['SYNC_TICKET_SECRET'] ?? ''
  if (secret === '') return fail('SYNC_TICKET_SECRET is not set: the secret that tickets are signed with.')
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' }, host: { type: 'string' } } })
    const port = Number(values.port ?? '1234')
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return fail(`--port ${values.port} is not a port.`)
    return { secret, port, host: values.host ?? '127.0.0.1', directory: values.data ?? fail('--data is missing: the directory for documents.') }
  } catch (error) {
    return fail(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
}

const { secret, port, host, directory } = readSettings()
const log = await openSegmentLog(directory, {
  onTrouble: (sentence) => process.stderr.write(`${sentence ?? 'Documents are written again.'}\n`),
}).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
const sync = createSyncServer({
  log, clock: { now: () => instant(Date.now()) }, ticketSecret: secret, singleUseTickets: false,
  onRefusal: (entry) => process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`),
})
const server = createServer((_request, response) => {
  response.writeHead(426, { 'content-type': 'application/json; charset=utf-8' })
  response.end('{"code":"documents/websocket-only","message":"This port speaks WebSocket only."}')
})
server.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head))
server.on('error', (error: Error & { code?: string }) => {
  const sentence = error.code === 'EADDRINUSE' ? `--port ${port} is taken.` : `Can't listen on ${host}:${port}: ${error.message}`
  void log.close().finally(() => fail(sentence))
})
// The default backlog of 511 makes a thousand returning clients wait for the kernel's second try.
server.listen({ port, host, backlog: 4096 }, () => {
  const address = server.address()
  process.stdout.write(`ws://${host}:${typeof address === 'object' && address !== null ? address.port : port}\n`)
})

let isStopping = false
const stop = (): void => {
  if (isStopping) return
  isStopping = true
  setTimeout(() => process.exit(1), drainMs).unref()
  server.close()
  void sync.close().then(() => process.exit(0), (error: unknown) => fail(error instanceof Error ? error.message : String(error)))
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
