import type { Page } from 'playwright-core'

export type Score = 1 | 2 | 3 | 4
const voteNames = ['Strong no', 'No', 'Yes', 'Strong yes'] as const
export type VoteName = (typeof voteNames)[number]

const rate = async (page: Page, score: Score): Promise<string[]> => {
  const rows = page.locator('.dm:not(.slim)')
  await rows.first().waitFor()
  const names = await rows.locator('h3').allInnerTexts()
  for (const name of names) await page.getByRole('radiogroup', { name, exact: true }).locator('label').nth(score - 1).click()
  return names
}

/** Pins a few words under a dimension, where nothing stands under it yet. */
const giveEvidence = async (page: Page, name: string): Promise<void> => {
  const row = page.locator('.dm:not(.slim)').filter({ has: page.getByRole('heading', { name, exact: true }) })
  if (await row.getByText('No evidence yet').count() === 0) return
  await row.getByRole('button', { name: `Attach evidence to ${name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Words they said').fill(`Said about ${name}`)
  const bare = row.getByText('No evidence yet')
  const refused = dialog.getByRole('alert')
  // Nobody pins as fast as this; where the server says so, it is asked again until its limit is over.
  do {
    await page.keyboard.press('Enter')
    await Promise.race([bare.waitFor({ state: 'detached' }), refused.waitFor()])
    if (await refused.count() > 0) await new Promise(again => setTimeout(again, 2_000))
  } while (await bare.count() > 0)
  await dialog.getByRole('button', { name: 'Done' }).click()
}

const file = async (page: Page, button: string, opensBoth: boolean): Promise<void> => {
  await page.getByRole('button', { name: button }).click()
  if (!opensBoth) {
    await page.getByRole('heading', { name: /is sealed$/ }).waitFor()
    return
  }
  await page.getByRole('alertdialog').getByRole('button', { name: /^File and open (both|it)$/ }).click()
  await page.waitForURL(/\/s\/[\w-]{22}$/)
}

export interface Card {
  readonly score: Score
  readonly vote: VoteName
  readonly keepDoing: string
  readonly changeOne: string
}

/** Presses the button of a form that is not complete, and waits until the focus is in the row that the complaint names, or in what else it asks for. */
const isLed = async (page: Page, button: string, answer: string): Promise<void> => {
  const complaint = page.locator('#file-problem')
  const words = await complaint.innerText()
  await page.getByRole('button', { name: button }).click()
  const [, named] = /“(.+)”/.exec(words) ?? []
  await page.waitForFunction(([name, section]) => {
    const place = document.activeElement
    const row = place?.closest('.dm')?.querySelector('h3')?.textContent
    return name === undefined ? row === undefined && place?.closest(`[role="radiogroup"][aria-label="${section}"]`) !== null : row === name
  }, [named, answer] as const)
}

const open = async (page: Page, session: string, link: string): Promise<void> => {
  await page.goto(`/r/${session}`)
  await page.getByRole('link', { name: link }).click()
}

/** Writes the whole scorecard one owes in a session, from the room, and files it. */
export const fileScorecard = async (page: Page, session: string, card: Card, opensBoth = false): Promise<void> => {
  await open(page, session, 'File the scorecard')
  await isLed(page, 'File scorecard', 'Your vote')
  const names = await rate(page, card.score)
  await isLed(page, 'File scorecard', 'Your vote')
  for (const name of names) await giveEvidence(page, name)
  await isLed(page, 'File scorecard', 'Your vote')
  await page.getByRole('radiogroup', { name: 'Your vote' }).locator('label').nth(voteNames.indexOf(card.vote)).click()
  await page.getByLabel('Keep doing').fill(card.keepDoing)
  await page.getByLabel('Change one thing', { exact: true }).fill(card.changeOne)
  await page.getByText('I would fight').click()
  await file(page, 'File scorecard', opensBoth)
}

/** Writes a strong no with its reason and what was seen, reviews it in its dialog, and files it. */
export const fileStrongNo = async (page: Page, session: string, card: Omit<Card, 'score' | 'vote'> & { readonly reason: string }): Promise<void> => {
  await open(page, session, 'File the scorecard')
  for (const name of await rate(page, 1)) await giveEvidence(page, name)
  await page.getByRole('radiogroup', { name: 'Your vote' }).locator('label').first().click()
  await page.getByLabel('Keep doing').fill(card.keepDoing)
  await page.getByLabel('Change one thing', { exact: true }).fill(card.changeOne)
  await page.getByRole('button', { name: 'Review strong no' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('textbox').fill(card.reason)
  const seen = dialog.getByRole('group', { name: 'What you saw' }).getByRole('checkbox')
  for (const index of [0, 1]) await seen.nth(index).check()
  await dialog.getByRole('button', { name: 'File strong no' }).click()
  await page.getByRole('heading', { name: /is sealed$/ }).waitFor()
}

/** Writes the guess one owes as candidate, from the room, and files it. */
export const fileGuess = async (page: Page, session: string, score: Score, vote: VoteName, opensBoth = false): Promise<void> => {
  await open(page, session, 'Say how it went for you')
  await isLed(page, 'File your guess', 'The vote you guess')
  await rate(page, score)
  await isLed(page, 'File your guess', 'The vote you guess')
  await page.getByRole('radiogroup', { name: 'The vote you guess' }).locator('label').nth(voteNames.indexOf(vote)).click()
  await file(page, 'File your guess', opensBoth)
}

/** Files the outcome of a recruiter's screen, which is all that its session owes. */
export const fileScreen = async (page: Page, session: string, outcome: 'Advance' | 'Hold'): Promise<void> => {
  await open(page, session, 'File the scorecard')
  await page.getByRole('radiogroup', { name: 'Outcome' }).getByText(outcome, { exact: true }).click()
  await page.getByLabel('Keep doing').fill('Says why now.')
  await file(page, 'File scorecard', true)
}
