import { openTape } from '@unanimous/replay'
import { dimensionsOf } from '@unanimous/rounds'
import { expect, onTestFinished, test } from 'vitest'
import { openDocument } from '../support/document.ts'
import { readReplay } from '../support/kept-round.ts'
import { freshId, meet } from '../support/person.ts'
import { startRealServer } from '../support/real-server.ts'

const code = 'code:typescript'

test('a process killed as the cards open keeps the tape after its next start, once, and the timed log goes only then', async () => {
  const server = await startRealServer()
  onTestFinished(server.close)
  const { inviter, other, session } = await meet(server.url, { bothWays: false })
  for (const person of [inviter, other]) await person.send('agree-replay', { session, agreed: true })
  const [planned] = inviter.session?.rounds ?? []
  if (!planned) throw new Error('no round was planned')
  const { round, document } = planned
  await inviter.send('start-round', { round })
  const pages = [await openDocument(inviter, document), await openDocument(other, document)] as const
  // Enough that a tape is not made in an instant.
  for (let edit = 0; edit < 1_500; edit++) {
    pages[1].text(code).insert(pages[1].text(code).length, `line ${edit}\n`)
    if (edit % 100 === 99) await expect.poll(() => pages[0].text(code).toString(), { timeout: 20_000 }).toContain(`line ${edit}\n`)
  }
  const last = pages[0].text(code).toString()
  for (const { id } of dimensionsOf('coding')) await inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: id, dimensions: [id], polarity: '+' })
  await inviter.send('end-round', { round })
  const ratings = Object.fromEntries(dimensionsOf('coding').map(({ id }) => [id, 3 as const]))
  await inviter.send('file-scorecard', { round, version: 0, draft: { ratings, vote: 3 }, opensBoth: false })
  await other.send('file-self-estimate', { round, version: 0, draft: { guesses: ratings, vote: 3 }, opensBoth: true })
  await server.kill()

  await server.start()
  const replay = await readReplay(other, round)
  expect(replay).toMatchObject({ opened: true, unreadable: 0 })
  const player = await openTape(replay.parts.map(part => ({ ...part, bytes: new Uint8Array(Buffer.from(part.bytes, 'base64')) })))
  expect(player.lost).toEqual([])
  expect(player.frameAt(replay.lengthMs).shared.texts[code]).toBe(last)
  // Once it is kept it is the same at the next start, whatever was killed in between.
  await server.kill()
  await server.start()
  expect((await readReplay(inviter, round)).parts).toEqual(replay.parts)
}, 300_000)
