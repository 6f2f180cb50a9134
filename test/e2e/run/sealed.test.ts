import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { attackNames, javascriptAttacks, pythonAttacks } from '../../support/attacks.ts'
import { chooseLanguage, runCode } from '../../support/browser/running.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

const stage = openStage({ what: 'the attacks of shared code', serve: servePages })
let foreign: Server
let foreignUrl = ''
let reached: string[] = []

beforeAll(async () => {
  foreign = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' }).end('1')
  })
  foreign.on('upgrade', (request, socket) => {
    reached.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>(resolve => foreign.listen(0, '127.0.0.1', resolve))
  foreignUrl = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`
})
afterAll(() => {
  foreign.close()
})
beforeEach(() => {
  reached = []
})

/** What is refused is complained of, which is as it should be. */
const openRoom = (options: { readonly bypassCSP?: boolean } = {}) => {
  const one = { allow: [/./], ...options }
  return stage.two({ ada: one, ben: one })
}
const linesOf = (shown: string, word: 'open' | 'shut') => shown.split('\n').filter(line => line.startsWith(`${word} `)).map(line => line.split(' ')[1] ?? '')
describe.skipIf(stage.missing)('shared code that attacks', () => {
  test('in JavaScript reaches nothing', async () => {
    const room = await openRoom()
    const { page } = room.ben
    await chooseLanguage(room, 'JavaScript')
    const address = page.url()
    const shown = await runCode(page, javascriptAttacks(stage.server.url, foreignUrl))
    expect(linesOf(shown, 'open')).toEqual([])
    expect(linesOf(shown, 'shut')).toEqual(attackNames)
    expect(reached).toEqual([])
    expect(page.url()).toBe(address)
    expect(await page.evaluate(() => [localStorage.getItem('taken'), document.cookie.includes('taken')])).toEqual([null, false])
  })

  test('in Python reaches nothing', async () => {
    const room = await openRoom()
    const { page } = room.ben
    await chooseLanguage(room, 'Python')
    const shown = await runCode(page, pythonAttacks(stage.server.url, foreignUrl))
    expect(linesOf(shown, 'open')).toEqual([])
    expect(linesOf(shown, 'shut').length).toBeGreaterThan(attackNames.length)
    expect(reached).toEqual([])
  })

  test('gets out where the policy of the frame is not kept: the probes see what they are for', async () => {
    const room = await openRoom({ bypassCSP: true })
    const { page } = room.ben
    await chooseLanguage(room, 'JavaScript')
    expect(linesOf(await runCode(page, javascriptAttacks(stage.server.url, foreignUrl)), 'open')).toEqual(expect.arrayContaining(['foreign-host', 'xhr']))
    expect(reached.length).toBeGreaterThan(0)
  })

  test('speaks for its worker and is not believed: what it floods the page with ends the run, and no page of the product may evaluate', async () => {
    const room = await openRoom()
    const { page } = room.ben
    await chooseLanguage(room, 'JavaScript')
    const shown = await runCode(page, "const post = MessagePort.prototype.postMessage\nMessagePort.prototype.postMessage = function () { for (;;) post.call(this, { kind: 'output', text: 'flood' }) }\nself.postMessage?.('x')\nconsole.log('printed')")
    expect(shown).toContain('printed')
    expect(await runCode(page, 'console.log("next")')).toBe('next\n')
    for (const path of ['/', `/r/${room.session}`, '/settings']) {
      const policy = (await page.request.get(path)).headers()['content-security-policy'] ?? ''
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toMatch(/unsafe-eval/)
    }
  })
})
