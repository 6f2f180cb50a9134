import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newDirectory, secret, stockClient } from './server.test-kit.ts'

const serve = fileURLToPath(new URL('serve.ts', import.meta.url))
const until = expect.poll

const start = async (directory: string, port: number): Promise<{ child: ChildProcess; port: number }> => {
  const child = spawn(process.execPath, [serve, '--port', String(port), '--data', directory], { env: { ...process.env, SYNC_TICKET_SECRET: secret }, stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString()))
    child.once('exit', (code) => reject(new Error(`serve.ts ended with ${code}`)))
  })
  return { child, port: Number(/:(\d+)\s*$/.exec(line)?.[1]) }
}

const kill = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  child.kill(signal)
  return ended
}

const failing = (args: readonly string[], env: Record<string, string>): Promise<{ code: unknown; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [serve, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } }, (error, _stdout, stderr) => {
      resolve({ code: error?.code, stderr })
    })
  })

test('killed without warning while two type, five times over: nothing that the other saw is lost', async () => {
  const directory = await newDirectory()
  let running = await start(directory, 0)
  const { port } = running
  using ann = stockClient(port, 'd', 'ann', { saved: true })
  using ben = stockClient(port, 'd', 'ben')
  const seen: string[] = []
  for (let round = 0; round < 5; round++) {
    await until(() => ann.provider.synced && ben.provider.synced).toBe(true)
    const before = ben.text.length
    const typing = setInterval(() => {
      ann.text.insert(ann.text.length, `${round}a `)
      ben.text.insert(0, `${round}b `)
    }, 1)
    await until(() => ben.text.length - before).toBeGreaterThan(200 + round * 37)
    await kill(running.child, 'SIGKILL')
    clearInterval(typing)
    seen.push(ann.text.toString(), ben.text.toString())
    ann.provider.disconnect()
    ben.provider.disconnect()
    running = await start(directory, port)
    // Somebody who was not there asks the server alone for what was seen by both.
    using stranger = stockClient(port, 'd', `stranger${round}`)
    await until(() => stranger.provider.synced).toBe(true)
    const kept = stranger.text.toString()
    const marks = (text: string, mark: string): number => text.split(mark).length - 1
    expect(marks(kept, `${round}a`)).toBeGreaterThanOrEqual(marks(ben.text.toString(), `${round}a`))
    expect(marks(kept, `${round}b`)).toBeGreaterThanOrEqual(marks(ann.text.toString(), `${round}b`))
    ann.provider.connect()
    ben.provider.connect()
    await until(() => ann.text.toString() === ben.text.toString() && ann.provider.synced && ben.provider.synced).toBe(true)
  }
  expect(await kill(running.child, 'SIGTERM')).toBe(0)
}, 60_000)

test('a stop with a word: sockets hear 1012 and the process ends with 0', async () => {
  const { child, port } = await start(await newDirectory(), 0)
  using ann = stockClient(port, 'd', 'ann')
  await until(() => ann.provider.synced).toBe(true)
  const ended = kill(child, 'SIGTERM')
  await until(() => ann.closes).toContain(1012)
  expect(await ended).toBe(0)
  expect(ann.provider.ws?.readyState).not.toBe(WebSocket.OPEN)
})

test('what it can\'t start with is one line that names it, and exit code 1', async () => {
  const directory = await newDirectory()
  expect(await failing(['--data', directory], {})).toEqual({ code: 1, stderr: 'SYNC_TICKET_SECRET is not set: the secret that tickets are signed with.\n' })
  const env = { SYNC_TICKET_SECRET: secret }
  expect(await failing(['--port', 'x', '--data', directory], env)).toEqual({ code: 1, stderr: '--port x is not a port.\n' })
  expect(await failing(['--port', '0'], env)).toMatchObject({ code: 1, stderr: expect.stringContaining('--data') })
  expect(await failing(['--port', '0', '--data', '/proc/nowhere'], env)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The documents folder \/proc\/nowhere can't be written: .*\n$/) })
  const taken = createServer()
  const port = await new Promise<number>((resolve) => taken.listen(0, '127.0.0.1', () => {
    const address = taken.address()
    resolve(typeof address === 'object' && address !== null ? address.port : 0)
  }))
  expect(await failing(['--port', String(port), '--data', directory], env)).toEqual({ code: 1, stderr: `--port ${port} is taken.\n` })
  taken.close()
  const { child } = await start(directory, 0)
  expect(await failing(['--port', '0', '--data', directory], env)).toEqual({ code: 1, stderr: `The documents folder ${directory} is in use by process ${child.pid}.\n` })
  await kill(child, 'SIGTERM')
})
