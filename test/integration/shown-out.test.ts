import { schema } from '@unanimous/db'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { holdQueries } from '../support/held-query.ts'
import { freshId, meet, outcomeOf, type Person } from '../support/person.ts'
import { seatRater } from '../support/second-rater.ts'
import { startApp } from '../support/start-app.ts'

/** A rater who is about to be shown out, and how that goes through while their own question waits. */
const aboutToGo = async () => {
  const { url, clock, storage } = await startApp()
  const { inviter: interviewer, other: candidate, session } = await meet(url, { bothWays: false })
  const [planned] = interviewer.session?.rounds ?? []
  const rater = await seatRater({ interviewer, candidate, session })
  const leftAt = async () => (await storage.db.select().from(schema.seat).where(eq(schema.seat.position, 2)))[0]?.leftAt
  const takeBack = async () => {
    const done = candidate.post('agree-second-rater', { session, agreed: false })
    await expect.poll(leftAt).not.toBe(null)
    return done
  }
  return { clock, storage, interviewer, candidate, rater, session, round: planned?.round ?? '', document: planned?.document ?? '', takeBack }
}

/** How the document server answers a ticket: `open`, or the status of its refusal. */
const openWith = (person: Person, document: string, { url, ticket }: { url: string; ticket: string }) => new Promise<number | 'open'>((resolve, reject) => {
  const socket = new WebSocket(`${person.url.replace('http', 'ws')}${url}/${document}?ticket=${ticket}`, { headers: { Origin: person.url } })
  socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
  socket.on('open', () => {
    socket.terminate()
    resolve('open')
  })
  socket.on('error', reject)
})

test('a rater who is shown out is not shown the room as somebody else’s seat when they come back to it in that moment', async () => {
  const { interviewer, rater, session, storage, takeBack } = await aboutToGo()
  rater.drop()
  await expect.poll(() => interviewer.session?.second?.here).toBe(false)
  await rater.connect()
  // Their coming is told to the others first; meanwhile they wait for their turn.
  const { held, letGo } = holdQueries(storage, 'from "recording"')
  const watching = outcomeOf(rater.watch(session))
  await held
  const seen = rater.received.length
  const takenBack = takeBack()
  await expect.poll(() => rater.received.slice(seen).some(({ name }) => name === 'shown-out')).toBe(true)
  letGo()
  expect(await watching).toBe('session/unknown')
  await takenBack
  await interviewer.send('say-in-chat', { session, text: 'Between us two.' })
  expect(JSON.stringify(rater.received.slice(seen))).not.toMatch(/Between us two|"titles"/)
})

test('a rater who is shown out is not shown the session as somebody else’s seat by the question of a moment before', async () => {
  const { rater, session, storage, takeBack } = await aboutToGo()
  const { held, letGo } = holdQueries(storage, 'from "session"')
  const reading = outcomeOf(rater.read('session', { session }))
  await held
  const takenBack = takeBack()
  await expect.poll(async () => (await storage.db.select().from(schema.raterLink)).length).toBe(0)
  letGo()
  expect(await reading).toBe('session/unknown')
  await takenBack
})

test('a rater who is shown out opens no document with a ticket of before, and with a new one again once they are back', async () => {
  const { clock, interviewer, candidate, rater, round, session, document, takeBack } = await aboutToGo()
  await interviewer.send('start-round', { round })
  const [unspent, spare] = [await rater.post('open-document', { doc: document }), await rater.post('open-document', { doc: document })]
  expect(await openWith(rater, document, spare)).toBe('open')
  await takeBack()
  expect(await openWith(rater, document, unspent)).toBe(401)
  const token = freshId()
  await interviewer.send('ask-second-rater', { session, token })
  await candidate.send('agree-second-rater', { session, agreed: true })
  await rater.post('join-as-rater', { token, name: 'heron' })
  clock.forward(2_000)
  expect(await openWith(rater, document, await rater.post('open-document', { doc: document }))).toBe('open')
})
