/**
 * `pnpm mockups FOLDER`: our pages, seeded through the API with what the mockups show, beside the PNGs of that folder at
 * 1440×900 in both themes. Writes one picture a page and theme into test-results/mockups; skips what the folder lacks.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { bankFrom, loadBank, type Bank } from '@unanimous/bank'
import { launchChromium } from '@unanimous/testing'
import { code } from '../support/browser/in-the-room.ts'
import { settled } from '../support/browser/looks.ts'
import { openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { beginRound, holdBothWays, holdOneWay, signUpPair, sit, type Pair, type Seen } from '../support/past-rounds.ts'
import { Person } from '../support/person.ts'
import { openApp } from '../support/start-app.ts'
import { turnedClock } from '../support/turned-clock.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const dayMs = 86_400_000
const mockups = resolve(process.argv[2] ?? '')
const results = resolve(import.meta.dirname, '../../test-results/mockups')
if (process.argv[2] === undefined || !existsSync(mockups)) {
  say('No folder with the mockups was given: nothing is compared.')
  process.exit(0)
}
mkdirSync(results, { recursive: true })

const gate = `// One household, at most \`limit\` live streams. A lease dies 30 s after its last beat.
type Lease = { device: string; expires: number; slot: number };

export class StreamGate {
  private byDevice = new Map<string, Lease>();
  private heap = new MinHeap<Lease>((a, b) => a.expires - b.expires);

  constructor(private limit: number, private ttl = 30_000) {}

  acquire(device: string, now: number): boolean {
    this.evict(now);
    const held = this.byDevice.get(device);
    if (held) return this.renew(held, now);
    if (this.byDevice.size >= this.limit) return false;
    this.admit({ device, expires: now + this.ttl, slot: -1 });
    return true;
  }
}
`

/** Every coding pack shows the mockups' problem; what drives the script stays the pack's own. */
const streamSlots = (): Bank => {
  const bank = loadBank()
  const packs = bank.all().map(pack => pack.kind !== 'coding' ? pack : {
    ...pack, title: 'Stream slots',
    candidate: {
      prompt: 'A household may watch on a limited number of screens at once. Build the gate that decides whether one more stream may start.',
      contract: [{ name: 'acquire(device, now)', meaning: 'true if the stream may start' }, { name: 'beat(device, now)', meaning: 'keeps a lease alive' }, { name: 'release(device)', meaning: 'frees the screen at once' }],
      given: ['A lease lasts 30 seconds past its last beat.', 'Clocks never run backwards in one process.', 'The limit is small, five or fewer.'],
    },
    followups: pack.followups.map((step, index) => (index > 0 ? step : {
      ...step, ask: 'A TV loses power mid-stream. Nobody calls release. When does that screen come back, and who pays for finding out?',
      changeCard: 'A TV loses power mid-stream. Nobody calls release. When does that screen come back, and who pays for finding out?',
      strong: ['Expires lazily on the next call', 'Says why a timer per lease is worse', 'Bounds the work per call'], weak: ['Polls every lease', '“We would use Redis for that”'],
    })),
  })
  return bankFrom(packs)
}

const sights: Seen = [[6, '+', 'Asked about the limit first'], [14, '-', 'Four minutes silent while writing the heap'], [21, '+', 'A timer per lease is a million timers I have to cancel.']]
const options = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }

const seed = async (pair: Pair) => {
  const loopOf = () => pair.ann.post('open-loop', { level: 'L5', deepDeclared: false, options })
  const { loop: ended } = await loopOf()
  for (const [kind, loopSeat, vote] of [['hm', 'hm', 3], ['tech', 'tech', 4], ['coding', 'coding1', 3], ['sd', 'sd', 3], ['culture', 'culture', 1]] as const) await holdOneWay(pair, { kind, loop: ended, loopSeat }, vote)
  const { loop: unanimous } = await loopOf()
  for (const [kind, loopSeat, vote] of [['hm', 'hm', 3], ['tech', 'tech', 3], ['coding', 'coding1', 4], ['coding', 'coding2', 3], ['sd', 'sd', 4], ['culture', 'culture', 3]] as const) await holdOneWay(pair, { kind, loop: unanimous, loopSeat }, vote)
  const { loop: third } = await loopOf()
  for (const [kind, loopSeat, vote] of [['hm', 'hm', 4], ['tech', 'tech', 3], ['coding', 'coding1', 3]] as const) await holdOneWay(pair, { kind, loop: third, loopSeat }, vote)
  const opened = await holdBothWays(pair, 'opened')
  await pair.ann.post('set-goal', { goal: 'When a constraint moves, say what the old design would now cost before defending it.' })
  const sealed = await holdBothWays(pair, 'sealed')
  const green = await sit(pair)
  const live = await sit(pair, { bothWays: false })
  await beginRound(pair, live.rounds[0]?.round ?? '', sights)
  return { ended, unanimous, opened, sealed, green: green.session, live: live.session }
}

