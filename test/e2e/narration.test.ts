import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { isMissing, launchChromium, type SpokenSound, spokenSound, toWav } from '@unanimous/testing'
import { spokenSeconds, talkShare, typedSeconds } from '@unanimous/rounds'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { code, startRound, typeCode } from '../support/browser/in-the-room.ts'
import { keepPictures, openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { signUpPair, sit, type Pair } from '../support/past-rounds.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium') || isMissing('espeak-ng')
if (missing) console.error('SKIPPED: hearing speech in a browser needs one, and a voice (Debian packages chromium, espeak-ng).')

let browser: Browser
let app: RunningApp
let pair: Pair
let sound: SpokenSound
let folder: string
let people: readonly Visitor[] = []

beforeAll(async () => {
  if (missing) return
  folder = mkdtempSync(join(tmpdir(), 'narration-'))
  sound = spokenSound('typing', 2)
  writeFileSync(join(folder, 'voice.wav'), toWav(sound))
  browser = await launchChromium({ args: [`--use-file-for-fake-audio-capture=${join(folder, 'voice.wav')}`] })
  app = await openApp({ webDirectory })
  pair = await signUpPair(app.url, app.clock)
}, 60_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, people)
})
afterAll(async () => {
  pair?.ann.drop()
  pair?.ben.drop()
  await browser?.close()
  await app?.close()
  if (folder) rmSync(folder, { recursive: true })
})

const enter = async () => {
  const { session, rounds: [planned] } = await sit(pair, { bothWays: false })
  const visitors = [await openVisitor(browser, app.url, { name: 'ann' }), await openVisitor(browser, app.url, { name: 'ben' })] as const
  people = visitors
  onTestFinished(async () => { for (const { context } of visitors) await context.close() })
  await signInAs(visitors[0], pair.ann)
  await signInAs(visitors[1], pair.ben)
  const [ann, ben] = visitors.map(each => each.page) as [Page, Page]
  return { session, round: planned?.round ?? '', visitors, ann, ben }
}

/** Both say yes in the green room, each by their own switch, and go on into the room. */
const agreeTo = async (what: string, session: string, pages: readonly Page[]) => {
  for (const page of pages) {
    await page.goto(`/r/${session}/green`)
    await page.getByRole('switch', { name: what }).click()
  }
  for (const page of pages) await page.getByText(/^(brindle|osprey) agreed$/).waitFor()
  for (const page of pages) await page.getByRole('button', { name: 'Join the room' }).last().click()
}

const countedBy = async (round: string, seat: string) => {
  const { rows: [row] } = await app.storage.pool.query<{ spoke: string; typed: string; approximate: boolean }>('select spoke, typed, approximate from narration where round = $1 and seat = $2', [round, seat])
  return row ?? { spoke: '', typed: '', approximate: false }
}
const shareOf = ({ truth }: SpokenSound) => truth.filter(Boolean).length / truth.length

describe.skipIf(missing)('narration', () => {
  test('is heard in the browser while both agree, and only seconds leave it', async () => {
    const { session, round, visitors, ann, ben } = await enter()
    await agreeTo('Measure narration', session, [ann, ben])
    await startRound(ann, ben)
    for (const page of [ann, ben]) await page.getByText('Counting speech and typing').waitFor()
    const sent: string[] = []
    ben.on('websocket', socket => socket.on('framesent', ({ payload }) => sent.push(String(payload))))
    const seat = pair.ben.session?.you.seat ?? ''
    // A whole turn of the sound: whatever moment the count began at, the share comes out.
    const wanted = Math.ceil(sound.samples.length / sound.rate)
    while ((await countedBy(round, seat)).spoke.replaceAll('.', '').length < wanted) await typeCode(ben, 'x', { delayMs: 20 })
    const counted = await countedBy(round, seat)
    expect(counted.approximate).toBe(false)
    expect(spokenSeconds(counted).length).toBeGreaterThan(3)
    expect(typedSeconds(counted).length).toBeGreaterThan(3)
    expect(Math.abs((talkShare(counted) ?? 0) - shareOf(sound))).toBeLessThan(0.12)
    for (const each of visitors) expect(each.complaints).toEqual([])
  }, 240_000)

  test('the interviewer is told of two silent minutes, the candidate is not, until they speak', async () => {
    const { session, round, ann, ben } = await enter()
    for (const person of [pair.ann, pair.ben]) await person.send('agree-narration', { session, agreed: true })
    for (const page of [ann, ben]) await page.goto(`/r/${session}`)
    await startRound(ann, ben)
    app.clock.forward(3_600_000)
    for (const fromS of [600, 660, 720]) await pair.ben.post('count-narration', { round, fromS, spoke: '0'.repeat(60), typed: '1'.repeat(60), approximate: false })
    await ann.getByText('Ask what they are weighing.').waitFor()
    expect(await ben.getByText(/without a word|weighing/).count()).toBe(0)
    await pair.ben.post('count-narration', { round, fromS: 780, spoke: '9', typed: '0', approximate: false })
    await ann.getByText('Ask what they are weighing.').waitFor({ state: 'detached' })
  }, 120_000)

  test('by loudness, and saying so, where the detector cannot be fetched', async () => {
    const { session, visitors, ann, ben } = await enter()
    for (const { context } of visitors) await context.route('**/silero-*', route => route.abort())
    for (const person of [pair.ann, pair.ben]) await person.send('agree-narration', { session, agreed: true })
    for (const page of [ann, ben]) await page.goto(`/r/${session}`)
    await startRound(ann, ben)
    await ben.getByText('Counting by loudness, approximate').waitFor()
  }, 120_000)

  test('is not even begun before both agree', async () => {
    const { session, visitors, ann, ben } = await enter()
    await pair.ben.send('agree-narration', { session, agreed: true })
    for (const page of [ann, ben]) await page.goto(`/r/${session}`)
    await startRound(ann, ben)
    await code(ben).waitFor()
    expect(visitors.flatMap(each => each.requests).filter(url => /silero|hearing/.test(url))).toEqual([])
    expect(await ben.getByText(/^Counting/).count()).toBe(0)
  }, 120_000)
})
