import type { Page, WebSocketRoute } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openStage, servePages } from '../../support/browser/stage.ts'

const stage = openStage({ what: 'a room that is left at once', serve: servePages })

/**
 * A line whose answers to one kind of message come only when they are let through, as on a slow line. Everything else passes.
 * It looks at what socket.io writes: a message is `42<number>["event",…]`, its answer `43<number>[…]`.
 */
const holdAnswersTo = (asks: (message: string) => boolean) => {
  const numbers = new Set<string>()
  const held: (() => void)[] = []
  let holding = true
  const numberIn = (frame: string, kind: '42' | '43') => new RegExp(`^${kind}(\\d+)\\[`).exec(frame)?.[1]
  const pass = (page: WebSocketRoute) => {
    const server = page.connectToServer()
    page.onMessage(frame => {
      const number = numberIn(String(frame), '42')
      if (holding && number !== undefined && asks(String(frame))) numbers.add(number)
      server.send(frame)
    })
    server.onMessage(frame => {
      const number = numberIn(String(frame), '43')
      if (number !== undefined && numbers.delete(number)) held.push(() => page.send(frame))
      else page.send(frame)
    })
  }
  return {
    prepare: (page: Page) => page.routeWebSocket(url => url.pathname.startsWith('/socket'), pass),
    isHeld: () => held.length > 0,
    letThrough() {
      holding = false
      for (const send of held.splice(0)) send()
    },
  }
}

/** Goes to another page of ours without loading anything anew, as every link does, and stays there until the room is given up. */
const leave = async (page: Page) => {
  await page.getByRole('link', { name: 'Unanimous' }).first().click()
  await page.waitForURL(url => url.pathname === '/')
  await page.clock.fastForward(5_000)
}

describe.skipIf(stage.missing)('a room that is left at once', () => {
  test('is left for the other too, when the answer that lets one in comes after that', async () => {
    const line = holdAnswersTo(frame => frame.includes('"watch"'))
    const { session, seats, ben } = await stage.two({ stand: 'outside', ben: { prepare: line.prepare } })
    const isBenHere = async () => (await seats.ada.read('session', { session })).peer?.here
    await ben.page.clock.install()
    await ben.page.goto(`/r/${session}/green`)
    await expect.poll(line.isHeld).toBe(true)
    await expect.poll(isBenHere).toBe(true)
    await leave(ben.page)
    line.letThrough()
    await expect.poll(isBenHere).toBe(false)
  })

  test('records nothing, when the answer that begins a recording comes after that', async () => {
    const line = holdAnswersTo(frame => frame.includes('"start-recording"'))
    const { session, seats, ada, ben } = await stage.two({ stand: 'room', ben: { prepare: line.prepare } })
    for (const seat of Object.values(seats)) await seat.post('agree-recording', { session, agreed: true })
    const sign = ada.page.locator('.recording-sign')
    await ben.page.getByRole('button', { name: 'Record the sound' }).click()
    await expect.poll(line.isHeld).toBe(true)
    await sign.waitFor()
    await ben.page.getByRole('link', { name: 'Unanimous' }).first().click()
    await ben.page.waitForURL(url => url.pathname === '/')
    line.letThrough()
    await sign.waitFor({ state: 'detached' })
    expect((await seats.ada.read('session', { session })).recordings).toEqual([])
  })
})
