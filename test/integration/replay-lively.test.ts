import { bankFrom, loadBank } from '@unanimous/bank'
import { openTape } from '@unanimous/replay'
import { expect, test } from 'vitest'
import { openCards, readReplay } from '../support/kept-round.ts'
import { boardSteps, failed, holdLivelyRound } from '../support/lively-round.ts'
import { startApp } from '../support/start-app.ts'

const one = loadBank().get('coding.nearest-fill-source')!

test('everything of a round is in its replay: both speakers, runs, the board; and its final drawing knows what was struck out', async () => {
  const app = await startApp({ bank: bankFrom([one]) })
  const held = await holdLivelyRound(app, one)
  const { inviter, other, round } = held
  expect((await other.read('replay', { round })).talked.map(({ by }) => by)).toEqual(['you'])
  expect((await inviter.read('scorecard', { round })).components).toContainEqual(failed)
  await openCards(held)
  const replay = await readReplay(other, round)
  expect(replay.talked.map(({ by }) => by).toSorted()).toEqual(['peer', 'you'])
  const player = await openTape(replay.parts.map(part => ({ ...part, bytes: new Uint8Array(Buffer.from(part.bytes, 'base64')) })))
  const { maps, texts } = player.frameAt(replay.lengthMs).shared
  expect(texts['code:typescript']).toBe(held.last)
  expect(Object.keys(maps['board'] ?? {}).toSorted()).toEqual(boardSteps.flat().map(({ id }) => id).toSorted())
  expect(Object.values(maps['runs'] ?? {}).map(run => (run as { status: string }).status).toSorted()).toEqual(['done', 'done', 'failed'])
  const card = await other.read('card', { round })
  expect(card.board).toHaveLength(boardSteps.flat().length)
  expect(card.struck).toEqual([failed.element])
}, 300_000)
