import { LeanClient } from './lean-client.ts'
import { pathOf, type Target } from './servers.ts'
import { type Dialect, greetings, hello, named, plain, type Typist, typist, updateWithin, writerOf } from './wire.ts'

/** One person in one room. `delivered` counts the edits of others that reached them. */
export interface Person {
  readonly client: LeanClient
  readonly typist: Typist
  readonly room: number
  delivered: number
  onEdit: () => void
}

/** Fills rooms with two people each, all on the line and greeted. */
export const fillRooms = async (
  target: Target, rooms: number, prefix = 'room', idOf = (room: number, seat: number): number => room * 2 + seat + 1,
): Promise<Person[]> => {
  const people: Person[] = []
  for (let room = 0; room < rooms; room++) {
    const opening = [0, 1].map((seat) => openPerson(target, `${prefix}-${room}`, room, idOf(room, seat)))
    people.push(...opening)
    if (room % 25 === 24 || room === rooms - 1) await Promise.all(people.slice(-50).map((person) => person.client.opened))
  }
  for (const { client, dialect } of people.map((person) => ({ client: person.client, dialect: dialectOf(target, `${prefix}-${person.room}`) }))) {
    if (target.name === 'hocuspocus') client.send(hello(dialect))
    for (const message of greetings(dialect)) client.send(message)
  }
  // The stock client says where it is before it types; that is also how it makes its client id known.
  for (const person of people) person.client.send(person.typist.cursor())
  await new Promise((resolve) => setTimeout(resolve, 500))
  return people
}

const dialectOf = (target: Target, doc: string): Dialect => (target.name === 'hocuspocus' ? named(doc) : plain)

const openPerson = (target: Target, doc: string, room: number, id: number): Person => {
  const dialect = dialectOf(target, doc)
  const person: Person = {
    client: new LeanClient(target.port, pathOf(target, doc, `person-${room}-${id}`)), typist: typist(id, dialect), room, delivered: 0, onEdit: () => {},
  }
  person.client.onMessage = (bytes, from) => {
    const at = updateWithin(bytes, from, dialect)
    if (at === undefined) return
    const writer = writerOf(bytes, at)
    // Some servers send everybody's edits back to themselves; those are not deliveries.
    if (writer === undefined || writer === id) return
    person.delivered++
    person.onEdit()
  }
  return person
}

/** Edits that reached somebody else so far. */
export const deliveredTo = (people: readonly Person[]): number => people.reduce((sum, person) => sum + person.delivered, 0)
