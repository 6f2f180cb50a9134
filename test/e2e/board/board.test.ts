import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { endRound, seesCode, shownCode, typeCode } from '../../support/browser/in-the-room.ts'
import { openStage } from '../../support/browser/stage.ts'
import { startRealServer } from '../../support/real-server.ts'
import { seededRandom, type SeededRandom } from '../../support/seeded.ts'
import { canvas, choose, drag, drawBox, inTheMiddle, labelOf, name, scene, showAs, sight, stamp, standing } from './on-the-board.ts'

const stage = openStage({ what: 'the board', serve: startRealServer })

/** Ada interviews Ben; both have the board of a design before them, and Ben's way to the server can be cut. */
const openRoom = async (kind: 'sd' | 'coding' = 'sd') => {
  const { ada, ben, ...room } = await stage.two({ kind })
  if (kind === 'sd') for (const { page } of [ada, ben]) await canvas(page).waitFor()
  return { ...room, ada: ada.page, ben: ben.page }
}
type Room = Awaited<ReturnType<typeof openRoom>>

const sameOnBoth = async ({ ada, ben }: Room) => {
  await expect.poll(async () => JSON.stringify(await scene(ada)) === JSON.stringify(await scene(ben))).toBe(true)
  return scene(ada)
}

/** Nothing is written any more: the canvases stand still while nobody touches them. */
const staysSo = async (room: Room) => {
  const before = JSON.stringify(await sameOnBoth(room))
  await room.ada.waitForTimeout(1_000)
  expect(JSON.stringify(await scene(room.ada))).toBe(before)
  expect(JSON.stringify(await scene(room.ben))).toBe(before)
}

const scribble = async (page: Page, random: SeededRandom): Promise<void> => {
  await choose(page, 'p')
  // To the right of the panel that a tool opens.
  const [x, y] = [300 + random.below(100), 200 + random.below(200)]
  await drag(page, [x, y], [x + random.below(70), y + 10 + random.below(120)], 12)
}

