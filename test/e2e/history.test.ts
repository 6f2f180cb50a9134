import type { Browser } from 'playwright-core'
import type { RoundKind } from '@unanimous/rounds'
import { isMissing, launchChromium } from '@unanimous/testing'
import { givenMetrics, receivedMetrics, type RoundFacts } from '@unanimous/verdict'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overflowing, settled, violations } from '../support/browser/looks.ts'
import { openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { writeLongPast, type Met } from '../support/long-past.ts'
import { Person } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the page of history needs a browser (Debian package chromium).')

const weekMs = 7 * 86_400_000

let browser: Browser
let app: RunningApp
let visitor: Visitor
let me: Met
let facts: readonly RoundFacts[]

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory })
  const names = ['brindle', 'osprey', 'finch', 'wren']
  const people: Person[] = []
  for (const name of names) people.push(await new Person(app.url).signUp(name))
  const { rows } = await app.storage.pool.query<Met>('select person, handle as name from profile')
  const [mine, ...peers] = names.map(name => rows.find(row => row.name === name) ?? { person: '', name })
  me = mine ?? { person: '', name: '' }
  facts = await writeLongPast({ storage: app.storage, me, peers, rounds: 40, until: app.clock.now() - weekMs })
  visitor = await openVisitor(browser, app.url, { name: 'brindle' })
  await signInAs(visitor, people[0] ?? { cookie: '', url: app.url })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const open = async (path: string) => {
  await visitor.page.goto(path)
  await settled(visitor.page)
  await visitor.page.locator('.tbl, .empty').first().waitFor()
  return visitor.page
}
const figure = (title: string) => visitor.page.getByRole('region', { name: title })
const rowsOf = async (title: string): Promise<string[][]> =>
  Promise.all((await figure(title).locator('tbody tr').all()).map(async row => Promise.all((await row.locator('td').all()).map(cell => cell.innerText()))))

