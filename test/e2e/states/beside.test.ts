import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { moreFrames, seesCode, typeCode } from '../../support/browser/in-the-room.ts'
import { overflowing, violations } from '../../support/browser/looks.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'
import { signInAs, type Visitor } from '../../support/browser/visitor.ts'
import type { Person } from '../../support/person.ts'

const stage = openStage({ what: 'a second device', serve: servePages })

/** A phone with somebody's account on it. */
const phoneOf = async (person: Person): Promise<Visitor> => {
  const phone = await stage.visit({ name: 'phone', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  await signInAs(phone, person)
  return phone
}
const openPane = (page: Page, name: string) => page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name }).tap()

describe.skipIf(stage.missing)('a phone beside the room', () => {
  test('is offered before anything moves, takes notes, what was seen and the chat, and the seat stays where it is', async () => {
    const room = await stage.two()
    const { ada, ben, session, names } = room
    const phone = await phoneOf(room.seats.ada)
    // The address of the room itself, as somebody opens it on their phone.
    await phone.goto(`/r/${session}`)
    await phone.page.getByRole('heading', { name: 'This room is open in another tab' }).waitFor()
    await phone.page.getByRole('link', { name: 'Use this beside it' }).tap()
    await phone.page.waitForURL(`**/r/${session}/beside`)
    await typeCode(ben.page, '\n// goes on\n')
    await seesCode(ada.page, '// goes on')
    expect(await ada.page.getByRole('heading', { name: 'This room is open in another tab' }).count()).toBe(0)
    expect(await phone.page.locator('.cm-editor').count()).toBe(0)

    await openPane(phone.page, 'Notes')
    await phone.page.getByLabel('New note').fill('Thought of from the phone.')
    await phone.page.getByLabel('New note').press('Enter')
    await expect.poll(() => ada.page.locator('.notes textarea').evaluateAll(all => all.map(each => (each as HTMLTextAreaElement).value))).toContain('Thought of from the phone.')
    await openPane(phone.page, 'Seen')
    await phone.page.getByLabel('What you saw or heard').fill('Named the price of the heap')
    await phone.page.getByRole('button', { name: 'Strong', exact: true }).tap()
    await ada.page.getByRole('region', { name: 'Evidence' }).getByRole('listitem').filter({ hasText: 'Named the price of the heap' }).waitFor()
    await openPane(phone.page, 'Chat')
    await phone.page.getByLabel(`Write to ${names.ben}`).fill('Two minutes')
    await phone.page.keyboard.press('Enter')
    await ben.page.getByRole('button', { name: /^Chat/ }).click()
    await ben.page.getByText('Two minutes').waitFor()
    for (const pane of ['Call', 'Notes', 'Seen', 'Chat']) {
      await openPane(phone.page, pane)
      expect(await overflowing(phone.page)).toEqual([])
      expect(await violations(phone.page)).toEqual([])
    }
    // What is private to the one who interviews is on no page of the other.
    expect(await ben.page.content()).not.toContain('Thought of from the phone.')
  })

  test('carries the call over and lets it go back; without the laptop the clock stands and the phone may become the room', async () => {
    const room = await stage.two()
    const { ada, ben, session, names } = room
    await moreFrames(ben.page, names.ada)
    const phone = await phoneOf(room.seats.ada)
    await phone.goto(`/r/${session}/beside`)
    await phone.page.getByRole('button', { name: 'Talk from here' }).tap()
    await ada.page.getByText('You talk on your other device').waitFor()
    await moreFrames(phone.page, names.ben)
    await moreFrames(ben.page, names.ada)
    await ada.page.getByRole('button', { name: 'Bring it here' }).click()
    await phone.page.getByText('You talk on your other device').waitFor()
    await moreFrames(ada.page, names.ben)
    await phone.page.getByRole('button', { name: 'Bring it here' }).tap()
    await moreFrames(ben.page, names.ada)
    await ada.page.getByText('You talk on your other device').waitFor()
    // The phone's battery dies: the call is the laptop's again without a press.
    await phone.page.goto('about:blank')
    await ada.page.getByText('You talk on your other device').waitFor({ state: 'detached' })
    await moreFrames(ada.page, names.ben)

    await phone.goto(`/r/${session}/beside`)
    await phone.page.getByRole('button', { name: 'Talk from here' }).waitFor()
    await ada.page.goto('about:blank')
    await phone.page.getByText('Your other device is not in the room').waitFor()
    stage.server.clock.forward(6_000)
    await ben.page.getByText(new RegExp(`^The clock paused at .* for you both\\. ${names.ada} is away\\.$`)).waitFor()
    await phone.page.getByText('The clock stands for you both.').waitFor()
    await phone.page.getByRole('link', { name: 'Use this one' }).tap()
    await phone.page.waitForURL(`**/r/${session}`)
    await ben.page.getByText(/^The clock paused/).waitFor({ state: 'detached' })
  })

  test('is found from the room: its address stands there as a picture and in letters', async () => {
    const room = await stage.two()
    const { ada, session } = room
    await ada.page.getByRole('button', { name: 'Pause, complete, leave' }).click()
    await ada.page.getByRole('menuitem', { name: 'Use a phone beside it' }).click()
    await ada.page.getByRole('img', { name: /picture for another device/ }).waitFor()
    await ada.page.getByText(`${stage.server.url}/r/${session}/beside`).waitFor()
    expect(await violations(ada.page)).toEqual([])
  })

  test('that is itself the room reads the text along, follows the other person, and says where it can be written', async () => {
    const room = await stage.two()
    const { ada, ben, session, names } = room
    await ben.page.goto('about:blank')
    await ada.page.getByText(new RegExp(`${names.ben} is away`)).first().waitFor()
    const phone = await phoneOf(room.seats.ben)
    await phone.goto(`/r/${session}`)
    await openPane(phone.page, 'Editor')
    await phone.page.getByRole('button', { name: `Following ${names.ada}` }).waitFor()
    await typeCode(ada.page, '\n// as the phone reads it\n')
    await seesCode(phone.page, '// as the phone reads it')
    expect(await phone.page.locator('.cm-content').getAttribute('aria-readonly')).toBe('true')
    expect(await phone.page.getByLabel('Language, for both of you').count()).toBe(0)
    await phone.page.getByRole('button', { name: 'Open on a computer' }).tap()
    await phone.page.getByRole('dialog').getByText(`${stage.server.url}/r/${session}`).waitFor()
    await phone.page.getByRole('img', { name: /picture for another device/ }).waitFor()
    expect(await violations(phone.page)).toEqual([])
    await phone.page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap()
    expect(await overflowing(phone.page)).toEqual([])
  })
})
