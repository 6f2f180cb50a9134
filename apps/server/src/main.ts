import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { formatFinding, loadBank } from '@unanimous/bank'
import { migrate, openStorage } from '@unanimous/db'
import { DirectoryUnavailable, openSegmentLog } from '@unanimous/sync'
import { createApp } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { announceAddress } from './platform/announce-address.ts'
import { listenProblem } from './platform/free-port.ts'
import { systemIds, systemRandom } from './platform/ids.ts'
import { listenAddress, networkIdentity } from './platform/lan.ts'
import { createLog } from './platform/log.ts'
import { createMailer } from './platform/mailer.ts'
import { readSecrets } from './platform/secrets.ts'
import { systemClock } from './platform/time.ts'

/** One clear line and exit code 1: what an operator can act on. */
const giveUp = (message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** Sends one mail and ends with what came of it: nothing is opened, so the server may be running meanwhile. */
const testMail = async ({ SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL }: Config, to: string): Promise<never> => {
  if (url === undefined || from === undefined) return giveUp('SMTP_URL and MAIL_FROM are not set.')
  await createMailer({ url, from }).deliver(to, { subject: 'A test from Unanimous', lines: [`The server at ${PUBLIC_URL} can send mail.`] })
    .catch((error: unknown) => giveUp(`SMTP_URL: the mail was not taken: ${error instanceof Error ? error.message : String(error)}`))
  process.stdout.write(`The mail server took a mail to ${to}.\n`)
  process.exit(0)
}

const configured = readConfig(process.env, process.argv.slice(2))
const config = configured.ok ? configured.value : giveUp(configured.refusal.message)
if (config.mailTest !== undefined) await testMail(config, config.mailTest)
const host = config.lan ? listenAddress(config.HOST) : config.HOST

const cannotListen = (code: string): never =>
  giveUp(code === 'EADDRINUSE' ? `PORT: ${config.PORT} is taken on ${host}. Choose another with PORT=.` : `HOST: cannot listen on ${host}:${config.PORT} (${code}).`)
const problem = await listenProblem(config.PORT, host)
if (problem !== undefined) cannotListen(problem)

const log = createLog(config.LOG_LEVEL)
const dataDirectory = resolve(config.DATA_DIR)

const opened = await openStorage({
  databaseUrl: config.DATABASE_URL, dataDirectory, onFatal: error => giveUp(`The database stopped: ${error.message}`),
  log: line => log.info(line),
})
const storage = opened.ok ? opened.value : giveUp(opened.refusal.message)
const migrated = await migrate(storage)
if (!migrated.ok) giveUp(migrated.refusal.message)
const documentLog = await openSegmentLog(join(dataDirectory, 'documents')).catch((error: unknown) => giveUp(error instanceof DirectoryUnavailable ? `DATA_DIR: ${error.message}` : String(error)))

const bank = loadBank()
for (const finding of bank.refused ?? []) log.warn(`A pack is left out: ${formatFinding(finding)}`)

const lan = config.lan ? await networkIdentity(dataDirectory, config.HOST) : undefined
const loopback = ['localhost', '127.0.0.1', '::1'].includes(host)
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const app = createApp({
  config, version, storage, documentLog, bank, clock: systemClock, ids: systemIds, random: systemRandom,
  secrets: readSecrets(dataDirectory), log,
  webDirectory: resolve(import.meta.dirname, '../../web/dist'), reach: loopback && !lan ? 'this-machine' : 'network',
  ...(lan ? { tls: lan.tls } : {}),
})

let stopping = false
const stop = async () => {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(1), 10_000).unref()
  await app.close()
  await documentLog.close()
  await storage.close()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())

const port = await app.listen(config.PORT, host).catch((error: NodeJS.ErrnoException) => cannotListen(error.code ?? error.message))
announceAddress({ port, host, lan, publicUrl: config.PUBLIC_URL })
