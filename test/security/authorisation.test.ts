import { commands, queries, type CommandName, type CommandSpec, type QueryName, type QuerySpec, type Who } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { databaseDigest } from '../support/database-digest.ts'
import { codeOf } from '../support/past-rounds.ts'
import { meet, Person } from '../support/person.ts'
import { seatRater } from '../support/second-rater.ts'
import { sampleInput } from '../support/sample-input.ts'
import { startApp } from '../support/start-app.ts'
import { readEverything } from '../support/whole-round.ts'

const roles = ['signed-out', 'guest elsewhere', 'member elsewhere', 'candidate', 'interviewer', 'rater'] as const
type Role = (typeof roles)[number]

/** What keeps each role from an operation; nothing where the operation is theirs to try. */
const keptBy: Record<Who, (role: Role, names: 'session' | 'round') => string | undefined> = {
  anyone: () => undefined,
  person: role => (role === 'signed-out' ? 'account/sign-in-first' : undefined),
  member: role => (role === 'signed-out' ? 'account/sign-in-first' : role === 'guest elsewhere' ? 'account/members-only' : undefined),
  present: (role, names) => (role === 'signed-out' ? 'account/sign-in-first' : role.endsWith('elsewhere') ? `${names}/unknown` : undefined),
  reader: (role, names) => keptBy.present(role, names),
  seat: (role, names) => (role === 'rater' ? 'round/not-your-role' : keptBy.present(role, names)),
  rater: (role, names) => (role === 'candidate' || role === 'interviewer' ? 'round/not-your-role' : keptBy.present(role, names)),
  voter: (role, names) => (role === 'candidate' ? 'round/not-your-role' : keptBy.present(role, names)),
  interviewer: (role, names) => (role === 'candidate' || role === 'rater' ? 'round/not-your-role' : keptBy.seat(role, names)),
  candidate: (role, names) => (role === 'interviewer' || role === 'rater' ? 'round/not-your-role' : keptBy.seat(role, names)),
}

/** Operations whose right is not a seat: what they name must be one's own, and a stranger learns nothing of it. */
const ownThings: Partial<Record<CommandName | QueryName, string>> = {
  'open-document': 'document/unknown', 'revoke-invite': 'invite/unknown', rematch: 'session/unknown', 'block-person': 'account/nobody-there', 'unblock-person': 'account/not-blocked', 'end-sign-in': 'account/sign-in-unknown',
  'delete-story': 'story/unknown', 'record-rehearsal': 'story/unknown', 'close-loop': 'loop/unknown', loop: 'loop/unknown', card: 'scorecard/not-open', 'accept-offer': 'matching/offer-gone', 'decline-offer': 'matching/offer-gone', 'extend-offer': 'matching/offer-gone',
}
const authority = /^account\/(sign-in-first|members-only)$|^round\/(not-your-role|unknown)$|^session\/unknown$/

/** A round with its second rater, who is one from the start on. */
const startWorld = async (upTo: 'planned' | 'started' = 'planned') => {
  const { url, storage, clock } = await startApp()
  const here = await meet(url, { bothWays: false })
  const elsewhere = await meet(url, { guest: true })
  const { loop } = await here.other.post('open-loop', { level: 'L5', deepDeclared: false, options: { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false } })
  const [round] = here.inviter.session?.rounds ?? []
  if (!round) throw new Error('no round was planned')
  const rater = await seatRater({ interviewer: here.inviter, candidate: here.other, session: here.session })
  if (upTo === 'started') await here.inviter.send('start-round', { round: round.round })
  const people: Record<Role, Person> = { 'signed-out': new Person(url), 'guest elsewhere': elsewhere.other, 'member elsewhere': elsewhere.inviter, candidate: here.other, interviewer: here.inviter, rater }
  return { storage, clock, people, named: { session: here.session, round: round.round, doc: round.document, loop } }
}

