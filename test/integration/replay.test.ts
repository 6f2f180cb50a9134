import { loadBank, bankFrom } from '@unanimous/bank'
import { limits, type Replay } from '@unanimous/protocol'
import { openScenes, openTape, type Json, type StoredPart, type Patch } from '@unanimous/replay'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdKeptRound, openCards, readReplay } from '../support/kept-round.ts'
import { freshId, Person } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { orRefused } from '../support/whole-round.ts'

const one = loadBank().get('coding.nearest-fill-source')!
const code = 'code:typescript'
const minuteMs = 60_000
const holdRound = (options?: { agree: boolean }) => holdKeptRound(running, one, options)

let running: RunningApp
beforeAll(async () => { running = await openApp({ bank: bankFrom([one]) }) })
afterAll(() => running.close())

const partsOf = ({ parts }: Replay): StoredPart[] => parts.map(part => ({ ...part, bytes: new Uint8Array(Buffer.from(part.bytes, 'base64')) }))
const played = async (replay: Replay) => ({
  player: await openTape(partsOf(replay)),
  scenes: openScenes({ first: replay.scenes.first as Json, changes: replay.scenes.changes as [number, Patch][] }),
})

test('shows each of the two what stood on their own screen, and says at which moment', async () => {
  const held = await holdRound()
  const { inviter, other, round, live } = held
  expect(await orRefused(inviter.read('replay', { round }))).toBe('replay/round-running')
  await held.end()
  // Nobody waits for the tape: the page is told that it is being made, with everything that is known without it.
  expect(await inviter.read('replay', { round })).toMatchObject({ prepared: false, parts: [], unreadable: 0, youAre: 'interviewer' })
  for (const [person, role] of [[inviter, 'theirs'], [other, 'candidates']] as const) {
    const replay = await readReplay(person, round)
    expect(replay.lengthMs).toBeGreaterThan(45 * minuteMs)
    const { player, scenes } = await played(replay)
    for (const moment of live) {
      expect(player.frameAt(moment.atMs).shared.texts[code]).toBe(moment.text)
      expect(moment[role]).toMatchObject(scenes(moment.atMs) as object)
    }
    const authors = player.changes.map(({ by }) => replay.seats[by]).filter(by => by !== 'server')
    expect(authors).toEqual(live.map(() => (person === other ? 'you' : 'peer')))
    expect(replay.unreadable).toBe(0)
  }
  expect((await inviter.read('replay', { round })).record?.evidence.length).toBeGreaterThan(3)
  const sealed = await other.read('replay', { round })
  expect(sealed).toMatchObject({ opened: false, record: null, vote: null })
  expect(JSON.stringify(sealed)).not.toContain('a private note')
})

