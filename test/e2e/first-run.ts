/**
 * `pnpm first-run [--warm]`: from nothing to two people talking in a round, as somebody does it who has just read the README.
 * Clones this repository into a temporary folder, runs its start command with empty caches (`--warm` keeps the machine's own),
 * walks two browsers into a round, and prints every action of both, their number and the time. Exit code 1 above the bars.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { freePort, launchChromium } from '@unanimous/testing'
import { code, moreFrames, seesCode } from '../support/browser/in-the-room.ts'
import { openVisitor } from '../support/browser/visitor.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const bars = { actions: 12, minutes: 3 }
const root = resolve(import.meta.dirname, '../..')
const startedAt = Date.now()
const actions: string[] = []

const seconds = () => ((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)
const note = (line: string) => say(`${seconds()} s      ${line}`)

/** One action of either person: a command, a page opened by hand, a field filled (Enter after it is part of it), a click or a key. */
const act = async (who: string, what: string, work: () => Promise<unknown>): Promise<void> => {
  actions.push(`${who}: ${what}`)
  say(`${seconds()} s  ${String(actions.length).padStart(2)}  ${who}: ${what}`)
  await work()
}

const startProduct = (folder: string, port: number, environment: NodeJS.ProcessEnv): Promise<ChildProcess> => {
  const npm = spawn('npm', ['start'], { cwd: folder, env: { ...environment, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  return new Promise((started, failed) => {
    let said = ''
    npm.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Unanimous is at')) started(npm)
    })
    npm.once('exit', exitCode => failed(new Error(`npm start ended with ${exitCode}:\n${said}`)))
  })
}

/** Ends a process and all that it started, and waits for the last of them. */
const endGroup = async (leader: number | undefined): Promise<void> => {
  if (leader === undefined) return
  try {
    for (process.kill(-leader, 'SIGTERM'); ; await new Promise(again => setTimeout(again, 100))) process.kill(-leader, 0)
  } catch {
    // Nobody is left.
  }
}

/** Ada has the machine; Ben gets a link. */
const meet = async (browser: Browser, url: string): Promise<readonly [Page, Page]> => {
  const ada = (await openVisitor(browser, url, { name: 'ada' })).page
  const ben = (await openVisitor(browser, url, { name: 'ben' })).page
  await act('Ada', `opens ${url}`, () => ada.goto('/'))
  await act('Ada', 'fills in a handle', () => ada.getByLabel('Handle').fill('ada'))
  await act('Ada', 'fills in an e-mail', () => ada.getByLabel('Work or personal e-mail').fill('ada@example.org'))
  await act('Ada', 'fills in a password, Enter', async () => {
    await ada.getByLabel('Password').fill('correct horse battery')
    await ada.keyboard.press('Enter')
    await ada.waitForURL(each => each.pathname === '/')
  })
  await act('Ada', 'presses “Invite”', () => ada.getByRole('button', { name: /^Invite/ }).first().click())
  const link = await ada.getByLabel('Invite link').inputValue()
  await act('Ben', 'opens the link', () => ben.goto(link))
  await act('Ben', 'fills in a name, Enter', async () => {
    await ben.getByLabel('Your name').fill('ben')
    await ben.keyboard.press('Enter')
  })
  for (const [who, page] of [['Ben', ben], ['Ada', ada]] as const) {
    await page.getByRole('button', { name: 'Join the room' }).waitFor()
    await act(who, 'presses Enter: join the room', () => page.keyboard.press('Enter'))
  }
  await act('Ada', 'presses “Start the round”', () => ada.getByRole('button', { name: 'Start the round' }).click())
  return [ada, ben]
}

const talk = async ([ada, ben]: readonly [Page, Page]) => {
  await Promise.all([ada, ben].map(page => code(page).waitFor()))
  note('both are in the round')
  await Promise.all([moreFrames(ada, 'ben', 10), moreFrames(ben, 'ada', 10)])
  note('each sees the other')
  await ben.waitForFunction(() => document.querySelector('.cm-content')?.getAttribute('aria-readonly') !== 'true')
  await code(ben).click()
  await ben.keyboard.type('// here I am\n')
  await seesCode(ada, '// here I am')
  note('what one types stands on the other’s screen')
}

const folder = mkdtempSync(join(tmpdir(), 'first-run-'))
const cold = process.argv.includes('--warm') ? {} : { npm_config_cache: join(folder, 'npm-cache'), XDG_DATA_HOME: join(folder, 'data-home'), XDG_CACHE_HOME: join(folder, 'cache-home'), PNPM_HOME: join(folder, 'pnpm-home') }
const environment = Object.fromEntries(Object.entries({ ...process.env, ...cold }).filter(([name]) => !/^npm_(?!config_(cache|registry))/i.test(name)))
const port = await freePort()
const checkout = join(folder, 'unanimous')
let npm: ChildProcess | undefined
let browser: Browser | undefined
try {
  await act('Ada', 'git clone', async () => execFileSync('git', ['clone', '--quiet', root, checkout]))
  await act('Ada', 'npm start', async () => {
    npm = await startProduct(checkout, port, environment)
  })
  note('the product runs')
  browser = await launchChromium()
  await talk(await meet(browser, `http://localhost:${port}`))
  const minutes = (Date.now() - startedAt) / 60_000
  const holds = actions.length <= bars.actions && minutes <= bars.minutes
  say(`\n${actions.length} actions (at most ${bars.actions}), ${minutes.toFixed(1)} minutes (at most ${bars.minutes}): ${holds ? 'holds' : 'MISSED'}`)
  process.exitCode = holds ? 0 : 1
} finally {
  await browser?.close()
  await endGroup(npm?.pid)
  rmSync(folder, { recursive: true, force: true })
}
