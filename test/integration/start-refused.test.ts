import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort, openMailSink } from '@unanimous/testing'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../apps/server/src/config.ts'
import { openDocument } from '../support/document.ts'
import { meet } from '../support/person.ts'
import { startRealServer } from '../support/real-server.ts'

const main = resolve(import.meta.dirname, '../../apps/server/src/main.ts')

const emptyFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the process as it would be started by hand, and gives what it said before it ended. */
const startAndFail = async (settings: Record<string, string>, args: readonly string[] = []) => {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: '0', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [said, complained] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { complained += chunk.toString() })
  const [code] = await once(child, 'close') as [number | null]
  return { code, said, complained }
}

/** Each starts a process of its own. */
const wrong: readonly (readonly [name: string, settings: Record<string, string>, names: string])[] = [
  ['a database that is not there', { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/nothing' }, 'DATABASE_URL'],
  ['a port that is no number', { PORT: 'three thousand' }, 'PORT'],
  ['a secret in a file that is not there', { TURN_URL: 'turn:127.0.0.1:3478', TURN_SECRET_FILE: '/nowhere/secret' }, 'TURN_SECRET_FILE'],
  ['an address of another machine', { HOST: '192.0.2.1', PORT: '45678' }, 'HOST'],
]

/** Read the same way, without a process. */
const alsoWrong: readonly (readonly [settings: Record<string, string>, args: readonly string[], names: string])[] = [
  [{ PORT: '70000' }, [], 'PORT'], [{ TRUST_PROXY: 'perhaps' }, [], 'TRUST_PROXY'], [{ PUBLIC_URL: 'example.org' }, [], 'PUBLIC_URL'], [{ DATABASE_URL: 'mysql://localhost/x' }, [], 'DATABASE_URL'],
  [{ TURN_URL: 'turn:127.0.0.1:3478' }, [], 'TURN_SECRET'], [{ TURN_SECRET: 'short' }, [], 'TURN_SECRET'], [{ RELAY_ONLY: 'true' }, [], 'RELAY_ONLY'], [{ LOG_LEVEL: 'loud' }, [], 'LOG_LEVEL'],
  [{ SMTP_URL: 'mail.example.org', MAIL_FROM: 'a@example.org', PUBLIC_URL: 'https://mock.example.org' }, [], 'SMTP_URL'], [{ SMTP_URL: 'smtp://127.0.0.1', PUBLIC_URL: 'https://mock.example.org' }, [], 'MAIL_FROM'],
  [{ SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@example.org\nBcc: b@example.org', PUBLIC_URL: 'https://mock.example.org' }, [], 'MAIL_FROM'], [{ SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@example.org' }, [], 'PUBLIC_URL'],
  [{ GITHUB_CLIENT_ID: 'x', GITHUB_CLIENT_SECRET: 'y' }, [], 'PUBLIC_URL'], [{ GITHUB_CLIENT_ID: 'x' }, [], 'GITHUB_CLIENT_SECRET'],
  [{}, ['--mail-test', 'a@example.org'], 'SMTP_URL'], [{ SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@example.org', PUBLIC_URL: 'https://mock.example.org' }, ['--mail-test'], '--mail-test'],
  [{}, ['--wan'], '--wan'],
]

test('every other setting that is wrong is named too', () => {
  for (const [settings, args, names] of alsoWrong) {
    const read = readConfig(settings, args)
    expect(read.ok ? '' : read.refusal.message).toContain(names)
    expect(read.ok ? '' : read.refusal.message).not.toContain('\n')
  }
  expect(readConfig({}, [])).toMatchObject({ ok: true, value: { PORT: 3000, HOST: 'localhost' } })
})

const expectOneLine = ({ code, complained, said }: Awaited<ReturnType<typeof startAndFail>>, names: string) => {
  expect(code).toBe(1)
  expect(said).toBe('')
  expect(complained.trimEnd().split('\n')).toHaveLength(1)
  expect(complained).toMatch(new RegExp(`\\b${names}\\b`))
  expect(complained).not.toContain('secret@')
}

test('a setting that is wrong is named in one line, and nothing is made', async () => {
  const parent = emptyFolder()
  const answers = []
  for (const [name, settings] of wrong) answers.push({ name, ...(await startAndFail({ DATA_DIR: join(parent, 'data'), ...settings })) })
  answers.forEach((answer, index) => expectOneLine(answer, wrong[index]?.[2] ?? ''))
  expect(readdirSync(parent)).toEqual([])
}, 120_000)

test('a taken port, a file for a folder and a folder that may not be written are named, and nothing is made', async () => {
  const parent = emptyFolder()
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  expectOneLine(await startAndFail({ DATA_DIR: join(parent, 'data'), PORT: String((taken.address() as AddressInfo).port) }), 'PORT')
  expect(readdirSync(parent)).toEqual([])
  writeFileSync(join(parent, 'file'), '')
  expectOneLine(await startAndFail({ DATA_DIR: join(parent, 'file') }), 'DATA_DIR')
  if (process.getuid?.() !== 0) {
    chmodSync(parent, 0o500)
    onTestFinished(() => chmodSync(parent, 0o700))
    expectOneLine(await startAndFail({ DATA_DIR: join(parent, 'data') }), 'DATA_DIR')
  }
  expect(existsSync(join(parent, 'data'))).toBe(false)
})

test('a second process on the same folder is told who has it and leaves it alone; the first stops with its pages open', async () => {
  const server = await startRealServer()
  onTestFinished(server.close)
  const { inviter } = await meet(server.url, { bothWays: false })
  const [round] = inviter.session?.rounds ?? []
  await inviter.send('start-round', { round: round?.round ?? '' })
  const page = await openDocument(inviter, round?.document ?? '')
  const before = readdirSync(server.folder).toSorted()
  const second = await startAndFail({ DATA_DIR: server.folder, PORT: String(await freePort()) })
  expectOneLine(second, 'DATA_DIR')
  expect(second.complained).toMatch(/\b\d+\b/)
  expect(readdirSync(server.folder).toSorted()).toEqual(before)

  const goodbye = new Promise(resolve => { inviter.socket.once('goodbye', resolve) })
  expect(await server.stop()).toBe(0)
  expect(await goodbye).toEqual({ reason: 'updating' })
  expect(page.closes).toEqual([1012])
})

test('--mail-test sends one mail and ends, and says in one line why it could not, without the password', async () => {
  const sink = await openMailSink()
  onTestFinished(sink.close)
  const settings = { SMTP_URL: sink.url.replace('//', '//ann:a-secret@'), MAIL_FROM: 'Unanimous <mock@example.org>', PUBLIC_URL: 'https://mock.example.org', DATA_DIR: join(emptyFolder(), 'never-made') }
  const sent = await startAndFail(settings, ['--mail-test', 'operator@example.org'])
  expect([sent.code, sent.complained, sent.said.trimEnd()]).toEqual([0, '', 'The mail server took a mail to operator@example.org.'])
  expect((await sink.next('operator@example.org')).text).toBe('The server at https://mock.example.org can send mail.')
  sink.refuseWith('550 We do not know you')
  const refused = await startAndFail(settings, ['--mail-test', 'operator@example.org'])
  expectOneLine(refused, 'SMTP_URL')
  expect(refused.complained).toContain('We do not know you')
  expect(refused.complained).not.toContain('a-secret')
  expect(existsSync(settings.DATA_DIR)).toBe(false)
})
