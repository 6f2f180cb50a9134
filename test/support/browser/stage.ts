import { isMissing, launchChromium, type OutsideTool } from '@unanimous/testing'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openApp } from '../start-app.ts'
import { twoInARoom, type TwoInARoom, type TwoOptions } from './two-in-a-room.ts'
import { keepPictures, openVisitor, webDirectory, type Visitor, type VisitorOptions } from './visitor.ts'

interface Served {
  readonly url: string
  close(): Promise<unknown>
}

/** A browser and a server for all tests of a file, and the people of the test that runs. */
export interface Stage<S extends Served> {
  /** Something that the tests need is not on this machine: they are skipped, aloud. */
  readonly missing: boolean
  readonly browser: Browser
  readonly server: S
  /** Whoever is in here is in the pictures of a failed test, has nothing to complain of after it, and is then closed. */
  readonly people: Visitor[]
  /** Somebody in a browser of their own, at our server unless said. */
  visit(options?: VisitorOptions, url?: string): Promise<Visitor>
  /** Two people who meet, in the round that they came for unless said. */
  two(options?: TwoOptions): Promise<TwoInARoom>
}

export interface StageOptions<S extends Served> {
  /** What cannot be tried where a tool is missing: the beginning of a sentence. */
  readonly what: string
  /** Beside a browser. */
  readonly tools?: readonly OutsideTool['name'][]
  readonly serve: () => Promise<S>
  readonly launch?: () => Promise<Browser>
}

/** Our own server in this process, with its pages. */
export const servePages = () => openApp({ webDirectory })

/** Sets up what the tests of this file share. Called once, at its top. */
export const openStage = <S extends Served>({ what, tools = [], serve, launch = launchChromium }: StageOptions<S>): Stage<S> => {
  const lacking = (['chromium', ...tools] as const).filter(isMissing)
  const missing = lacking.length > 0
  if (missing) console.error(`SKIPPED: ${what} needs ${lacking.join(' and ')} on this machine.`)
  let browser: Browser | undefined
  let server: S | undefined
  const people: Visitor[] = []
  let rooms: TwoInARoom[] = []

  beforeAll(async () => {
    if (missing) return
    browser = await launch()
    server = await serve()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  afterEach(async ({ task }) => {
    const failed = task.result?.state === 'fail'
    if (failed) await keepPictures(task.name, people)
    const complaints = people.flatMap(each => each.complaints)
    await Promise.all(people.map(({ context }) => context.close()))
    await Promise.all(rooms.map(room => room.close()))
    people.length = 0
    rooms = []
    if (!failed && complaints.length > 0) throw new Error(`somebody complained: ${complaints.join('; ')}`)
  })

  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the stage is open while its tests run, not before')
    return thing
  }
  const stage: Stage<S> = {
    missing,
    people,
    get browser() {
      return there(browser)
    },
    get server() {
      return there(server)
    },
    async visit(options, url = stage.server.url) {
      const visitor = await openVisitor(stage.browser, url, options)
      people.push(visitor)
      return visitor
    },
    async two(options) {
      const room = await twoInARoom(stage.browser, stage.server.url, options, people)
      rooms.push(room)
      return room
    },
  }
  return stage
}
