import { describe, expect, test } from 'vitest'
import { seesCode, shownCode, typeCode, writeNote } from '../../support/browser/in-the-room.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

const minute = 60_000

const stage = openStage({ what: 'a line that is lost', serve: servePages })

describe.skipIf(stage.missing)('a line that is lost in a round', () => {
  test('shows nothing for two seconds, then what is kept, then the standing clock, then what one can do; and what was merged when it is back', async () => {
    const room = await stage.two({ ben: { prepare: page => page.clock.install() } })
    const { ada, ben, bensLine } = room
    const banner = ben.page.getByText('Reconnecting to the room')
    await typeCode(ben.page, '\n// before\n')
    await seesCode(ada.page, '// before')
    await ben.page.getByText('Saved', { exact: true }).waitFor()
    // From here on Ben's page has the time that it is given.
    await ben.page.clock.pauseAt(await ben.page.evaluate(() => Date.now() + 4_000))
    bensLine.cut()
    await ben.page.locator('.bar').getByText('Reconnecting').waitFor()
    await ben.page.clock.runFor(1_800)
    expect(await banner.count()).toBe(0)
    await ben.page.clock.runFor(300)
    await banner.waitFor()
    await typeCode(ben.page, 'abc')
    await ben.page.getByText('Keep typing. 3 edits are kept here and merge when you are back.').waitFor()

    // Five seconds on the clock stands for both, on either side of the cut.
    await ben.page.clock.runFor(4_500)
    await ben.page.getByText('The clock paused at').waitFor()
    await ben.page.getByText('Your line is down.').waitFor()
    const stood = await ben.page.locator('.timer').innerText()
    await ben.page.clock.runFor(10_000)
    expect(await ben.page.locator('.timer').innerText()).toBe(stood)
    stage.server.clock.forward(6_000)
    await ada.page.getByText(new RegExp(`^The clock paused at .* for you both\\. ${room.names.ben} is away\\.$`)).waitFor()

    expect(await ben.page.getByRole('button', { name: 'Copy my code' }).count()).toBe(0)
    await ben.page.clock.runFor(15_000)
    await ben.page.getByRole('button', { name: 'Audio only' }).waitFor()
    await ben.page.getByRole('button', { name: 'Copy my code' }).click()
    await ben.page.getByText(/^try \d+$/).waitFor()

    bensLine.heal()
    await ben.page.clock.resume()
    await ben.page.getByText('Merged 3 edits').waitFor()
    await seesCode(ada.page, 'abc')
    await banner.waitFor({ state: 'detached' })
    await ben.page.getByText('Merged 3 edits').waitFor({ state: 'detached' })
    await ada.page.getByText(/^The clock paused/).waitFor({ state: 'detached' })
    expect(await shownCode(ada.page)).toBe(await shownCode(ben.page))
  })

  test('keeps a note on the screen that was finished meanwhile, and saves it when it is back', async () => {
    const { ben, bensLine, seats, session } = await stage.two()
    const shown = () => ben.page.locator('.notes textarea').evaluateAll(all => all.map(each => (each as HTMLTextAreaElement).value))
    const unsaved = ben.page.getByText('Not saved yet')
    bensLine.cut()
    await writeNote(ben.page, 'Half a thought.')
    await expect.poll(shown).toEqual(['Half a thought.', ''])
    await unsaved.waitFor()
    bensLine.heal()
    await unsaved.waitFor({ state: 'detached' })
    const round = (await seats.ben.read('session', { session })).rounds[0]?.round ?? ''
    expect((await seats.ben.read('round-view', { round })).view.notes.map(({ text }) => text)).toEqual(['Half a thought.'])
    expect(await shown()).toEqual(['Half a thought.', ''])
  })
})

describe.skipIf(stage.missing)('somebody who has left', () => {
  test('is shown as last seen by the server\'s clock; after three minutes the other may end it and file what they saw', async () => {
    const room = await stage.two()
    const { ada, ben, names, session } = room
    await ben.page.goto('about:blank')
    await ada.page.locator('.tile.gone').getByText(/^Seen 0:\d\d ago$/).waitFor()
    await ada.page.getByText(/^Their place is kept\. In [0-2]:\d\d you can go on without them\.$/).waitFor()
    stage.server.clock.forward(3 * minute)
    // Any answer of the server tells the page what its clock says.
    await writeNote(ada.page, 'He has gone.')
    await ada.page.getByText(`${names.ben} has not come back`).waitFor()
    await ada.page.locator('.tile.gone').getByText(/^Seen 3:\d\d ago$/).waitFor()
    // A page that is loaded anew counts from when they went, not from its own beginning.
    await ada.page.reload()
    await ada.page.getByText(`${names.ben} has not come back`).waitFor()
    await ada.page.getByRole('button', { name: 'End and file what you saw' }).click()
    await ada.page.getByRole('alertdialog').getByRole('button', { name: 'End round' }).click()
    await ada.page.waitForURL(new RegExp(`/r/${session}/score/`))
    await ada.page.getByRole('heading', { level: 1 }).waitFor()
  })

  test('is met another time with the same plan and roles; a candidate who was left alone may do so as well', async () => {
    const room = await stage.two({ kind: 'tech' })
    const { ada, ben, names, session } = room
    await ada.page.goto('about:blank')
    await ben.page.locator('.tile.gone').first().waitFor()
    // Until the server counts her as away, nobody may end the round without her.
    stage.server.clock.forward(6_000)
    await ben.page.getByText(/^The clock paused at/).waitFor()
    stage.server.clock.forward(3 * minute)
    await writeNote(ben.page, 'She has gone.')
    await ben.page.getByRole('button', { name: 'Reschedule' }).click()
    await ben.page.getByRole('alertdialog').getByRole('button', { name: 'End and reschedule' }).click()
    await ben.page.waitForURL(url => url.pathname.endsWith('/green') && !url.pathname.includes(session))
    await ben.page.getByText(`${names.ada} interviews`).first().waitFor()
    await ada.page.goto('/')
    await ada.page.getByText(names.ben).first().waitFor()
    const next = new URL(ben.page.url()).pathname.split('/')[2] ?? ''
    const seen = await room.seats.ada.read('session', { session: next })
    expect(seen.rounds.map(({ kind, youAre, state }) => [kind, youAre, state])).toEqual([['tech', 'interviewer', 'planned']])
    expect((await room.seats.ada.read('session', { session })).rounds.map(({ state }) => state)).toEqual(['ended'])
  })
})
