import { describe, expect, test } from 'vitest'
import { askNext, markOpen } from '../support/browser/in-the-room.ts'
import { openStage, servePages } from '../support/browser/stage.ts'

const stage = openStage({ what: 'marking an answer', serve: servePages })
const minuteMs = 60_000

describe.skipIf(stage.missing)('how an answer went', () => {
  test.each(['coding', 'sd'] as const)('can be said while the question is read, on a low screen, in a round of kind %s', async kind => {
    const { ada: { page }, ben } = await stage.two({ kind, ada: { viewport: { width: 1_440, height: 800 } } })
    // By then a question opens by itself, whatever the talk has come to.
    stage.server.clock.forward(36 * minuteMs)
    await Promise.all([page.reload(), ben.page.reload()])
    await askNext(page)
    await page.locator('.line-to-say').evaluate(line => line.scrollIntoView({ block: 'start' }))
    const reached = () => page.evaluate(() => {
      const at = (part: Element | null, x: number, y: number) => part !== null && part.contains(document.elementFromPoint(x, y))
      const line = document.querySelector('.line-to-say')
      const first = line?.getBoundingClientRect()
      const marks = [...document.querySelectorAll('.how-it-went button')].map(button => {
        const { left, top, width, height } = button.getBoundingClientRect()
        return at(button, left + width / 2, top + height / 2)
      })
      return { line: first !== undefined && at(line ?? null, first.left + 20, first.top + 10), marks }
    })
    await expect.poll(reached).toEqual({ line: true, marks: [true, true, true, true] })
    await page.screenshot({ path: `test-results/marks-in-sight-${kind}.png` })
    await markOpen(page, 'Partial')
  })
})