type Seeded = Awaited<ReturnType<typeof seed>>
type Who = 'brindle' | 'osprey' | 'newcomer' | 'nobody'
interface Compared {
  readonly png: string
  readonly who: Who
  readonly path: (known: Seeded) => string
  readonly before?: (page: Page) => Promise<unknown>
}

const rateAll = async (page: Page, score: number) => {
  for (const row of await page.locator('.dm .scale').all()) await row.locator('label').nth(score - 1).click()
}
const card = ({ sealed }: Seeded) => `/r/${sealed.session}/score/${sealed.first}`

const compared: readonly Compared[] = [
  { png: '01-home', who: 'brindle', path: () => '/' },
  { png: '02-match', who: 'newcomer', path: () => '/practice', before: async page => {
    if (await page.getByRole('button', { name: 'Stop' }).count() === 0) await page.getByRole('button', { name: 'Find a peer' }).last().click()
    await page.getByRole('button', { name: 'Stop' }).waitFor()
  } },
  { png: '03-green-room', who: 'brindle', path: ({ green }) => `/r/${green}/green` },
  { png: '04-room-candidate', who: 'osprey', path: ({ live }) => `/r/${live}`, before: async page => {
    await code(page).waitFor()
    await code(page).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Delete')
    await page.evaluate(text => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      document.querySelector('.cm-content')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    }, gate)
  } },
  { png: '05-room-interviewer', who: 'brindle', path: ({ live }) => `/r/${live}`, before: async page => {
    await code(page).waitFor()
    const unfold = page.getByRole('button', { name: 'Show all' })
    if (await unfold.count() > 0) await unfold.click()
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('v')
  } },
  { png: '07-scorecard', who: 'brindle', path: card, before: async page => {
    await rateAll(page, 3)
    await page.getByRole('radiogroup', { name: 'Your vote' }).locator('label').nth(2).click()
  } },
  { png: '07b-strong-no', who: 'brindle', path: card, before: async page => {
    await rateAll(page, 1)
    await page.getByRole('radiogroup', { name: 'Your vote' }).locator('label').first().click()
    await page.getByRole('button', { name: 'Review strong no' }).click()
  } },
  { png: '08-debrief', who: 'brindle', path: ({ opened }) => `/s/${opened.session}` },
  { png: '09-loop-ended', who: 'brindle', path: ({ ended }) => `/loops/${ended}` },
  { png: '09b-loop-unanimous', who: 'brindle', path: ({ unanimous }) => `/loops/${unanimous}` },
  { png: '12-sign-in', who: 'nobody', path: () => '/sign-in' },
  { png: '13-states', who: 'nobody', path: () => '/ui' },
]

/** The mockup at the left, ours at the right. */
const place = async (browser: Browser, theirs: Buffer, ours: Buffer, to: string) => {
  const page = await browser.newPage({ viewport: { width: 2_892, height: 900 } })
  const picture = (bytes: Buffer) => `<img width="1440" height="900" src="data:image/png;base64,${bytes.toString('base64')}">`
  await page.setContent(`<body style="margin:0;display:flex;gap:12px;background:#f0f">${picture(theirs)}${picture(ours)}`)
  await page.screenshot({ path: to })
  await page.close()
}

const look = async (browser: Browser, { page }: Visitor, { png, path, before }: Compared, seeded: Seeded) => {
  for (const theme of ['light', 'dark'] as const) {
    const themed = join(mockups, `${png}${theme === 'dark' ? '.dark' : ''}.png`)
    const file = existsSync(themed) ? themed : join(mockups, `${png}.png`)
    if (!existsSync(file)) return say(`${png}: no such mockup, skipped`)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto(path(seeded))
    // The page of states shows waiting as well, so it never settles.
    if (png === '13-states') await page.locator('h1').first().waitFor()
    else await settled(page)
    await before?.(page)
    await page.waitForLoadState('networkidle')
    await place(browser, readFileSync(file), await page.screenshot(), join(results, `${png}.${theme}.png`))
    say(`${png} ${theme}`)
  }
}

const browser = await launchChromium()
const app = await openApp({ webDirectory, bank: streamSlots(), clock: turnedClock(Date.now() - 40 * dayMs) })
const pair = await signUpPair(app.url, app.clock)
try {
  const newcomer = await new Person(app.url).signUp('newcomer')
  const seeded = await seed(pair)
  const visitors = new Map<Who, Visitor>()
  for (const [who, person] of [['brindle', pair.ann], ['osprey', pair.ben], ['newcomer', newcomer], ['nobody', undefined]] as const) {
    const visitor = await openVisitor(browser, app.url, { name: who })
    if (person) await signInAs(visitor, person)
    visitors.set(who, visitor)
  }
  for (const each of compared) {
    const visitor = visitors.get(each.who)
    if (visitor) await look(browser, visitor, each, seeded).catch((error: unknown) => say(`${each.png}: ${String(error).split('\n')[0]}`))
  }
} finally {
  pair.ann.drop()
  pair.ben.drop()
  await browser.close()
  await app.close()
}
