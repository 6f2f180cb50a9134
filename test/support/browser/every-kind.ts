import type { Locator, Page } from 'playwright-core'
import type { RoundKind } from '@unanimous/rounds'
import { expect } from 'vitest'
import type { TurnedClock } from '../turned-clock.ts'
import { askNext, code, endRound, middle, showText, type Mark, markOpen, seesSolution, typeCode } from './in-the-room.ts'
import { fileScorecard, fileScreen, fileStrongNo, type VoteName } from './forms.ts'

const minuteMs = 60_000

/** A round of one kind between two browsers that both stand in its room. */
export interface KindRound {
  readonly kind: RoundKind
  readonly session: string
  readonly interviewer: Page
  readonly candidate: Page
  readonly clock: TurnedClock
  /** Called at each moment worth a look. */
  readonly look?: (moment: string) => Promise<unknown>
  /** How the interviewer votes; a yes unless said. */
  readonly vote?: VoteName
}

/** Puts the focus where single keys are heard. */
const awayFromText = (page: Page) => page.getByRole('heading', { level: 1 }).click()

const press = async (page: Page, ...keys: readonly string[]) => {
  await awayFromText(page)
  for (const key of keys) await page.keyboard.press(key)
}

const start = async ({ interviewer, candidate }: KindRound) => {
  await interviewer.getByRole('button', { name: 'Start the round' }).click()
  await interviewer.locator('.script-words').waitFor()
  await middle(candidate).waitFor()
}

/** Unfolds the script, looks for what to say and for a word, and closes both again. */
const findOnesWay = async ({ interviewer: page }: KindRound) => {
  const unfold = page.getByRole('button', { name: 'Show all' })
  if (await unfold.count() > 0) await unfold.click()
  await press(page, 'h')
  await page.getByText('When you are lost').waitFor()
  await press(page, 'h')
  await page.getByText('When you are lost').waitFor({ state: 'detached' })
  await press(page, 's')
  await page.getByRole('search').getByLabel('Words to look for').fill('what')
  await page.getByRole('search').getByRole('listitem').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('search').waitFor({ state: 'detached' })
}

/** A tick of the console stands once the server has it. */
const tick = async (box: Locator) => {
  await box.click()
  await expect.poll(() => box.isChecked()).toBe(true)
}

/** Moves the solution on, and the talk with it, until something is proposed. */
const untilProposed = async ({ interviewer: page, clock }: KindRound) => {
  const further = page.locator('[aria-keyshortcuts="T"]')
  for (let tries = 0; ; tries += 1) {
    await page.locator('.next-step').or(further).first().waitFor()
    if (await page.locator('.next-step').count() > 0) return
    if (tries > 0) clock.forward(2 * minuteMs)
    const was = await further.allInnerTexts()
    await press(page, 't')
    await expect.poll(() => further.allInnerTexts()).not.toEqual(was)
  }
}

/** Asks what is proposed first. */
const ask = async (round: KindRound, mark: Mark) => {
  const { interviewer: page } = round
  await untilProposed(round)
  await askNext(page)
  if (await page.locator('.cues input').count() > 0) await tick(page.locator('.cues input').first())
  await markOpen(page, mark)
}

const capture = async ({ interviewer: page }: KindRound, words: string) => {
  await press(page, 'e')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Evidence' }).getByRole('listitem').filter({ hasText: words }).waitFor()
}

const heard = (page: Page, name: string, times: number) => page.getByRole('button', { name: `${name} ${times} times` }).waitFor()

const design = async ({ interviewer: page, candidate }: KindRound) => {
  await press(page, 'c', 'c', 'r', 'x', 'f')
  await heard(page, 'Failure', 1)
  await page.getByText('1 without a reason').waitFor()
  await press(page, 'Shift+C')
  await heard(page, 'Choice', 1)
  await page.getByText('Every choice had its reason so far.').waitFor()
  await showText(candidate)
  await code(candidate).getByText('Components, each with a because').waitFor()
}

