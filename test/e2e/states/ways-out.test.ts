import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { startRound, writeNote } from '../../support/browser/in-the-room.ts'
import { overflowing, violations } from '../../support/browser/looks.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

const minute = 60_000

const stage = openStage({ what: 'the ways out of a round', serve: servePages })

const asked = (page: Page) => page.getByRole('alertdialog')

describe.skipIf(stage.missing)('the ways out of a running round', () => {
  test('ask first: the logo for either, and the end that a candidate has in overtime, which moves no other button', async () => {
    const { ada, ben, seats, session } = await stage.two({ stand: 'room' })
    for (const seat of Object.values(seats)) await seat.post('agree-replay', { session, agreed: true })
    await startRound(ada.page, ben.page)
    for (const { page } of [ada, ben]) {
      await page.getByRole('link', { name: 'Unanimous' }).click()
      await asked(page).getByRole('heading', { name: 'Leave while the round runs?' }).waitFor()
      await asked(page).getByRole('button', { name: 'Stay' }).click()
      await asked(page).waitFor({ state: 'detached' })
      expect(new URL(page.url()).pathname).toBe(`/r/${session}`)
    }

    const bookmark = ben.page.getByRole('button', { name: 'Bookmark this moment' })
    const end = ben.page.getByRole('button', { name: 'End round' })
    const place = await bookmark.boundingBox()
    expect(await end.count()).toBe(0)
    stage.server.clock.forward(61 * minute)
    // Any answer of the server tells the page what its clock says.
    await writeNote(ben.page, 'It runs over.')
    await end.waitFor()
    expect(await bookmark.boundingBox()).toEqual(place)
    expect(await violations(ben.page)).toEqual([])
    expect(await overflowing(ben.page)).toEqual([])
    await end.click()
    await asked(ben.page).getByRole('button', { name: 'Go on' }).click()
    await asked(ben.page).waitFor({ state: 'detached' })
    expect((await seats.ben.read('session', { session })).rounds.map(({ state }) => state)).toEqual(['running'])
    await end.click()
    await asked(ben.page).getByRole('button', { name: 'End round' }).click()
    for (const { page } of [ada, ben]) await page.getByRole('heading', { level: 1, name: /Between rounds|File what you saw/ }).waitFor()
  })
})
