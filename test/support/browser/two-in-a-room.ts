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

export interface OneOptions extends VisitorOptions {
  /** One of their own; both in the same unless said. */
  readonly browser?: Browser
  /** Before anything of ours is opened in their page. */
  readonly prepare?: (page: Page) => Promise<unknown>
}

export interface TwoOptions {
  readonly kind?: CommandInput<'create-invite'>['kind']
  readonly bothWays?: boolean
  /** How far they go: their pages are blank, stand in the room, or in its round, which has begun. */
  readonly stand?: 'outside' | 'room' | 'round'
  readonly ada?: OneOptions
  readonly ben?: OneOptions
}

const openOne = async (person: Person, url: string, shared: Browser, { browser = shared, prepare, ...options }: OneOptions): Promise<Visitor> => {
  const visitor = await openVisitor(browser, url, { allow: unreachable, ...options })
  await prepare?.(visitor.page)
  await signInAs(visitor, { cookie: person.cookie, url })
  return visitor
}

/** Two people who meet, each in a browser of their own; Ada interviews. Whoever is there when it fails stands in `opened`. */
export const twoInARoom = async (browser: Browser, url: string, { kind = 'coding', bothWays = false, stand = 'round', ada: adas, ben: bens }: TwoOptions = {}, opened: Visitor[] = []): Promise<TwoInARoom> => {
  const bensLine = await openLine(url)
  const tag = freshId().slice(0, 5).replaceAll(/[-_]/g, 'x')
  const names = { ada: `ada-${tag}`, ben: `ben-${tag}` }
  const seats = { ada: await new Person(url).signUp(names.ada), ben: await new Person(url).signUp(names.ben) }
  const { session, code } = await seats.ada.post('create-invite', { kind, minutes: 60, bothWays })
  await seats.ben.post('accept-invite', { code })
  const ada = await openOne(seats.ada, url, browser, { name: 'ada', ...adas })
  const ben = await openOne(seats.ben, bensLine.url, browser, { name: 'ben', ...bens })
  opened.push(ada, ben)
  if (stand !== 'outside') for (const { page } of [ada, ben]) await page.goto(`/r/${session}`)
  if (stand === 'round') await startRound(ada.page, ben.page)
  return {
    session, names, seats, ada, ben, bensLine,
    async close() {
      await Promise.all([ada, ben].map(({ context }) => context.close()))
      for (const seat of Object.values(seats)) seat.drop()
      await bensLine.close()
    },
  }
}
