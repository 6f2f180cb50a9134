import { describe, expect, test } from 'vitest'
import { fileGuess, fileScorecard } from '../support/browser/forms.ts'
import { invite, joinAsGuest, joinRoom, signUp, sessionOf } from '../support/browser/getting-in.ts'
import { askNext, captureSelection, endRound, injectCard, markOpen, seesSolution, startRound, typeCode } from '../support/browser/in-the-room.ts'
import { openStage, servePages } from '../support/browser/stage.ts'

const minuteMs = 60_000

const stage = openStage({ what: 'a round of nothing but follow-ups', serve: servePages })

describe.skipIf(stage.missing)('a round of nothing but follow-ups', () => {
  test('from the invite to the card', async () => {
    const ada = await stage.visit({ name: 'ada' })
    const ben = await stage.visit({ name: 'ben' })
    await signUp(ada)
    const link = await invite(ada.page)
    await ada.page.getByRole('button', { name: 'Change' }).first().click()
    const plan = ada.page.getByRole('dialog')
    await plan.getByRole('radiogroup', { name: 'Who interviews' }).getByText('One round only').click()
    await plan.getByLabel('Second round').waitFor({ state: 'detached' })
    await plan.getByLabel('First round').selectOption({ label: 'Extensions only' })
    await plan.getByText('It is practice and counts for no loop').waitFor()
    await plan.getByRole('radiogroup', { name: 'Longer round' }).getByText('+50 %').click()
    await plan.getByRole('button', { name: 'Done' }).click()
    await ada.page.getByText('Extensions only, 30 min').waitFor()

    await joinAsGuest(ben, link)
    await ben.page.getByText('longer round').first().waitFor()
    await ben.page.getByText('Practice, it counts for no loop').waitFor()
    for (const { page } of stage.people) await joinRoom(page)
    await startRound(ada.page, ben.page)
    for (const { page } of stage.people) await seesSolution(page)
    expect(await ben.page.getByText(/Answer key|Listen for|Facts on request/).count()).toBe(0)
    await typeCode(ben.page, '\n// this still holds\n')

    stage.server.clock.forward(5 * minuteMs)
    await captureSelection(ada.page, 'Names the first line that breaks')
    for (const mark of ['Nailed', 'Partial'] as const) {
      await askNext(ada.page)
      if (await injectCard(ada.page)) await ben.page.getByRole('region', { name: 'New constraint' }).waitFor()
      await ada.page.keyboard.press('1')
      await markOpen(ada.page, mark)
      stage.server.clock.forward(6 * minuteMs)
    }
    await endRound(ada.page, ben.page)
    const session = sessionOf(ada.page)
    await fileScorecard(ada.page, session, { score: 3, vote: 'Yes', keepDoing: 'Prices every change.', changeOne: 'Say when to swap it back.' })
    await fileGuess(ben.page, session, 3, 'Yes', true)
    for (const name of ['Extension', 'Narration']) await ben.page.getByText(name, { exact: true }).first().waitFor()
    expect(await ben.page.getByText('Problem solving', { exact: true }).count()).toBe(0)
  }, 120_000)
})
