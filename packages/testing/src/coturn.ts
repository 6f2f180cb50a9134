import { mkdtempSync, rmSync, chownSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startOutside, unprivileged } from './outside-process.ts'
import { requireTool } from './outside-tools.ts'

/** A real TURN relay on loopback. */
export interface TestTurn {
  /** `turn:127.0.0.1:PORT`; append `?transport=tcp` to relay over TCP. */
  readonly url: string
  /** Its log so far, e.g. to see that a session really ran through it. */
  readonly log: () => string
  /** Ends it at once, as a crash would: no client is told. */
  readonly stop: () => Promise<void>
}

/**
 * Starts coturn with HMAC credentials of this secret. Peers on loopback are allowed, which production must never do, and
 * the port may be given so that a stopped relay can come back under the same address.
 */
export async function startCoturn({ secret, port }: { secret: string; port?: number }): Promise<TestTurn> {
  const account = unprivileged('turnserver', 'nobody')
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-coturn-'))
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
  const listeningPort = port ?? (await freePort())
  const args = [
    '-n',
    ...['--listening-port', String(listeningPort), '--listening-ip', '127.0.0.1', '--relay-ip', '127.0.0.1'],
    ...['--min-port', '49152', '--max-port', '65535', '--realm', 'unanimous.test', '--use-auth-secret', '--static-auth-secret', secret],
    ...['--fingerprint', '--no-cli', '--no-tls', '--no-dtls', '--no-tcp-relay', '--allow-loopback-peers'],
    ...['--userdb', join(folder, 'turndb'), '--pidfile', join(folder, 'pid'), '--log-file', 'stdout', '--simple-log', '--verbose'],
  ]
  const server = startOutside(requireTool('coturn'), args, { ...account, cwd: folder })
  await server.saw(/UDP listener opened on: 127[.]0[.]0[.]1/)
  return {
    url: `turn:127.0.0.1:${listeningPort}`,
    log: server.log,
    stop: async () => {
      await server.stop('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
