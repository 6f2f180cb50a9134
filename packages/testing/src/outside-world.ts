import type { Browser, BrowserContext } from 'playwright-core'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/*
 * Every browser of a test has this for a proxy and can resolve no name. It reaches this machine directly, so that what is
 * heard here is what would have left it: of a page, a frame, a worker, a service worker, a socket. A request that a policy
 * of ours stops inside the browser never comes this far. Calls go around a proxy; their servers are looked at where they
 * are handed out.
 */

const asked: string[] = []
let opening: Promise<number> | undefined

const KNOCK = 'KNOCK'

/** Whom a Chromium asks for itself, whatever it is told: for updates, models, what a form's fields are. */
const MAKER = /^([\w-]+\.)*(google|googleapis|gstatic|gvt1)\.com$/

const hostOf = (line: string): string => {
  const address = line.split(' ')[1] ?? ''
  return URL.parse(address.includes('://') ? address : `http://${address}`)?.hostname ?? ''
}

const hear = (line: string, socket: Socket): void => {
  if (line === KNOCK) return void socket.end('heard')
  if (!MAKER.test(hostOf(line))) asked.push(line.replace(/ HTTP\/[\d.]+$/, ''))
  socket.destroy()
}

const serve = (): Promise<number> => new Promise((listening, failed) => {
  const server = createServer(socket => {
    let heard = ''
    socket.on('error', () => undefined)
    socket.on('data', bytes => {
      heard += bytes.toString('latin1')
      const end = heard.indexOf('\r\n')
      if (end >= 0) hear(heard.slice(0, end), socket.removeAllListeners('data'))
    })
  })
  server.on('error', failed)
  server.listen(0, '127.0.0.1', () => listening((server.address() as AddressInfo).port))
  server.unref()
})

const open = (): Promise<number> => (opening ??= serve())

/** For a Chromium: nothing but this machine can be reached, and whoever tries otherwise is written down. */
export const shutIn = async (): Promise<string[]> => [
  `--proxy-server=http://127.0.0.1:${await open()}`,
  // What peers call themselves in a call without a permission ends in .local and is asked of the machine alone.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1], EXCLUDE *.local',
]

/** What a page asks of the browser's maker, which would else pass for the browser's own. */
const watchContext = (context: BrowserContext): BrowserContext =>
  context.on('request', request => {
    if (MAKER.test(URL.parse(request.url())?.hostname ?? '')) asked.push(`${request.method()} ${request.url()}`)
  })

/** Watches everything that will be opened in a browser. */
export const watchBrowser = (browser: Browser): Browser => {
  const open = browser.newContext.bind(browser)
  browser.newContext = async options => watchContext(await open(options))
  return browser
}

/**
 * What the browsers of this process asked of other hosts since the last call, such as `GET http://host/path` or
 * `CONNECT host:443`, in order; nothing of it was answered. A test that means to ask takes it and says what it expects:
 * test/setup/nothing-leaves.ts fails a test after which any is left.
 */
export const takeForeignRequests = async (): Promise<string[]> => {
  if (!opening) return []
  const port = await opening
  // Whoever came before this knock has been heard when it is answered.
  await new Promise<void>((done, failed) => {
    const knock = connect(port, '127.0.0.1', () => knock.write(`${KNOCK}\r\n`))
    knock.on('error', failed).on('close', () => done()).resume()
  })
  return asked.splice(0)
}
