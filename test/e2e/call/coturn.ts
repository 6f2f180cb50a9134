import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { mintTurnServer, type TurnServer } from '../../../apps/server/src/features/call/turn-credentials.ts'

/** The real relay, on loopback. Where it is missing, tests say which Debian package brings it. */
export interface Coturn {
  /** Credentials as the product mints them; another secret makes them wrong. */
  credentials(seat: string, secret?: string): TurnServer
  /** What the relay wrote, with the sessions it served. */
  log(): string
  kill(): Promise<void>
  revive(): Promise<void>
}

/** Whether `turnserver` is on the PATH (Debian package `coturn`). */
export const haveCoturn = (): boolean => spawnSync('turnserver', ['--version']).error === undefined

const secret = 'only-for-tests'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const argumentsFor = (port: number): string[] => [
  ...['-n', '--listening-port', String(port), '--listening-ip', '127.0.0.1', '--relay-ip', '127.0.0.1'],
  ...['--min-port', '50200', '--max-port', '50400', '--realm', 'unanimous.test', '--use-auth-secret', '--static-auth-secret', secret],
  ...['--fingerprint', '--no-cli', '--no-tls', '--no-dtls', '--no-tcp-relay', '--log-file', 'stdout', '--simple-log', '--verbose'],
  // Both browsers are on this machine. A relay in service must never allow it.
  ...['--allow-loopback-peers', '--pidfile', '/dev/null'],
]

/** Starts the relay and waits until it listens. */
export const startCoturn = async (): Promise<Coturn> => {
  const port = await freePort()
  let running: ChildProcess | undefined
  let written = ''

  const revive = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn('turnserver', argumentsFor(port), { stdio: ['ignore', 'pipe', 'pipe'] })
      running = child
      const fresh = { text: '' }
      const read = (chunk: Buffer): void => {
        written += chunk
        fresh.text += chunk
        if (/UDP listener opened on/.test(fresh.text) && /TCP listener opened on/.test(fresh.text)) resolve()
      }
      child.stdout.on('data', read)
      child.stderr.on('data', read)
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`turnserver ended:\n${fresh.text}`)))
    })
  const kill = async (): Promise<void> => {
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
    const gone = once(running, 'exit')
    running.kill('SIGKILL')
    await gone
  }

  await revive()
  return {
    credentials: (seat, withSecret = secret) =>
      mintTurnServer({ turnUrl: `turn:127.0.0.1:${port}`, secret: withSecret, seat, nowMs: Date.now(), lifeMs: 600_000 }),
    log: () => written,
    kill,
    revive,
  }
}
