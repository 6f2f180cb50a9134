import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { attackNames, javascriptAttacks, pythonAttacks } from '../../support/attacks.ts'
import { chooseLanguage, type CodingRoom, openCodingRoom, runCode } from '../../support/browser/running.ts'
import { keepPictures, webDirectory } from '../../support/browser/visitor.ts'
import { openApp, type RunningApp } from '../../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the attacks of shared code need a browser (Debian package chromium).')

let browser: Browser
let app: RunningApp
let room: CodingRoom
let foreign: Server
let foreignUrl = ''
let reached: string[] = []

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory })
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
afterAll(async () => {
  await browser?.close()
  await app?.close()
  foreign?.close()
})
beforeEach(() => {
  reached = []
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, [room.ada, room.ben])
  await Promise.all([room.ada.context.close(), room.ben.context.close()])
})

const openRoom = async (options: { readonly bypassCSP?: boolean } = {}) => {
  room = await openCodingRoom(browser, app.url, { allow: [/./], ...options })
  return room.ben.page
}
const linesOf = (shown: string, word: 'open' | 'shut') => shown.split('\n').filter(line => line.startsWith(`${word} `)).map(line => line.split(' ')[1] ?? '')
describe.skipIf(missing)('shared code that attacks', () => {
  test('in JavaScript reaches nothing', async () => {
    const page = await openRoom()
    await chooseLanguage(room, 'JavaScript')
    const address = page.url()
    const shown = await runCode(page, javascriptAttacks(app.url, foreignUrl))
    expect(linesOf(shown, 'open')).toEqual([])
    expect(linesOf(shown, 'shut')).toEqual(attackNames)
    expect(reached).toEqual([])
    expect(page.url()).toBe(address)
    expect(await page.evaluate(() => [localStorage.getItem('taken'), document.cookie.includes('taken')])).toEqual([null, false])
  })

  test('in Python reaches nothing', async () => {
    const page = await openRoom()
    await chooseLanguage(room, 'Python')
    const shown = await runCode(page, pythonAttacks(app.url, foreignUrl))
    expect(linesOf(shown, 'open')).toEqual([])
    expect(linesOf(shown, 'shut').length).toBeGreaterThan(attackNames.length)
    expect(reached).toEqual([])
  })

  test('gets out where the policy of the frame is not kept: the probes see what they are for', async () => {
    const page = await openRoom({ bypassCSP: true })
    await chooseLanguage(room, 'JavaScript')
    expect(linesOf(await runCode(page, javascriptAttacks(app.url, foreignUrl)), 'open')).toEqual(expect.arrayContaining(['foreign-host', 'xhr']))
    expect(reached.length).toBeGreaterThan(0)
  })

  test('speaks for its worker and is not believed: what it floods the page with ends the run, and no page of the product may evaluate', async () => {
    const page = await openRoom()
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
