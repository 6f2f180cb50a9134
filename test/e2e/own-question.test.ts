import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { invite, joinAsGuest, joinRoom, signUp } from '../support/browser/getting-in.ts'
import { startRound } from '../support/browser/in-the-room.ts'
import { openStage, servePages } from '../support/browser/stage.ts'
import { overflowing, settled, violations } from '../support/browser/looks.ts'

const stage = openStage({ what: 'a question of one’s own', serve: servePages })

const text = (page: Page) => page.locator('.cm-content')
const objections = (page: Page) => page.getByRole('region', { name: 'Objections' })

const paste = async (page: Page) => {
  await page.goto('/practice')
  await page.getByRole('link', { name: /Your questions/ }).click()
  await page.getByRole('button', { name: 'Paste a question' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title').fill('Meeting rooms')
  await dialog.getByLabel('Pattern').selectOption({ label: 'Coding: intervals' })
  await dialog.getByLabel('What the candidate reads').fill('You get meetings as <b>[from, to]</b>. How many rooms are needed?')
  await dialog.getByRole('button', { name: 'Give it a ladder' }).click()
  await page.waitForURL(/\/library\/mine\/[\w-]{22}$/)
  await text(page).waitFor()
}

/** Breaks a line, hears of it by its number, and mends it with undo. */
const breakAndMend = async (page: Page) => {
  await text(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('oops: 1\n')
  await objections(page).getByRole('button', { name: /There is no key "oops" here/ }).waitFor()
  await page.locator('.cm-line.fault-line', { hasText: 'oops' }).waitFor()
  await page.getByRole('heading', { level: 1, name: 'Meeting rooms' }).waitFor()
  await page.reload()
  await text(page).getByText('oops: 1').waitFor()
  await objections(page).getByRole('button').first().click()
  await page.keyboard.press('Control+Home')
  for (const key of ['Shift+ArrowDown', 'Delete']) await page.keyboard.press(key)
  await page.getByText('No objections.', { exact: false }).waitFor()
}

/** Asks a step on the console's side, and sees its card on the other. */
const tryBothSides = async (page: Page) => {
  const preview = page.locator('.preview')
  await preview.locator('.next-step').first().click()
  await preview.getByRole('button', { name: 'Inject constraint' }).click()
  await preview.getByRole('tab', { name: 'What they see' }).click()
  await preview.getByText('You get meetings as <b>[from, to]</b>.', { exact: false }).waitFor()
  await preview.getByRole('region', { name: 'New constraint' }).waitFor()
  expect(await preview.getByText('Nailed').count()).toBe(0)
  await preview.getByRole('tab', { name: 'Your console' }).click()
}

describe.skipIf(stage.missing)('a question of one\u2019s own', () => {
  test('is pasted, mended, tried from both sides and asked', async () => {
    const ada = await stage.visit({ name: 'ada' })
    const ben = await stage.visit({ name: 'ben' })
    await signUp(ada)
    const { page } = ada
    await paste(page)
    await breakAndMend(page)
    // Before a step is open: its lines to come are cut off by an ellipsis, which reaches past the edge unseen.
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await overflowing(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    await tryBothSides(page)
    await settled(page)
    expect(await violations(page)).toEqual([])
    await page.goto('/library/mine')
    await page.getByText('Ready to ask').waitFor()
    expect(await violations(page)).toEqual([])

    const link = await invite(page)
    await page.getByLabel('A question of your own').selectOption({ label: 'Meeting rooms' })
    await joinAsGuest(ben, link)
    await page.getByRole('button', { name: 'Read it, 3 min' }).waitFor()
    await page.getByText('Meeting rooms').first().waitFor()
    for (const each of stage.people) await joinRoom(each.page)
    await startRound(page, ben.page)
    await ben.page.getByText('You get meetings as <b>[from, to]</b>.', { exact: false }).waitFor()
  }, 120_000)
})
