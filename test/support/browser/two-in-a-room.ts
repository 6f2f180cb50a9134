import type { Browser, Page } from 'playwright-core'
import type { CommandInput } from '@unanimous/protocol'
import { openLine, type CutLine } from '../cut-line.ts'
import { freshId, Person } from '../person.ts'
import { startRound } from './in-the-room.ts'
import { openVisitor, signInAs, type Visitor, type VisitorOptions } from './visitor.ts'

/** What a browser says by itself while nobody answers. */
export const unreachable = [/WebSocket connection to .* failed/, /Failed to load resource: net::ERR_/]

export interface TwoInARoom {
  readonly session: string
  readonly names: { readonly ada: string; readonly ben: string }
  readonly seats: { readonly ada: Person; readonly ben: Person }
  /** Interviews. */
  readonly ada: Visitor
  readonly ben: Visitor
  /** Ben's way to the server, which can be cut. */
  readonly bensLine: CutLine
  close(): Promise<void>
}

export interface TwoOptions {
  readonly kind?: CommandInput<'create-invite'>['kind']
  readonly bothWays?: boolean
  /** Stands in the green room's way out, and not in the round, when false. */
  readonly begin?: boolean
  readonly ben?: VisitorOptions
  /** Before Ben's page is opened. */
  readonly prepare?: (page: Page) => Promise<void>
}

/** Two people in one room, each in a browser of their own; Ada interviews. */
export const twoInARoom = async (browser: Browser, url: string, { kind = 'coding', bothWays = false, begin = true, ben: options = {}, prepare }: TwoOptions = {}): Promise<TwoInARoom> => {
  const bensLine = await openLine(url)
  const tag = freshId().slice(0, 5).replaceAll(/[-_]/g, 'x')
  const names = { ada: `ada-${tag}`, ben: `ben-${tag}` }
  const seats = { ada: await new Person(url).signUp(names.ada), ben: await new Person(url).signUp(names.ben) }
  const { session, code } = await seats.ada.post('create-invite', { kind, minutes: 60, bothWays })
  await seats.ben.post('accept-invite', { code })
  const ada = await openVisitor(browser, url, { name: 'ada', allow: unreachable })
  const ben = await openVisitor(browser, bensLine.url, { name: 'ben', allow: unreachable, ...options })
  await signInAs(ada, seats.ada)
  await signInAs(ben, { cookie: seats.ben.cookie, url: bensLine.url })
  await prepare?.(ben.page)
  for (const { page } of [ada, ben]) await page.goto(`/r/${session}`)
  if (begin) await startRound(ada.page, ben.page)
  return {
    session, names, seats, ada, ben, bensLine,
    async close() {
      await Promise.all([ada, ben].map(({ context }) => context.close()))
      await bensLine.close()
    },
  }
}
