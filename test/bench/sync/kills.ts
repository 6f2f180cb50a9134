import * as Y from 'yjs'
import { LeanClient } from './lean-client.ts'
import { fillRooms, type Person } from './room-load.ts'
import { type MeasuredServer, pathOf } from './servers.ts'
import { greetings, plain, updateWithin, writerOf } from './wire.ts'

const rooms = 20

/** Kills a server at a random instant while twenty pairs type, starts it again, and counts the edits that a peer saw and it lost. */
export const lostByKill = async (server: MeasuredServer, round: number, random: number): Promise<{ readonly seen: number; readonly lost: number }> => {
  const prefix = `kill-${round}`
  const people = await fillRooms(server, rooms, prefix)
  const typing = setInterval(() => {
    for (const person of people) person.client.send(person.typist.edit())
  }, 4)
  await new Promise((resolve) => setTimeout(resolve, 300 + random * 700))
  await server.kill()
  clearInterval(typing)
  // What the kernel still had for us was sent, so it was seen.
  await Promise.all(people.map((person) => person.client.closed))
  await server.restart()
  let lost = 0
  for (let room = 0; room < rooms; room++) {
    const kept = await clocksOf(server, `${prefix}-${room}`)
    const [a, b] = people.slice(room * 2, room * 2 + 2)
    if (a === undefined || b === undefined) throw new Error('an empty room')
    lost += lostOf(a, b, kept) + lostOf(b, a, kept)
  }
  return { seen: people.reduce((sum, person) => sum + person.delivered, 0), lost }
}

const lostOf = (writer: Person, reader: Person, kept: ReadonlyMap<number, number>): number =>
  Math.max(0, reader.delivered - (kept.get(writer.typist.client) ?? 0))

/** Edits per writer that the restarted server still has. */
const clocksOf = async (server: MeasuredServer, doc: string): Promise<Map<number, number>> => {
  const client = new LeanClient(server.port, pathOf(server, doc, 'stranger'))
  const state = new Promise<Uint8Array>((resolve) => {
    client.onMessage = (bytes, from, to) => {
      const at = updateWithin(bytes, from, plain)
      if (at !== undefined) resolve(new Uint8Array(bytes.subarray(at, to)))
    }
  })
  await client.opened
  for (const message of greetings(plain)) client.send(message)
  const update = await state
  client.socket.destroy()
  return writerOf(update, 0) === undefined ? new Map() : Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))
}
