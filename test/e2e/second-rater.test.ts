import { describe, expect, test } from 'vitest'
import { fileGuess, fileScorecard } from '../support/browser/forms.ts'
import { askNext, captureSelection, endRound, markOpen, seesCode, startRound, typeCode, writeNote } from '../support/browser/in-the-room.ts'
import { openStage, servePages } from '../support/browser/stage.ts'

const stage = openStage({ what: 'the second rater', serve: servePages })

describe.skipIf(stage.missing)('three in a room', () => {
  test('a second rater is asked in, agreed to, reads along and files; the lowest vote is the round’s', async () => {
    const { ada, ben, session, names, seats } = await stage.two({ stand: 'room' })
    const cy = await stage.visit({ name: 'cy' })
    const { clock } = stage.server
    const { loop } = await seats.ben.post('open-loop', { level: 'L5', deepDeclared: false, options: { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false } })
    const { rounds: [planned] } = await seats.ben.read('session', { session })
    await seats.ben.post('declare-loop-round', { round: planned?.round ?? '', loop, loopSeat: 'coding1' })

    await ada.page.getByRole('button', { name: 'Ask a second rater in' }).click()
    const link = await ada.page.getByLabel('Link for the second rater').inputValue()
    await cy.page.goto(link)
    await cy.page.getByText('Not both have agreed yet').waitFor()
    await ben.page.getByText(`${names.ada} asks a second rater in`).waitFor()
    await ben.page.getByRole('button', { name: 'I agree' }).click()
    await ada.page.getByText(`${names.ben} agreed`).waitFor()
    await cy.page.getByLabel('Your name').fill('heron')
    await cy.page.getByRole('button', { name: 'Come in and rate' }).click()
    await cy.page.getByRole('heading', { name: 'You rate here' }).waitFor()
    for (const { page } of [ada, ben]) await page.getByText('heron rates too, and is here.').waitFor()

    await startRound(ada.page, ben.page)
    await typeCode(ben.page, '\n// written by ben\n')
    await seesCode(cy.page, '// written by ben')
    expect(await cy.page.locator('.cm-content').getAttribute('aria-readonly')).toBe('true')
    clock.forward(31 * 60_000)
    await ada.page.getByRole('heading', { level: 1 }).click()
    await ada.page.keyboard.press('t')
    await askNext(ada.page)
    await cy.page.getByText('Asked last').waitFor()
    await markOpen(ada.page, 'Struggled')
    await captureSelection(cy.page, 'Names the invariant aloud')
    await writeNote(cy.page, 'Leans on the second hint.')
    await ben.page.getByText('heron rates too, and is here.').waitFor()
    clock.forward(29 * 60_000)
    await endRound(ada.page, ben.page)
    for (const page of [ada.page, ben.page]) expect(await page.content()).not.toContain('Names the invariant aloud')

    await cy.page.getByRole('link', { name: 'File the scorecard' }).waitFor()
    await fileScorecard(cy.page, session, { score: 2, vote: 'No', keepDoing: 'Asked first.', changeOne: 'Name the cost before the code.' })
    await cy.page.getByText('It stays sealed until all three have filed').waitFor()
    await cy.page.goto('/')
    await cy.page.getByText('Practice, six weeks').waitFor()
    await fileScorecard(ada.page, session, { score: 4, vote: 'Strong yes', keepDoing: 'Priced each step.', changeOne: 'Say the first number sooner.' })
    await fileGuess(ben.page, session, 3, 'Yes', true)
    for (const { page } of [ada, ben, cy]) {
      await page.goto(`/s/${session}`)
      await page.getByText('The round’s vote, the lowest').waitFor()
      await page.getByText('Name the cost before the code.').first().waitFor()
    }
    await ben.page.goto(`/loops/${loop}`)
    const row = ben.page.getByRole('row').filter({ hasText: 'Coding 1' }).first()
    await row.getByText('No', { exact: true }).first().waitFor()
    await row.getByText(`${names.ada} voted Strong yes; the lowest counts`).waitFor()
    await cy.page.goto('/history')
    await cy.page.getByText(`you rated ${names.ben} too`).waitFor()
  }, 240_000)
})
