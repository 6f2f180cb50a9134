import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openStage, servePages } from '../support/browser/stage.ts'
import type { TwoInARoom } from '../support/browser/two-in-a-room.ts'

const stage = openStage({ what: 'recording', serve: servePages })

const inRound = async () => {
  const room = await stage.two()
  const agree = async (agreed: boolean, ...who: readonly (keyof TwoInARoom['seats'])[]) => {
    for (const name of who) await room.seats[name].post('agree-recording', { session: room.session, agreed })
  }
  return { ...room, agree, adas: room.ada, ada: room.ada.page, ben: room.ben.page }
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

describe.skipIf(stage.missing)('a recording', () => {
  test('needs both, is shown to both, is stopped by either, and is played, kept and deleted where it was made', async () => {
    const { agree, names, ada, ben } = await inRound()
    expect(await record(ada).count() + await record(ben).count()).toBe(0)
    await agree(true, 'ada')
    expect(await record(ada).count()).toBe(0)
    await agree(true, 'ben')
    await record(ada).click()
    await sign(ada).getByText('on your machine').waitFor()
    await sign(ben).getByText(`on ${names.ada}’s machine`).waitFor()
    // A phone shows the call on a tab of its own; that it is recorded stands in the bar too.
    await ben.setViewportSize({ width: 390, height: 844 })
    await ben.getByRole('img', { name: 'The call is being recorded' }).waitFor()
    await ben.setViewportSize({ width: 1_440, height: 900 })
    await keptSeconds(ada, 4)
    await sign(ben).getByRole('button', { name: 'Stop' }).click()
    for (const page of [ada, ben]) await sign(page).waitFor({ state: 'detached' })
    // The file is closed behind the sign: who leaves before that has one that broke off.
    await expect.poll(() => ada.workers().some(each => each.url().includes('store.worker'))).toBe(false)

    await ada.goto('/settings/recordings')
    await ada.getByText(`With ${names.ben}`).waitFor()
    const { seconds, error } = await playAll(ada)
    expect(error).toBeNull()
    expect(seconds).toBeGreaterThan(3)
    expect(await ada.getByText('It broke off').count()).toBe(0)
    const download = ada.waitForEvent('download')
    await ada.getByRole('button', { name: 'Save the file' }).click()
    expect((await download).suggestedFilename()).toMatch(/^unanimous-\d{4}-\d\d-\d\d\.webm$/)
    await spoil(ada, 0.5)
    await ada.reload()
    await ada.getByText(/Could not be read: \d+:\d\d–\d+:\d\d\. The rest plays\./).waitFor()
    expect((await playAll(ada)).seconds).toBeGreaterThan(3)
    await ada.getByRole('button', { name: 'Delete' }).click()
    await ada.getByRole('alertdialog').getByRole('button', { name: 'Delete it' }).click()
    await ada.getByText('Nothing was recorded here yet.').waitFor()

    await ben.goto('/settings/recordings')
    await ben.getByText('Nothing was recorded here yet.').waitFor()
  }, 180_000)

  test('of the picture too plays as one, and ends as soon as one of them takes their word back', async () => {
    const { agree, ada, ben } = await inRound()
    await agree(true, 'ada', 'ben')
    await ben.getByRole('button', { name: 'Record sound and picture' }).click()
    await sign(ada).getByText('sound and picture').waitFor()
    await keptSeconds(ben, 3)
    await agree(false, 'ada')
    for (const page of [ada, ben]) await sign(page).waitFor({ state: 'detached' })
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
    const { agree, adas: killed, ada, ben } = await inRound()
    await agree(true, 'ada', 'ben')
    await record(ada).click()
    const kept = await keptSeconds(ada, 6)
    const line = await killed.context.newCDPSession(ada)
    // The renderer dies in the middle of its work; nothing of the page runs after it.
    void line.send('Page.crash').catch(() => undefined)
    await ada.waitForEvent('crash')
    await sign(ben).waitFor({ state: 'detached' })
    const page = await killed.openTab('/settings/recordings')
    await page.getByText('It broke off').waitFor()
    const { seconds, error } = await playAll(page)
    expect(error).toBeNull()
    expect(seconds).toBeGreaterThanOrEqual(kept - 2)
  }, 180_000)
})
