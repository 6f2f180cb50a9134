import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '@unanimous/testing'
import type { Lab } from './lab-server.ts'
import type { LabWindow } from './lab-page.ts'

/** A browser with four fake microphones and cameras. The second camera (`fake_device_1`) yields a single frame over a call; the others are sound. */
export const launchBrowser = (devices = 4): Promise<Browser> =>
  launchChromium({ askForMedia: true, args: [`--use-fake-device-for-media-stream=device-count=${devices}`] })

/** A browser that may share a screen: a fake one, chosen and allowed by itself. */
export const launchSharingBrowser = (): Promise<Browser> =>
  launchChromium({ args: ['--use-fake-device-for-media-stream=device-count=4,display-media-type=browser'] })

/** As long as `expect.poll` waits. */
const patienceMs = 20_000

/** One person: a browser context of their own with one tab in the call. */
export interface Person {
  readonly seat: 'ada' | 'ben'
  readonly context: BrowserContext
  readonly page: Page
  /** Runs in the page with its `lab`. */
  run<T>(script: (lab: LabWindow, given: unknown) => T | Promise<T>, given?: unknown): Promise<T>
  /** Waits until the snapshot and counters satisfy the condition. */
  until(condition: (lab: LabWindow, given: number) => boolean, timeoutMs?: number, given?: number): Promise<void>
  /** Waits for this many more decoded frames of the other person. */
  moreFrames(count: number, timeoutMs?: number): Promise<void>
  /** The same of the screen that the other person shares. */
  moreScreenFrames(count: number, timeoutMs?: number): Promise<void>
}

/** Opens a page for a person; without `permission` the browser refuses both devices. */
export const openPerson = async (browser: Browser, lab: Lab, seat: 'ada' | 'ben', permission = true): Promise<Person> => {
  const context = await browser.newContext({ permissions: permission ? ['microphone', 'camera'] : [] })
  const page = await context.newPage()
  await page.goto(lab.url)
  const person: Person = {
    seat,
    context,
    page,
    run: <T>(script: (lab: LabWindow, given: unknown) => T | Promise<T>, given?: unknown) =>
      page.evaluate(`(${script.toString()})(window.lab, ${JSON.stringify(given) ?? 'undefined'})`) as Promise<T>,
    until: async (condition, timeoutMs = patienceMs, given = 0) => {
      await page.waitForFunction(`(${condition.toString()})(window.lab, ${given})`, undefined, { timeout: timeoutMs, polling: 50 }).catch(async (error: unknown) => {
        const state = await page.evaluate('JSON.stringify({ ...window.lab.snapshot(), frames: window.lab.frames() })')
        throw new Error(`${seat} never saw ${condition.toString()}: ${String(state)}`, { cause: error })
      })
    },
    moreFrames: async (count, timeoutMs = patienceMs) => {
      const before = await person.run((window) => window.frames())
      await person.until((window, target) => window.frames() >= target, timeoutMs, before + count)
    },
    moreScreenFrames: async (count, timeoutMs = patienceMs) => {
      const before = await person.run((window) => window.screenFrames())
      await person.until((window, target) => window.screenFrames() >= target, timeoutMs, before + count)
    },
  }
  return person
}

/** Starts the person's call. */
export const joinAs = (person: Person): Promise<void> => person.page.evaluate((seat) => window.lab.start(seat), person.seat)

/** Opens the first microphone and camera. */
export const openDevices = (person: Person): Promise<unknown> => person.run((lab) => lab.open({ mic: true, camera: true }))