test('comments and clips are their author\u2019s until the cards open, then both\u2019s, and nobody else\u2019s', async () => {
  const held = await holdRound()
  const { inviter, other, round } = held
  const ofInviter = freshId()
  expect(await orRefused(inviter.send('comment-on-replay', { round, comment: freshId(), atMs: 0, text: 'Too early.' }))).toBe('replay/round-running')
  await held.end()
  await inviter.send('comment-on-replay', { round, comment: ofInviter, atMs: 90_000, text: '  The turn of the round. ' })
  await other.post('comment-on-replay', { round, comment: freshId(), atMs: 30_000, text: 'Here I knew.' })
  await other.post('cut-clip', { round, clip: freshId(), name: 'The fix', fromMs: 60_000, toMs: 60_000 + limits.clipLongestMs })
  expect((await other.read('replay', { round })).comments).toMatchObject([{ by: 'you', atMs: 30_000, text: 'Here I knew.' }])
  expect((await inviter.read('replay', { round }))).toMatchObject({ comments: [{ by: 'you', text: 'The turn of the round.' }], clips: [] })

  expect(await orRefused(other.send('comment-on-replay', { round, comment: freshId(), atMs: 90 * minuteMs, text: 'After the end.' }))).toBe('replay/outside')
  expect(await orRefused(other.send('cut-clip', { round, clip: freshId(), name: 'All', fromMs: 0, toMs: limits.clipLongestMs + 1 }))).toBe('replay/clip-length')
  expect(await orRefused(other.send('cut-clip', { round, clip: freshId(), name: 'Backwards', fromMs: 9_000, toMs: 8_000 }))).toBe('replay/clip-length')
  expect(await orRefused(other.send('delete-replay-comment', { round, comment: ofInviter }))).toBe('replay/unknown')

  await openCards(held)
  expect((await other.read('replay', { round }))).toMatchObject({ opened: true, vote: 3, comments: [{ by: 'you', atMs: 30_000 }, { by: 'peer', atMs: 90_000 }], clips: [{ by: 'you', name: 'The fix' }] })
  expect((await inviter.read('replay', { round })).clips).toMatchObject([{ by: 'peer', fromMs: 60_000 }])
  const exported = JSON.stringify((await other.http('GET', '/api/export.json')).body)
  expect(exported).toContain('Here I knew.')
  expect(exported).not.toContain('The turn of the round.')
  await inviter.send('delete-replay-comment', { round, comment: ofInviter })
  expect((await other.read('replay', { round })).comments).toHaveLength(1)
  const stranger = await new Person(running.url).signUp(`stranger-${freshId().slice(0, 5).replaceAll(/[-_]/g, 'x')}`)
  expect(await orRefused(stranger.read('replay', { round }))).toBe('round/unknown')
  expect(await orRefused(stranger.post('comment-on-replay', { round, comment: freshId(), atMs: 0, text: 'Hello' }))).toBe('round/unknown')
})

test('is there only where both agreed, and goes when either withdraws', async () => {
  const without = await holdRound({ agree: false })
  await without.end()
  expect(await orRefused(without.inviter.read('replay', { round: without.round }))).toBe('replay/not-kept')

  const held = await holdRound()
  const { inviter, other, session, round, live } = held
  await held.end()
  await inviter.send('comment-on-replay', { round, comment: freshId(), atMs: 1_000, text: 'A word.' })
  await openCards(held)
  const rows = async (table: string) => (await running.storage.pool.query(`select from ${table} where round = $1`, [round])).rowCount
  // The tape stays and the timed log goes; the tape says the same.
  await expect.poll(() => rows('replay_part')).toBe(1)
  await expect.poll(async () => (await running.storage.pool.query('select from round_final where round = $1 and compacted_at is not null', [round])).rowCount).toBe(1)
  const { player } = await played(await readReplay(other, round))
  for (const { atMs, text } of live) expect(player.frameAt(atMs).shared.texts[code]).toBe(text)

  expect(await orRefused(other.send('agree-replay', { session, agreed: true }))).toBe('session/already-revealed')
  await other.send('agree-replay', { session, agreed: false })
  expect(await orRefused(inviter.read('replay', { round }))).toBe('replay/not-kept')
  for (const table of ['replay_tape', 'replay_part', 'replay_comment']) expect(await rows(table)).toBe(0)
})

test('whoever takes back consent while the tape is made leaves nothing of it', async () => {
  const held = await holdRound()
  const { inviter, other, session, round } = held
  await held.end()
  await openCards(held)
  await other.send('agree-replay', { session, agreed: false })
  await expect.poll(async () => (await running.storage.pool.query('select from round_final where round = $1 and compacted_at is not null', [round])).rowCount).toBe(1)
  expect(await orRefused(inviter.read('replay', { round }))).toBe('replay/not-kept')
  expect((await running.storage.pool.query('select from replay_tape where round = $1', [round])).rowCount).toBe(0)
})

test('what is pinned after the round stands at the moment that it names, for both', async () => {
  const held = await holdRound()
  const { inviter, other, round } = held
  await held.end()
  const pin = (atMs: number) => inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'event', text: 'Stopped and thought', dimensions: [], polarity: '0', ref: `at:${atMs}` })
  expect(await orRefused(pin(90 * minuteMs))).toBe('round/no-such-moment')
  await pin(150_000)
  await openCards(held)
  const { record, struck } = await other.read('card', { round })
  expect(record.evidence.filter(({ late }) => late)).toMatchObject([{ text: 'Stopped and thought', atMs: 150_000 }])
  expect(struck).toEqual([])
})