const inputFor = (spec: CommandSpec | QuerySpec, named: Record<string, string>): Record<string, unknown> => {
  const sample = sampleInput(spec.input)
  return { ...sample, ...Object.fromEntries(Object.keys(sample).flatMap(key => (named[key] === undefined ? [] : [[key, named[key]]]))) }
}

const cells = (table: Record<string, CommandSpec | QuerySpec>) => Object.entries(table).map(([name, spec]) => [name, spec] as const)

test('who may not ask is told so by every operation, and nothing is written', async () => {
  const { storage, people, named } = await startWorld('started')
  const before = await databaseDigest(storage)
  const wrong: string[] = []
  for (const role of roles) {
    const person = people[role]
    for (const [name, spec] of [...cells(commands), ...cells(queries)]) {
      const input = inputFor(spec, named)
      const own = role.endsWith('elsewhere') && keptBy[spec.who](role, 'session') === undefined ? ownThings[name as CommandName] : undefined
      const wanted = own ?? keptBy[spec.who](role, 'round' in input ? 'round' : 'session')
      if (wanted === undefined) continue
      const code = await codeOf(() => name in commands ? person.post(name as CommandName, input as never) : person.read(name as QueryName, input as never))
      if (code !== wanted) wrong.push(`${role}: ${name} answers ${code}, not ${wanted}`)
    }
  }
  expect(wrong).toEqual([])
  expect(await databaseDigest(storage)).toEqual(before)
})

test('who may ask is not kept out', async () => {
  const { people, named } = await startWorld()
  const wrong: string[] = []
  for (const role of ['candidate', 'interviewer'] as const) {
    for (const [name, spec] of cells(commands)) {
      // When both ask to switch they do, and each is then refused in the other's place.
      if (name === 'ask-switch' || keptBy[spec.who](role, 'round') !== undefined || ownThings[name as CommandName] !== undefined) continue
      const code = await codeOf(() => people[role].send(name as CommandName, inputFor(spec, named) as never))
      if (authority.test(code)) wrong.push(`${role}: ${name} answers ${code}`)
    }
  }
  expect(wrong).toEqual([])
})

test('a second rater may capture, note and file, and nothing else in a round', async () => {
  const { people, named } = await startWorld('started')
  const theirs = cells(commands).filter(([name, { who }]) => ['present', 'voter', 'rater', 'reader'].includes(who) && name !== 'leave-rating').map(([name]) => name)
  expect(theirs.toSorted()).toEqual(['append-remark', 'capture-evidence', 'file-scorecard', 'reopen-scorecard', 'retract-evidence', 'revise-vote', 'save-scorecard', 'write-note'])
  for (const name of theirs) {
    const code = await codeOf(() => people.rater.send(name as CommandName, inputFor(commands[name as CommandName], named) as never))
    expect(authority.test(code) ? `${name} answers ${code}` : 'let in').toBe('let in')
  }
  expect(await codeOf(() => people.rater.send('leave-rating', { session: named.session }))).toBe('ok')
  expect(await codeOf(() => people.rater.read('session', { session: named.session }))).toBe('session/unknown')
})

test('reading writes nothing, in a green room, a round and after it', async () => {
  const { storage, clock, people, named } = await startWorld()
  const { interviewer, candidate } = people
  const readAll = async () => {
    const before = await databaseDigest(storage)
    for (const role of roles) await readEverything(people[role], named)
    for (const path of ['/healthz', '/readyz', '/api/openapi.json', '/api/auth/get-session']) await candidate.http('GET', path)
    expect(await databaseDigest(storage)).toEqual(before)
  }
  await readAll()
  await interviewer.send('start-round', { round: named.round })
  clock.forward(60 * 60_000)
  await interviewer.send('end-round', { round: named.round })
  await readAll()
  const before = await databaseDigest(storage)
  await candidate.send('set-goal', { goal: 'a digest that does not move would prove nothing' })
  expect(await databaseDigest(storage)).not.toEqual(before)
}, 120_000)
