import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the kit needs a browser (Debian package chromium).')

const web = resolve(import.meta.dirname, '../../apps/web')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
// At least as strict as the server's own policy, so a page that needs more fails here first.
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"

const serveFolder = (folder: string): Server =>
  createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = extname(path) ? path : '/index.html'
    try {
      const body = readFileSync(join(folder, file))
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/html', 'content-security-policy': policy }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })

let folder: string
let server: Server
let browser: Browser
let origin: string

beforeAll(async () => {
  if (missing) return
  folder = mkdtempSync(join(tmpdir(), 'kit-'))
  execFileSync(process.execPath, [join(web, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', folder, '--logLevel', 'error'], { cwd: web })
  server = serveFolder(folder).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

const openKit = async (colorScheme: 'light' | 'dark', width = 1440): Promise<{ page: Page; complaints: string[] }> => {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => request.url().startsWith(origin) || complaints.push(`a foreign host: ${request.url()}`))
  await page.goto(`${origin}/ui`)
  await page.getByRole('heading', { name: 'Loading, after 300 ms' }).waitFor()
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  return { page, complaints }
}

const violations = async (page: Page): Promise<readonly string[]> => {
  const found: unknown = await page.evaluate(`(async () => {
    const module = { exports: {} };
    (function (module, exports) { ${axe} })(module, module.exports);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await (window.axe ?? module.exports).run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.flatMap((each) => each.nodes.map((node) => each.id + ' ' + node.target.join(' ') + ' ' + node.failureSummary));
  })()`)
  return found as readonly string[]
}

describe.skipIf(missing)('the kit', () => {
  test.each(['light', 'dark'] as const)('has no axe violation, no console error and no foreign request in %s', async (scheme) => {
    const { page, complaints } = await openKit(scheme)
    if (process.env['SHOTS']) {
      await page.screenshot({ path: join(process.env['SHOTS'], `kit-${scheme}.png`) })
      await page.screenshot({ path: join(process.env['SHOTS'], `kit-${scheme}-full.png`), fullPage: true })
    }
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Review strong no' }).click()
    await page.getByRole('alertdialog').waitFor()
    if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], `kit-${scheme}-dialog.png`) })
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  test('the chosen theme outlives a reload', async () => {
    const { page } = await openKit('light')
    await page.getByText('Dark', { exact: true }).click()
    await page.reload()
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
    await page.close()
  })

  test('single letters work outside text and are off inside it, where Alt takes their place', async () => {
    const { page } = await openKit('light')
    const toasts = page.getByRole('region', { name: 'Messages' }).getByText('Evidence saved')
    await page.getByLabel('Search rounds').focus()
    await page.keyboard.press('t')
    expect(await page.getByLabel('Search rounds').inputValue()).toBe('t')
    expect(await toasts.count()).toBe(0)
    await page.keyboard.press('Alt+t')
    await expect.poll(() => toasts.count()).toBe(1)
    await page.getByRole('heading', { name: 'Controls' }).click()
    await page.keyboard.press('t')
    await expect.poll(() => toasts.count()).toBe(2)
    await page.keyboard.press('Shift+?')
    const sheet = page.getByRole('dialog', { name: 'Shortcuts' })
    await sheet.getByText('Show a toast').waitFor()
    await page.keyboard.press('t')
    expect(await toasts.count()).toBe(2)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await page.close()
  })

  test('a menu, a dialog and a score are walked by keyboard, and focus comes back', async () => {
    const { page } = await openKit('light')
    const more = page.getByRole('button', { name: 'More' })
    await more.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('b')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Bookmark')
    await page.keyboard.press('Escape')
    expect(await more.evaluate((button) => button === document.activeElement)).toBe(true)
    const dialog = page.getByRole('button', { name: 'Dialog', exact: true })
    await dialog.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Invite a peer' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.evaluate((button) => button === document.activeElement)).toBe(true)
    const framing = page.getByRole('radiogroup', { name: 'Framing', exact: true })
    await framing.getByRole('radio', { name: /^3/ }).focus()
    await page.keyboard.press('2')
    expect(await framing.getByRole('radio', { name: /^2/ }).isChecked()).toBe(true)
    await page.close()
  })

  test.each(['shell', 'room', 'full'])('the %s frame has no axe violation in either theme and none at a phone\'s width', async (frame) => {
    const { page, complaints } = await openKit('light')
    await page.goto(`${origin}/ui/${frame}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const [colorScheme, width] of [['light', 1440], ['dark', 1440], ['light', 820], ['light', 390]] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.reload()
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], `${frame}-${colorScheme}-${width}.png`) })
      expect(await violations(page), `${colorScheme} at ${width}`).toEqual([])
    }
    expect(complaints).toEqual([])
    await page.close()
  })

  test('the pseudo-locale changes every word that the primitives say themselves', async () => {
    const { page } = await openKit('light')
    await page.evaluate(() => localStorage.setItem('locale', 'pseudo'))
    await page.goto(`${origin}/ui/shell`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByText('Skip to the page').count()).toBe(0)
    expect(await page.getByText('Upcoming', { exact: true }).count()).toBe(0)
    await page.close()
  })

  test('nothing reaches past the edge of a phone', async () => {
    const { page } = await openKit('light', 390)
    if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], 'kit-mobile.png'), fullPage: true })
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((each) => each.getBoundingClientRect().right > innerWidth && !each.closest('.scroll-x, svg'))
        .map((each) => `${each.tagName} ${each.className}`),
    )
    expect(wide).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.close()
  })
})
