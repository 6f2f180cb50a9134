import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isMissing, launchChromium, takeForeignRequests } from '@unanimous/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: that nothing leaves needs a browser (Debian package chromium).')

// No policy holds these pages back: whatever they ask for goes out, as far as it gets.
const served: Readonly<Record<string, string>> = {
  '/': '<!doctype html><title>Careless</title>',
  '/worker.js': "fetch('http://foreign.invalid/from-a-worker').catch(() => undefined).then(() => postMessage('asked'))",
  '/service.js': "oninstall = event => event.waitUntil(fetch('http://foreign.invalid/from-a-service-worker').catch(() => undefined))",
}

let browser: Browser
let server: Server
let origin: string

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  server = createServer(({ url = '/' }, response) => void response.writeHead(200, { 'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html' }).end(served[url]))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(async () => {
  await browser?.close()
  server?.close()
})

/** What the page did is over when this resolves. */
const doing = async (act: (page: Page) => Promise<unknown>): Promise<void> => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(origin)
  await act(page)
  await context.close()
}

const fetches = (url: string) => (page: Page) => page.evaluate(async address => void await fetch(address, { mode: 'no-cors' }).catch(() => undefined), url)

const ways: readonly (readonly [way: string, heard: string, act: (page: Page) => Promise<unknown>])[] = [
  ['a page', 'GET http://foreign.invalid/', fetches('http://foreign.invalid/')],
  ['a page in secret', 'CONNECT foreign.invalid:443', fetches('https://foreign.invalid/')],
  ['a page of the browser’s maker', 'GET https://fonts.googleapis.com/', fetches('https://fonts.googleapis.com/')],
  ['a page by number', 'GET http://203.0.113.9/', fetches('http://203.0.113.9/')],
  ['a socket', 'CONNECT foreign.invalid:80', page => page.evaluate(() => new Promise(done => {
    new WebSocket('ws://foreign.invalid/').addEventListener('error', done)
  }).then(() => undefined))],
  ['a frame in a sandbox', 'GET http://foreign.invalid/picture', page => page.evaluate(() => new Promise(done => {
    addEventListener('message', done)
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.srcdoc = '<img src="http://foreign.invalid/picture" onerror="parent.postMessage(1, \'*\')">'
    document.body.append(frame)
  }).then(() => undefined))],
  ['a worker', 'GET http://foreign.invalid/from-a-worker', page => page.evaluate(() => new Promise(done => {
    new Worker('/worker.js').addEventListener('message', done)
  }).then(() => undefined))],
  ['a service worker', 'GET http://foreign.invalid/from-a-service-worker', page => page.evaluate(async () => {
    await navigator.serviceWorker.register('/service.js')
    await navigator.serviceWorker.ready
  })],
]

describe.skipIf(missing)('what a browser of a test asks of another host', () => {
  test.each(ways)('is heard, and answered by nobody: %s', async (_way, heard, act) => {
    await doing(act)
    expect(new Set(await takeForeignRequests())).toEqual(new Set([heard]))
  })

  test('is none of a page that stays at home', async () => {
    await doing(fetches(origin))
    expect(await takeForeignRequests()).toEqual([])
  })

  // The first test above shows that this one does nothing wrong but asking.
  test.fails('turns its test red when nobody takes it', () => doing(fetches('http://foreign.invalid/')))
})
