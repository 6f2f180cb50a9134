import { describe, expect, test } from 'vitest'
import { startRound, typeCode } from '../support/browser/in-the-room.ts'
import { overflowing, violations } from '../support/browser/looks.ts'
import { openStage, servePages } from '../support/browser/stage.ts'
import type { Visitor } from '../support/browser/visitor.ts'

const stage = openStage({ what: 'bookmarking a moment', serve: servePages })

/** What the replay of a round lists as bookmarked. */
const bookmarked = async ({ page, goto }: Visitor, round: string) => {
  await goto(`/replay/${round}`)
  await page.locator('.replay .cm-content').waitFor()
  return page.locator('.replay-list li').filter({ has: page.getByRole('img', { name: 'Bookmark' }) })
}

describe.skipIf(stage.missing)('a bookmark', () => {
  test('is one’s own: made by key or button, taken back while it is new, found again in the replay, and nobody else’s', async () => {
    const { ada, ben, seats, session } = await stage.two({ stand: 'room' })
    for (const seat of Object.values(seats)) await seat.post('agree-replay', { session, agreed: true })
    await startRound(ada.page, ben.page)
    const { rounds } = await seats.ada.read('session', { session })
    const round = rounds[0]?.round ?? ''
    const takeBack = ben.page.getByRole('button', { name: /^Take the bookmark at .* back$/ })

    // From inside the text, by key; by button; and one that is not wanted after all.
    await typeCode(ben.page, '\n// here it turned')
    await ben.page.keyboard.press('Control+b')
    await takeBack.waitFor()
    await ben.page.getByRole('button', { name: 'Bookmark this moment' }).click()
    await expect.poll(async () => (await seats.ben.read('round-view', { round })).view).toMatchObject({ bookmarks: [{}, {}] })
    await takeBack.click()
    await takeBack.waitFor({ state: 'detached' })
    await ben.page.screenshot({ path: 'test-results/bookmark-room.png' })
    for (const { page } of [ada, ben]) expect(await violations(page)).toEqual([])
    expect(await ada.page.getByRole('button', { name: /^Take the bookmark/ }).count()).toBe(0)
    await ben.page.setViewportSize({ width: 390, height: 844 })
    await ben.page.screenshot({ path: 'test-results/bookmark-phone.png' })
    await ada.page.screenshot({ path: 'test-results/bookmark-console.png' })
    expect(await overflowing(ben.page)).toEqual([])
    expect((await seats.ada.read('round-view', { round })).view).toMatchObject({ bookmarks: [] })

    await seats.ada.post('end-round', { round })
    await ben.page.setViewportSize({ width: 1440, height: 900 })
    const own = await bookmarked(ben, round)
    expect(await own.count()).toBe(1)
    await ben.page.keyboard.press(']')
    await expect.poll(() => own.getAttribute('aria-current')).toBe('step')
    await own.getByRole('link', { name: 'Retry this moment' }).waitFor()
    await ben.page.screenshot({ path: 'test-results/bookmark-replay.png' })
    expect(await violations(ben.page)).toEqual([])
    expect(await (await bookmarked(ada, round)).count()).toBe(0)
  })

  test('is not offered where no replay is kept', async () => {
    const { ada, ben } = await stage.two()
    for (const { page } of [ada, ben]) expect(await page.getByRole('button', { name: 'Bookmark this moment' }).count()).toBe(0)
  })
})
