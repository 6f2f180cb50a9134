import type { Browser, CDPSession, Page } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startRound } from '../support/browser/in-the-room.ts'
import { keepPictures, openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { signUpPair, sit, type Pair } from '../support/past-rounds.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: recording needs a browser (Debian package chromium).')

let browser: Browser
let app: RunningApp
let pair: Pair
let people: readonly Visitor[] = []

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory })
  pair = await signUpPair(app.url, app.clock)
}, 60_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, people)
})
afterAll(async () => {
  pair?.ann.drop()
  pair?.ben.drop()
  await browser?.close()
  await app?.close()
})

const inRound = async () => {
  const { session } = await sit(pair, { bothWays: false })
  const visitors = [await openVisitor(browser, app.url, { name: 'ann' }), await openVisitor(browser, app.url, { name: 'ben' })] as const
  people = visitors
  onTestFinished(async () => { for (const { context } of visitors) await context.close() })
  await signInAs(visitors[0], pair.ann)
  await signInAs(visitors[1], pair.ben)
  const [ann, ben] = visitors.map(each => each.page) as [Page, Page]
  for (const page of [ann, ben]) await page.goto(`/r/${session}`)
  await startRound(ann, ben)
  return { session, visitors, ann, ben }
}
const agree = async (session: string, agreed: boolean, ...who: readonly ('ann' | 'ben')[]) => {
  for (const name of who) await pair[name].post('agree-recording', { session, agreed })
}
const record = (page: Page) => page.getByRole('button', { name: 'Record the sound' })
const sign = (page: Page) => page.locator('.recording-sign')
const keptSeconds = async (page: Page, seconds: number) => {
  await page.waitForFunction(wanted => Number(document.querySelector('.recording-sign')?.getAttribute('data-kept')) >= wanted, seconds)
  return Number(await sign(page).getAttribute('data-kept'))
}

/** Plays what the page shows from beginning to end, quickly, and says how far it came. */
const playAll = (page: Page) => page.locator('audio, .recordings video').first().evaluate(async (player: HTMLMediaElement) => {
  await new Promise<void>(resolve => {
    const look = () => (Number.isFinite(player.duration) && player.duration > 0 ? resolve() : setTimeout(look, 50))
    look()
  })
  player.muted = true
  player.playbackRate = 8
  await player.play()
  await new Promise(resolve => { player.addEventListener('ended', resolve); player.addEventListener('error', resolve) })
  return { seconds: player.currentTime, error: player.error?.message ?? null }
})

/** The file as it lies in the browser, changed in one place. */
const spoil = (page: Page, place: number) => page.evaluate(async share => {
  const root = await navigator.storage.getDirectory()
  const all = await root.getDirectoryHandle('recordings') as FileSystemDirectoryHandle & { values(): AsyncIterable<FileSystemHandle> }
  for await (const person of all.values()) {
    for await (const each of (person as typeof all).values()) {
      const handle = each as FileSystemFileHandle
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
      const at = Math.floor(bytes.length * share)
      bytes[at] = (bytes[at] ?? 0) ^ 0xff
      const writer = await handle.createWritable()
      await writer.write(bytes)
      await writer.close()
    }
  }
}, place)

describe.skipIf(missing)('a recording', () => {
  test('needs both, is shown to both, is stopped by either, and is played, kept and deleted where it was made', async () => {
    const { session, visitors, ann, ben } = await inRound()
    expect(await record(ann).count() + await record(ben).count()).toBe(0)
    await agree(session, true, 'ann')
    expect(await record(ann).count()).toBe(0)
    await agree(session, true, 'ben')
    await record(ann).click()
    await sign(ann).getByText('on your machine').waitFor()
    await sign(ben).getByText('on brindle’s machine').waitFor()
    // A phone shows the call on a tab of its own; that it is recorded stands in the bar too.
    await ben.setViewportSize({ width: 390, height: 844 })
    await ben.getByRole('img', { name: 'The call is being recorded' }).waitFor()
    await ben.setViewportSize({ width: 1_440, height: 900 })
    await keptSeconds(ann, 4)
    await sign(ben).getByRole('button', { name: 'Stop' }).click()
    for (const page of [ann, ben]) await sign(page).waitFor({ state: 'detached' })

    await ann.goto('/settings/recordings')
    await ann.getByText('With osprey').waitFor()
    const { seconds, error } = await playAll(ann)
    expect(error).toBeNull()
    expect(seconds).toBeGreaterThan(3)
    expect(await ann.getByText('It broke off').count()).toBe(0)
    const download = ann.waitForEvent('download')
    await ann.getByRole('button', { name: 'Save the file' }).click()
    expect((await download).suggestedFilename()).toMatch(/^unanimous-\d{4}-\d\d-\d\d\.webm$/)
    await spoil(ann, 0.5)
    await ann.reload()
    await ann.getByText(/Could not be read: \d+:\d\d–\d+:\d\d\. The rest plays\./).waitFor()
    expect((await playAll(ann)).seconds).toBeGreaterThan(3)
    await ann.getByRole('button', { name: 'Delete' }).click()
    await ann.getByRole('alertdialog').getByRole('button', { name: 'Delete it' }).click()
    await ann.getByText('Nothing was recorded here yet.').waitFor()

    await ben.goto('/settings/recordings')
    await ben.getByText('Nothing was recorded here yet.').waitFor()
    for (const each of visitors) expect(each.complaints).toEqual([])
  }, 180_000)

  test('of the picture too plays as one, and ends as soon as one of them takes their word back', async () => {
    const { session, ann, ben } = await inRound()
    await agree(session, true, 'ann', 'ben')
    await ben.getByRole('button', { name: 'with the picture' }).click()
    await sign(ann).getByText('sound and picture').waitFor()
    await keptSeconds(ben, 3)
    await agree(session, false, 'ann')
    for (const page of [ann, ben]) await sign(page).waitFor({ state: 'detached' })
    expect(await record(ben).count()).toBe(0)
    await ben.goto('/settings/recordings')
    const player = ben.locator('.recordings video')
    await player.waitFor()
    const { seconds, error } = await playAll(ben)
    expect(error).toBeNull()
    expect(seconds).toBeGreaterThan(2)
    expect(await player.evaluate((each: HTMLVideoElement) => [each.videoWidth, each.videoHeight])).toEqual([1_280, 360])
  }, 120_000)

  test('of a tab that was killed holds all but the last two seconds, and plays', async () => {
    const { session, visitors: [killed], ann, ben } = await inRound()
    await agree(session, true, 'ann', 'ben')
    await record(ann).click()
    const kept = await keptSeconds(ann, 6)
    const line: CDPSession = await killed.context.newCDPSession(ann)
    // The renderer dies in the middle of its work; nothing of the page runs after it.
    void line.send('Page.crash').catch(() => undefined)
    await ann.waitForEvent('crash')
    await sign(ben).waitFor({ state: 'detached' })
    const page = await killed.openTab('/settings/recordings')
    await page.getByText('It broke off').waitFor()
    const { seconds, error } = await playAll(page)
    expect(error).toBeNull()
    expect(seconds).toBeGreaterThanOrEqual(kept - 2)
  }, 180_000)
})
