import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromium, type SpokenSound, spokenSound, toWav } from '@unanimous/testing'
import { spokenSeconds, talkShare, typedSeconds } from '@unanimous/rounds'
import { afterAll, describe, expect, test } from 'vitest'
import { code, startRound, typeCode } from '../support/browser/in-the-room.ts'
import { openStage, servePages } from '../support/browser/stage.ts'
import type { TwoInARoom } from '../support/browser/two-in-a-room.ts'

let sound: SpokenSound
let folder: string | undefined

const stage = openStage({
  what: 'hearing speech in a browser', tools: ['espeak-ng'], serve: servePages,
  launch: () => {
    folder = mkdtempSync(join(tmpdir(), 'narration-'))
    sound = spokenSound('typing', 2)
    writeFileSync(join(folder, 'voice.wav'), toWav(sound))
    return launchChromium({ args: [`--use-file-for-fake-audio-capture=${join(folder, 'voice.wav')}`] })
  },
})
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true })
})

const enter = async () => {
  const room = await stage.two({ stand: 'outside' })
  const seen = await room.seats.ben.read('session', { session: room.session })
  return { ...room, round: seen.rounds[0]?.round ?? '', bensSeat: seen.you.seat, ada: room.ada.page, ben: room.ben.page, visitors: [room.ada, room.ben] }
}
/** Those who agree have done so before either opens the room, in which their round then begins. */
const begin = async ({ session, ada, ben, seats }: Awaited<ReturnType<typeof enter>>, ...agreed: readonly (keyof TwoInARoom['seats'])[]) => {
  for (const name of agreed) await seats[name].post('agree-narration', { session, agreed: true })
  for (const page of [ada, ben]) await page.goto(`/r/${session}`)
  await startRound(ada, ben)
}

/** Both say yes in the green room, each by their own switch, and go on into the room. */
const agreeTo = async (what: string, session: string, pages: readonly Page[]) => {
  for (const page of pages) {
    await page.goto(`/r/${session}/green`)
    await page.getByRole('switch', { name: what }).click()
  }
  for (const page of pages) await page.getByText(/^(ada|ben)-\w+ agreed$/).waitFor()
  for (const page of pages) await page.getByRole('button', { name: 'Join the room' }).last().click()
}

const countedBy = async (round: string, seat: string) => {
  const { rows: [row] } = await stage.server.storage.pool.query<{ spoke: string; typed: string; approximate: boolean }>('select spoke, typed, approximate from narration where round = $1 and seat = $2', [round, seat])
  return row ?? { spoke: '', typed: '', approximate: false }
}
const shareOf = ({ truth }: SpokenSound) => truth.filter(Boolean).length / truth.length

describe.skipIf(stage.missing)('narration', () => {
  test('is heard in the browser while both agree, and only seconds leave it', async () => {
    const { session, round, bensSeat, ada, ben } = await enter()
    await agreeTo('Measure narration', session, [ada, ben])
    await startRound(ada, ben)
    for (const page of [ada, ben]) await page.getByText('Counting speech and typing').waitFor()
    const sent: string[] = []
    ben.on('websocket', socket => socket.on('framesent', ({ payload }) => sent.push(String(payload))))
    // A whole turn of the sound: whatever moment the count began at, the share comes out.
    const wanted = Math.ceil(sound.samples.length / sound.rate)
    while ((await countedBy(round, bensSeat)).spoke.replaceAll('.', '').length < wanted) await typeCode(ben, 'x', { delayMs: 20 })
    const counted = await countedBy(round, bensSeat)
    expect(counted.approximate).toBe(false)
    expect(spokenSeconds(counted).length).toBeGreaterThan(3)
    expect(typedSeconds(counted).length).toBeGreaterThan(3)
    expect(Math.abs((talkShare(counted) ?? 0) - shareOf(sound))).toBeLessThan(0.12)
  }, 240_000)

  test('the interviewer is told of two silent minutes, the candidate is not, until they speak', async () => {
    const two = await enter()
    const { round, ada, ben, seats } = two
    await begin(two, 'ada', 'ben')
    stage.server.clock.forward(3_600_000)
    for (const fromS of [600, 660, 720]) await seats.ben.post('count-narration', { round, fromS, spoke: '0'.repeat(60), typed: '1'.repeat(60), approximate: false })
    await ada.getByText('Ask what they are weighing.').waitFor()
    expect(await ben.getByText(/without a word|weighing/).count()).toBe(0)
    await seats.ben.post('count-narration', { round, fromS: 780, spoke: '9', typed: '0', approximate: false })
    await ada.getByText('Ask what they are weighing.').waitFor({ state: 'detached' })
  }, 120_000)

  test('by loudness, and saying so, where the detector cannot be fetched', async () => {
    const two = await enter()
    for (const { context } of two.visitors) await context.route('**/silero-*', route => route.abort())
    await begin(two, 'ada', 'ben')
    await two.ben.getByText('Counting by loudness, approximate').waitFor()
  }, 120_000)

  test('is not even begun before both agree', async () => {
    const two = await enter()
    const { visitors, ben } = two
    await begin(two, 'ben')
    await code(ben).waitFor()
    expect(visitors.flatMap(each => each.requests).filter(url => /silero|hearing/.test(url))).toEqual([])
    expect(await ben.getByText(/^Counting/).count()).toBe(0)
  }, 120_000)
})