/** What only this kind of round has in its console. */
const particulars: Readonly<Record<RoundKind, (round: KindRound) => Promise<unknown>>> = {
  recruiter: async ({ interviewer: page }) => {
    for (const line of await page.locator('.guide .checklist input').all()) await tick(line)
    await page.getByText(/^Checklist 9 \/ 9$/).waitFor()
  },
  hm: async ({ interviewer: page }) => {
    await press(page, 'm', 'm', 'w')
    await heard(page, 'I', 2)
    await page.getByText('3 of 20: too few to say anything.').waitFor()
    const project = page.getByRole('region', { name: 'Project A' })
    await project.getByLabel('Project', { exact: true }).fill('Encoder queue')
    await project.getByLabel('The decision').fill('One queue a title')
    await project.getByLabel('Turned down, and why').fill('One table, because of hot rows')
    await awayFromText(page)
  },
  tech: ({ candidate }) => typeCode(candidate, '\n// walked by hand\n'),
  coding: ({ candidate }) => typeCode(candidate, '\n// walked by hand\n'),
  extension: async ({ interviewer: page, candidate }) => {
    await seesSolution(candidate)
    await typeCode(candidate, '\n// the first line that is wrong now\n')
    await press(page, 'u')
    await page.getByText('No hints here').waitFor()
    await press(page, 'u')
  },
  sd: design,
  culture: async round => {
    const { interviewer: page, clock } = round
    await press(page, 'm', 'w')
    await heard(page, 'We', 1)
    clock.forward(9 * minuteMs)
    await page.getByRole('button', { name: /^Show/ }).first().click()
    await page.locator('.prompts li.now .place', { hasText: '2' }).waitFor()
  },
  deep: async round => {
    await design(round)
    const { interviewer: page } = round
    await tick(page.locator('.checklist input'))
    await page.getByLabel('A decision in this system').fill('Two stores, one truth')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Decisions' }).getByText('Two stores, one truth').waitFor()
    await page.getByRole('region', { name: 'Decisions' }).getByText('Lost').click()
  },
}

/** Minutes after which the first question is asked, and after which the last was answered. */
const usualMoments = [14, 40] as const
const moments: Readonly<Partial<Record<RoundKind, readonly [number, number]>>> = { recruiter: [9, 13], extension: [3, 14] }

const words = { keepDoing: 'Prices every choice.', changeOne: 'Say the failure first.' } as const

/** One round of a kind as its interviewer runs it: from the room before the start to the filed card. */
export const walkKind = async (round: KindRound): Promise<void> => {
  const { kind, session, interviewer, candidate, clock, look = async () => undefined, vote = 'Yes' } = round
  await interviewer.getByRole('button', { name: 'Start the round' }).waitFor()
  await look('before')
  await start(round)
  await look('opening')
  await findOnesWay(round)
  const [asking, answered] = moments[kind] ?? usualMoments
  clock.forward(asking * minuteMs)
  await capture(round, 'Names the price before the box')
  await ask(round, 'Nailed')
  await particulars[kind](round)
  if (kind === 'recruiter') clock.forward(5 * minuteMs)
  await ask(round, 'Partial')
  await untilProposed(round)
  await press(interviewer, 'j')
  await interviewer.locator('.line-to-say').waitFor()
  await look('asking')
  await markOpen(interviewer, 'Struggled')
  clock.forward(answered * minuteMs)
  await capture(round, 'Came back to it unasked')
  await look('end')
  await endRound(interviewer, candidate)
  await look('between')
  if (kind === 'recruiter') await fileScreen(interviewer, session, 'Advance')
  else if (vote === 'Strong no') await fileStrongNo(interviewer, session, { ...words, reason: 'Each answer was about another team.' })
  else await fileScorecard(interviewer, session, { ...words, vote, score: vote === 'No' ? 2 : 3 })
  await look('filed')
}