describe.skipIf(missing)('history after a week away', () => {
  test('what would have ended the loop is read first, then one action', async () => {
    const page = await open('/history')
    const end = receivedMetrics(facts, me.person).nearestEnd
    const first = page.getByRole('heading', { level: 2 }).first()
    expect(await first.innerText()).toBe('What would have ended your loop')
    const action = page.locator('.sheet a.btn.pri')
    expect(await action.count()).toBe(1)
    expect(await action.getAttribute('href')).toBe(`/practice?kind=${end?.kind}`)
    await action.click()
    await settled(page)
    const chosen: Partial<Record<RoundKind, string>> = { coding: 'Coding', sd: 'System design', culture: 'Culture', hm: 'Hiring manager', tech: 'Phone screen' }
    expect(await page.getByLabel('Round').locator('option:checked').innerText()).toBe(end && chosen[end.kind])
  })

  test('the numbers are those of the pure metrics', async () => {
    await open('/history?as=table')
    const pure = receivedMetrics(facts, me.person)
    const scored = await rowsOf('How interviewers scored you')
    expect(scored).toHaveLength(pure.dimensions.length)
    const shown = new Set(scored.map(([, ratings, mean]) => `${ratings} | ${mean?.split(/\s/)[0]}`))
    expect(shown).toEqual(new Set(pure.dimensions.map(({ dots, mean }) => `${dots.map(dot => dot.rating).join(', ')} | ${mean.value?.toFixed(1) ?? 'Too'}`)))
    expect(scored.filter(row => row[3]?.includes('Rising'))).toHaveLength(pure.dimensions.filter(({ trend }) => trend.value?.arrow === 'up').length)
    expect(pure.dimensions.some(({ trend }) => trend.value?.arrow === 'up')).toBe(true)
    expect((await rowsOf('Where it breaks')).map(([, struggled, answered]) => [struggled, answered])).toEqual(pure.breaks.map(each => [String(each.struggled), String(each.n)]))
    expect((await rowsOf('Your calibration')).map(row => Number(row[2])).reduce((left, right) => left + right, 0)).toBe(pure.calibration.agreement.n)
    const aspects = await rowsOf('What candidates said')
    const given = givenMetrics(facts, me.person)
    expect(aspects.map(row => row[2])).toEqual(given.interviewing.aspects.map(({ mean }) => String(mean.n)))
    expect(aspects[0]?.[1]).toBe(given.interviewing.aspects[0]?.mean.value?.toFixed(1))
    expect((await rowsOf('Given and received'))[0]).toEqual(['Everybody', String(given.rounds), String(given.rounds * 60), String(pure.rounds), String(pure.rounds * 60)])
  })

  test('below eight ratings there are dots and no line', async () => {
    const page = await open('/history')
    await page.getByRole('button', { name: /Show all/ }).click()
    const pure = receivedMetrics(facts, me.person).dimensions
    expect(pure.some(({ trend }) => trend.value === undefined)).toBe(true)
    expect(await page.locator('.dot-charts svg path[fill="none"]').count()).toBe(pure.filter(({ trend }) => trend.value !== undefined).length)
    expect(await page.locator('.dot-charts svg[role="img"]').count()).toBe(pure.length)
  })

  test('every number leads to its rounds', async () => {
    const page = await open('/history')
    const breaks = figure('Where it breaks')
    await breaks.locator('summary').first().click()
    const [worst] = receivedMetrics(facts, me.person).breaks
    const links = await breaks.locator('details[open] a').evaluateAll(found => found.map(each => each.getAttribute('href')))
    expect(links.toSorted()).toEqual(worst?.rounds.map(round => `/history/${round}`).toSorted())
    expect(await overflowing(page)).toEqual([])
  })

  test('a search stands in the address, and one that finds nothing is cleared', async () => {
    const page = await open('/history')
    await page.getByRole('searchbox', { name: 'Search your rounds' }).fill('osprey')
    await page.waitForURL(/text=osprey/)
    await expect.poll(async () => (await page.locator('.history .tbl tbody tr').allInnerTexts()).every(text => text.includes('osprey'))).toBe(true)
    await page.goto('/history?text=nothing-of-the-kind&direction=given')
    await page.getByText('No rounds match').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.waitForURL(url => url.search === '')
    await page.locator('.tbl').first().waitFor()
    expect(await page.getByRole('searchbox', { name: 'Search your rounds' }).inputValue()).toBe('')
  })

  test('older rounds come on demand', async () => {
    const page = await open('/history?direction=received')
    const received = facts.filter(each => each.candidate === me.person).length
    expect(await page.locator('.history > section:last-child tbody tr').count()).toBe(30)
    await page.getByRole('button', { name: 'Show older rounds' }).click()
    await expect.poll(() => page.locator('.history > section:last-child tbody tr').count()).toBe(received)
    expect(await page.getByRole('button', { name: 'Show older rounds' }).count()).toBe(0)
  })

  test.each(['/history', '/history?as=table', '/history?direction=given', '/history?kind=sd'])('%s is right in both themes, on a phone and at twice the size', async path => {
    const page = await open(path)
    for (const viewport of [{ width: 1440, height: 900 }, { width: 720, height: 450 }, { width: 390, height: 844 }]) {
      await page.setViewportSize(viewport)
      expect(await overflowing(page), `${viewport.width}`).toEqual([])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await violations(page), `${viewport.width} ${colorScheme}`).toEqual([])
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    expect(visitor.complaints.splice(0)).toEqual([])
  })

  test('text twice as large in the settings of a browser makes all of a page twice as large', async () => {
    const page = await open('/history')
    const sizes = () => page.evaluate(() => ['h1', '.figure h2', '.figure .caption', '.tbl td', '.sheet a.btn.pri', '.tbl tbody tr', '.dot-charts svg text'].map(each => {
      const found = document.querySelector(each)
      return found === null ? [each] : [each, Number.parseFloat(getComputedStyle(found).fontSize), each.startsWith('.sheet') ? Math.round(found.getBoundingClientRect().height) : 0]
    }))
    const usual = await sizes()
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('13px')
    const settings = await page.context().newCDPSession(page)
    const twice = async () => {
      await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
      await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('26px')
    }
    await twice()
    for (const [index, [name, text, height]] of (await sizes()).entries()) {
      if (text === undefined) continue
      expect(text, String(name)).toBeCloseTo(Number(usual[index]?.[1]) * 2, 1)
      // What no longer fits beside its neighbour goes onto a line of its own.
      if (Number(height) > 0) expect(height, String(name)).toBeGreaterThanOrEqual(Number(usual[index]?.[2]) * 2)
    }
    for (const path of ['/history', '/history?as=table', '/history?direction=given']) {
      await open(path)
      await twice()
      expect(await overflowing(page), path).toEqual([])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('26px')
        expect(await violations(page), `${path} ${colorScheme}`).toEqual([])
      }
    }
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } })
    await settings.detach()
  })

  test('each table says what it is and what each column and row is', async () => {
    for (const path of ['/history?as=table', '/history?as=table&direction=given']) {
      const page = await open(path)
      const tables = await page.evaluate(() => [...document.querySelectorAll('table')].map(table => ({
        caption: table.caption?.textContent ?? '', columns: [...table.querySelectorAll('thead th')].map(each => each.getAttribute('scope')),
        bare: table.closest('.figure') ? [...table.querySelectorAll('tbody tr')].filter(row => row.firstElementChild?.getAttribute('role') !== 'rowheader').length : 0,
      })))
      expect(tables.length).toBeGreaterThan(3)
      for (const { caption, columns, bare } of tables) {
        expect(caption).not.toBe('')
        expect(new Set(columns)).toEqual(new Set(['col']))
        expect(bare, caption).toBe(0)
      }
    }
  })
})