describe.skipIf(stage.missing)('two people at one board', () => {
  test('both draw by hand at once for five seconds, and end with the same, which then stands still', async () => {
    const room = await openRoom()
    const until = Date.now() + 5_000
    const draws = async (page: Page, seed: number) => {
      const random = seededRandom(`${seed}`)
      let strokes = 0
      for (; Date.now() < until; strokes++) await scribble(page, random)
      return strokes
    }
    const strokes = await Promise.all([draws(room.ada, 1), draws(room.ben, 2)])
    const drawn = (await sameOnBoth(room)).filter(element => element.type === 'freedraw')
    expect(drawn).toHaveLength(strokes[0] + strokes[1])
    expect(new Set(drawn.map(element => element.index)).size).toBe(drawn.length)
    await staysSo(room)
  })

  test('both draw and type for half a minute while the line drops at random: same text, same elements, same order', async () => {
    const room = await openRoom()
    const { ada, ben, bensLine } = room
    for (const page of [ada, ben]) await inTheMiddle(page, 'Both')
    const until = Date.now() + 30_000
    const works = async (page: Page, letter: string, seed: number) => {
      const random = seededRandom(`${seed}`)
      let typed = 0
      while (Date.now() < until) {
        if (random.chance(0.5)) await scribble(page, random)
        else {
          await typeCode(page, letter.repeat(5), { at: random.chance(0.5) ? 'Home' : 'End' })
          typed += 5
        }
      }
      return typed
    }
    const drops = async () => {
      const random = seededRandom('drops')
      while (Date.now() < until - 4_000) {
        await new Promise(later => setTimeout(later, 1_500 + random.below(2_500)))
        bensLine.cut()
        await new Promise(later => setTimeout(later, 300 + random.below(1_500)))
        bensLine.heal()
      }
    }
    const [adas, bens] = await Promise.all([works(ada, '7', 3), works(ben, '9', 4), drops()])
    await expect.poll(async () => (await shownCode(ada)) === (await shownCode(ben)), { timeout: 20_000 }).toBe(true)
    const text = await shownCode(ada)
    expect([text.split('7').length - 1, text.split('9').length - 1]).toEqual([adas, bens])
    await staysSo(room)
  })

  test('who comes late gets all of it, what was drawn without a line is merged, and undo takes back one’s own alone', async () => {
    const room = await openRoom()
    const { ada, ben, bensLine } = room
    await drawBox(ada, [350, 200])
    await drawBox(ben, [480, 200])
    await sameOnBoth(room)
    bensLine.cut()
    await ben.getByText('Reconnecting').first().waitFor()
    for (let at = 0; at < 10; at++) await drawBox(ben, [340 + (at % 5) * 50, 300 + Math.floor(at / 5) * 80])
    await drawBox(ada, [620, 200])
    bensLine.heal()
    await expect.poll(async () => (await standing(ada)).length).toBe(13)
    await sameOnBoth(room)
    // Ada's last act was her second box; Ben's eleven stay.
    await ada.locator('.board-canvas .excalidraw').first().focus()
    await ada.keyboard.press('Control+z')
    await expect.poll(async () => (await standing(ben)).length).toBe(12)
    await ada.keyboard.press('Control+z')
    await expect.poll(async () => (await standing(ben)).length).toBe(11)
    for (let more = 0; more < 5; more++) await ada.keyboard.press('Control+z')
    await sameOnBoth(room)
    expect(await standing(ada)).toHaveLength(11)
    await ben.reload()
    await canvas(ben).waitFor()
    await expect.poll(async () => (await standing(ben)).length).toBe(11)
    await staysSo(room)
  })

  test('components carry a because; the interviewer strikes one out for both and keeps another as evidence; the outline has it all', async () => {
    const room = await openRoom()
    const { ada, ben, session } = room
    await stamp(ben, 'Queue')
    await name(ben, 'Job queue', 'by title, then segment')
    await stamp(ben, 'Store')
    await name(ben, 'Kafka')
    await sameOnBoth(room)
    expect(await ben.getByRole('button', { name: 'Strike' }).count()).toBe(0)
    // Tab goes from component to component.
    await ada.locator('.board-canvas .excalidraw').first().focus()
    await ada.keyboard.press('Tab')
    await expect.poll(() => labelOf(ada).inputValue()).toMatch(/Job queue|Kafka/)
    if (await labelOf(ada).inputValue() !== 'Kafka') await ada.keyboard.press('Tab')
    await expect.poll(() => labelOf(ada).inputValue()).toBe('Kafka')
    await ada.keyboard.press('x')
    for (const page of [ada, ben]) await page.locator('.board-overlay .struck').waitFor({ state: 'attached' })
    await ben.locator('.board-canvas .excalidraw').first().focus()
    await ben.keyboard.press('Control+z')
    await ben.locator('.board-overlay .struck').waitFor({ state: 'attached' })
    await ben.keyboard.press('Control+Shift+z')
    await ada.keyboard.press('e')
    await ada.keyboard.type('Named before a reason')
    await ada.keyboard.press('Enter')
    await ada.getByRole('region', { name: 'Evidence' }).getByRole('listitem').filter({ hasText: 'Named before a reason' }).waitFor()
    await ada.locator('.board-overlay .evidence').first().waitFor({ state: 'attached' })
    expect(await ben.locator('.board-overlay .evidence').count()).toBe(0)
    for (const page of [ada, ben]) {
      await showAs(page, 'Outline')
      const tree = page.getByRole('tree')
      await tree.getByRole('treeitem', { name: /Job queue/ }).getByText('by title, then segment').waitFor()
      await tree.getByRole('treeitem', { name: /Kafka/ }).getByText('Struck').waitFor()
      await tree.getByRole('treeitem').first().focus()
      await page.keyboard.press('ArrowDown')
      expect(await tree.locator('[aria-selected="true"]').count()).toBe(1)
    }
    await endRound(ada, ben)
    await ada.goto(`/r/${session}`)
  })

  test('the board leaves as a picture, as lines and as a file; nothing foreign is asked for and nothing foreign comes in', async () => {
    const { ada, ben } = await openRoom()
    await stamp(ada, 'Service')
    await expect.poll(async () => (await standing(ben)).length).toBeGreaterThan(0)
    const take = async (what: string) => {
      await ada.getByRole('button', { name: 'Take the board away' }).click()
      const [file] = await Promise.all([ada.waitForEvent('download'), ada.getByRole('menuitem', { name: `Download ${what}` }).click()])
      return readFile(await file.path())
    }
    expect((await take('board.png')).subarray(1, 4).toString()).toBe('PNG')
    const svg = (await take('board.svg')).toString()
    expect(svg).toContain('Service')
    expect(svg).not.toMatch(/(href|src)="https?:/)
    expect(JSON.parse((await take('board.excalidraw')).toString())).toMatchObject({ type: 'excalidraw', elements: [{ type: 'rectangle', customData: { kind: 'service' } }, { type: 'text' }] })
    // A frame of a foreign page out of somebody's clipboard.
    const hostile = JSON.stringify({ type: 'excalidraw/clipboard', elements: [{ type: 'iframe', id: 'x', x: 0, y: 0, width: 300, height: 300, link: 'https://evil.example/', customData: { generationData: { status: 'done', html: '<h1>Sign in</h1>' } } }] })
    await ada.locator('.board-canvas .excalidraw').first().focus()
    await ada.evaluate(words => {
      const data = new DataTransfer()
      data.setData('text/plain', words)
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    }, hostile)
    await drawBox(ada, [400, 400])
    await expect.poll(async () => (await standing(ben)).length).toBe(3)
    for (const page of [ada, ben]) {
      expect((await scene(page)).every(({ type }) => type === 'rectangle' || type === 'text')).toBe(true)
      expect(await page.locator('iframe').count()).toBe(0)
    }
  })

  test('who follows sees all that the other looks at, until they look elsewhere themselves', async () => {
    const { ada, ben, names } = await openRoom()
    await drawBox(ben, [350, 200])
    await expect.poll(async () => (await standing(ada)).length).toBe(1)
    const follow = ada.getByRole('region', { name: 'Board' }).getByRole('button', { name: `Follow ${names.ben}` })
    await follow.click()
    const looksAlong = () => expect.poll(async () => {
      const [mine, theirs] = [await sight(ada), await sight(ben)]
      const isCentred = Math.abs(mine.x - theirs.x) < 2 && Math.abs(mine.y - theirs.y) < 2
      return isCentred && mine.w > theirs.w - 2 && mine.h > theirs.h - 2
    }).toBe(true)
    const before = await sight(ben)
    await drag(ben, [400, 300], [401, 301])
    await ben.mouse.wheel(240, 420)
    await expect.poll(async () => (await sight(ben)).y).toBeGreaterThan(before.y + 100)
    await looksAlong()
    await ben.keyboard.down('Control')
    await ben.mouse.wheel(0, -300)
    await ben.keyboard.up('Control')
    await expect.poll(async () => (await sight(ben)).w).toBeLessThan(before.w)
    await looksAlong()
    await ada.getByRole('button', { name: `Following ${names.ben}` }).click()
    const still = await sight(ada)
    await ben.mouse.wheel(0, 900)
    await drawBox(ben, [350, 300])
    await expect.poll(async () => (await standing(ada)).length).toBe(2)
    expect(await sight(ada)).toEqual(still)
  })

  test('a coding round can open the board beside the code', async () => {
    const { ada, ben } = await openRoom('coding')
    await typeCode(ben, '// typed first\n', { at: 'Home' })
    for (const page of [ada, ben]) {
      await inTheMiddle(page, 'Both')
      await canvas(page).waitFor()
    }
    await drawBox(ben, [300, 180])
    await expect.poll(async () => (await standing(ada)).length).toBe(1)
    await seesCode(ada, '// typed first')
  })
})
