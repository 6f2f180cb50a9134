import { instant } from '@unanimous/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byTurn, givenUp, match, WIDENING, widenedAt } from './index.ts'
import type { Pair, Ticket } from './index.ts'

const MINUTE_MS = 60_000
const NOW = instant(100 * MINUTE_MS)
const ticket = (id: string, change: Partial<Ticket> = {}): Ticket => ({
  id,
  person: `person ${id}`,
  kind: 'coding',
  level: 'L5',
  codeLanguages: ['typescript'],
  spokenLanguages: ['en'],
  direction: 'both-ways',
  minutes: 60,
  joinedAt: NOW,
  never: [],
  recentPeers: [],
  ...change,
})
const waited = (minutes: number): Partial<Ticket> => ({ joinedAt: instant(NOW - minutes * MINUTE_MS) })
const names = (pairs: readonly Pair[]): readonly string[] => pairs.map(pair => `${pair.first.id}${pair.second.id}`)
const pairsOf = (...tickets: readonly Ticket[]): readonly string[] => names(match(tickets, NOW))

const anyTicket = (index: number): fc.Arbitrary<Ticket> =>
  fc.record({
    kind: fc.constantFrom('coding', 'sd', 'culture'),
    level: fc.constantFrom<Ticket['level']>('L4', 'L5'),
    codeLanguages: fc.constantFrom<readonly string[]>([], ['go'], ['go', 'rust'], ['python']),
    spokenLanguages: fc.constantFrom<readonly string[]>(['en'], ['en', 'de'], ['de']),
    direction: fc.constantFrom<Ticket['direction']>('both-ways', 'both-ways', 'one-way-candidate', 'one-way-interviewer'),
    minutes: fc.constantFrom<Ticket['minutes']>(45, 60),
    joinedAt: fc.nat(6 * MINUTE_MS).map(ms => instant(NOW - ms)),
    never: fc.subarray(['person 0', 'person 1', 'person 2'], { maxLength: 1 }),
    recentPeers: fc.subarray(['person 3', 'person 4']),
    front: fc.boolean(),
  }).map(({ front, ...facts }) => ticket(String(index), { ...facts, ...(front && { frontSince: NOW }) }))
const anyQueue = fc.integer({ min: 0, max: 10 }).chain(size => fc.tuple(...Array.from({ length: size }, (_, index) => anyTicket(index))))

const canMeetNow = (left: Ticket, right: Ticket): boolean =>
  givenUp(left, right)?.every(each => [left, right].every(one => widenedAt(one, NOW).relaxes.includes(each))) ?? false

/** Every set of indices that some pairing serves, by trying all pairings. */
const servedSets = (tickets: readonly Ticket[]): readonly (readonly number[])[] => {
  const grow = (from: number, served: readonly number[]): readonly (readonly number[])[] => {
    if (from >= tickets.length) return [served.toSorted((left, right) => left - right)]
    if (served.includes(from)) return grow(from + 1, served)
    const partners = [...tickets.keys()].filter(to => {
      const [left, right] = [tickets[from], tickets[to]]
      return to > from && !served.includes(to) && left !== undefined && right !== undefined && canMeetNow(left, right)
    })
    return [...grow(from + 1, served), ...partners.flatMap(to => grow(from + 1, [...served, from, to]))]
  }
  return grow(0, [])
}
const isEarlier = (left: readonly number[], right: readonly number[]): boolean => {
  const differing = left.findIndex((index, at) => index !== right[at])
  return differing >= 0 && (left[differing] ?? 0) < (right[differing] ?? 0)
}

test('[M3 M4] against all pairings of up to ten people: as many pairs as can be, the earliest turns served', () => {
  fc.assert(fc.property(anyQueue, queue => {
    const tickets = queue.toSorted(byTurn)
    const served = match(queue, NOW).flatMap(pair => [pair.first.id, pair.second.id])
    const indices = [...tickets.keys()].filter(index => served.includes(tickets[index]?.id ?? ''))
    const all = servedSets(tickets)
    const most = Math.max(...all.map(set => set.length))
    const earliest = all.filter(set => set.length === most).reduce((best, set) => (isEarlier(set, best) ? set : best))
    expect(indices).toEqual(earliest)
  }), { numRuns: 300 })
})

test('[M1 M6 M7 M8 M11] every pair is allowed, and nobody is in two', () => {
  fc.assert(fc.property(anyQueue, queue => {
    const pairs = match(queue, NOW)
    const served = pairs.flatMap(pair => [pair.first.id, pair.second.id])
    expect(new Set(served).size).toBe(served.length)
    for (const { first, second, relaxed } of pairs) {
      expect(canMeetNow(first, second)).toBe(true)
      expect(relaxed).toEqual(givenUp(first, second))
    }
  }))
})

test('[M13] the order in which tickets are read changes nothing', () => {
  fc.assert(fc.property(anyQueue.chain(queue => fc.tuple(fc.constant(queue), fc.shuffledSubarray(queue, { minLength: queue.length }))), ([queue, shuffled]) => {
    expect(names(match(shuffled, NOW))).toEqual(names(match(queue, NOW)))
  }))
})

test.each([0, 1, 2, 3, 7, 100, 401])('[M2] %i people who fit make floor(N/2) pairs', size => {
  const queue = Array.from({ length: size }, (_, index) => ticket(`t${index}`))
  expect(match(queue, NOW)).toHaveLength(Math.floor(size / 2))
})

test('[M1] a person with two tickets does not meet themselves', () => {
  expect(pairsOf(ticket('a'), ticket('b', { person: 'person a' }))).toEqual([])
})

test('[M4 M5] the longest waiting are served first, and those put back in front before them', () => {
  const queue = [ticket('a', waited(0.3)), ticket('b', waited(0.2)), ticket('c', waited(0.1))]
  expect(pairsOf(...queue)).toEqual(['ab'])
  expect(pairsOf(...queue, ticket('d', { frontSince: NOW }))).toEqual(['da', 'bc'])
  expect(pairsOf(ticket('a', waited(0.3)), ticket('b', waited(0.2)), ticket('c', { ...waited(0.1), frontSince: NOW }))).toEqual(['ca'])
})

test('[M4] who joined earlier takes the place of one who joined later', () => {
  const a = ticket('a', { ...waited(0.5), codeLanguages: ['go', 'rust'] })
  const late = ticket('c', { ...waited(0.1), codeLanguages: ['go'] })
  const early = ticket('b', { ...waited(0.4), codeLanguages: ['rust'] })
  expect(pairsOf(a, early, late)).toEqual(['ab'])
})

test('[M6] a block of either is a block of both, however long they wait', () => {
  const a = ticket('a', waited(30))
  const b = ticket('b', { ...waited(30), never: ['person a'] })
  expect(pairsOf(a, b)).toEqual([])
  expect(givenUp(a, b)).toBeUndefined()
  expect(givenUp(b, a)).toBeUndefined()
})

test('[M7] without a spoken language in common nobody meets, however long they wait', () => {
  expect(pairsOf(ticket('a', waited(30)), ticket('b', { ...waited(30), spokenLanguages: ['de'] }))).toEqual([])
  expect(pairsOf(ticket('a'), ticket('b', { spokenLanguages: ['de', 'en'] }))).toEqual(['ab'])
})

test('[M8] directions complement each other', () => {
  const both = ticket('a', waited(30))
  const candidate = ticket('b', { ...waited(30), direction: 'one-way-candidate' })
  const interviewer = ticket('c', { ...waited(30), direction: 'one-way-interviewer' })
  expect(pairsOf(both, candidate)).toEqual([])
  expect(pairsOf(both, interviewer)).toEqual([])
  expect(pairsOf(candidate, { ...candidate, id: 'd', person: 'person d' })).toEqual([])
  expect(pairsOf(candidate, interviewer)).toEqual(['bc'])
})

const DIFFERENCES: readonly (readonly [string, Partial<Ticket>, minute: number])[] = [
  ['level', { level: 'L4' }, 1],
  ['code-language', { codeLanguages: ['go'] }, 1],
  ['kind', { kind: 'sd' }, 3],
  ['minutes', { minutes: 45 }, 3],
  ['recent-peer', { recentPeers: ['person a'] }, 3],
]

test.each(DIFFERENCES)('[M9 M10 M11] %s is given up when both have waited long enough, and said', (relaxation, change, minute) => {
  const meet = (mine: number, theirs: number): readonly Pair[] => match([ticket('a', waited(mine)), ticket('b', { ...change, ...waited(theirs) })], NOW)
  expect(meet(minute - 0.001, minute - 0.001)).toEqual([])
  expect(meet(minute, minute - 0.001)).toEqual([])
  expect(meet(minute, minute).map(pair => pair.relaxed)).toEqual([[relaxation]])
})

test('[M9] a language to code in matters only where code is written, and no wish fits all', () => {
  const design = { kind: 'sd' } as const
  expect(pairsOf(ticket('a', design), ticket('b', { ...design, codeLanguages: ['go'] }))).toEqual(['ab'])
  expect(pairsOf(ticket('a'), ticket('b', { codeLanguages: [] }))).toEqual(['ab'])
})

test('[M10] the schedule is known in advance, step by step', () => {
  const at = (minutes: number) => widenedAt(ticket('a', waited(minutes)), NOW)
  expect(at(0)).toEqual({ step: 0, relaxes: [], suggests: false, nextAt: NOW + MINUTE_MS })
  expect(at(1)).toMatchObject({ step: 1, relaxes: ['level', 'code-language'] })
  expect(at(3)).toMatchObject({ step: 2, relaxes: ['level', 'code-language', 'kind', 'minutes', 'recent-peer'], suggests: false })
  expect(at(5)).toEqual({ step: 3, relaxes: at(3).relaxes, suggests: true })
  expect(WIDENING.map(step => step.afterMs / MINUTE_MS)).toEqual([0, 1, 3, 5])
})

test('[M12] an exact pair is preferred while it costs nobody a partner', () => {
  const queue = [ticket('a', waited(9)), ticket('b', { ...waited(8), level: 'L4' }), ticket('c', waited(7)), ticket('d', { ...waited(6), level: 'L4' })]
  expect(pairsOf(...queue)).toEqual(['ac', 'bd'])
  expect(match(queue, NOW).flatMap(pair => pair.relaxed)).toEqual([])
})

test('[M12] an exact pair gives way where two pairs can be made of it', () => {
  const a = ticket('a', { ...waited(9), spokenLanguages: ['en'] })
  const b = ticket('b', { ...waited(8), spokenLanguages: ['en', 'de'] })
  const onlyWithA = ticket('c', { ...waited(7), level: 'L4' })
  const onlyWithB = ticket('d', { ...waited(6), level: 'L4', spokenLanguages: ['de'] })
  expect(pairsOf(a, b)).toEqual(['ab'])
  expect(pairsOf(a, b, onlyWithA, onlyWithB)).toEqual(['ac', 'bd'])
})

test('[M14] each is candidate in the kind they asked for, the longer waiting one first', () => {
  const [pair] = match([ticket('a', { ...waited(4), kind: 'sd', minutes: 45 }), ticket('b', { ...waited(5), level: 'L4' })], NOW)
  expect(pair).toMatchObject({
    minutes: 45,
    relaxed: ['level', 'kind', 'minutes'],
    rounds: [
      { candidate: 'b', interviewer: 'a', kind: 'coding', level: 'L4' },
      { candidate: 'a', interviewer: 'b', kind: 'sd', level: 'L5' },
    ],
  })
})

test('[M14] a one-way pair holds one round, whoever waited longer', () => {
  const [pair] = match([ticket('a', { ...waited(1), direction: 'one-way-interviewer' }), ticket('b', { direction: 'one-way-candidate' })], NOW)
  expect(pair?.rounds).toEqual([{ candidate: 'b', interviewer: 'a', kind: 'coding', level: 'L5' }])
})

test('[M9] length parts nobody whose kind has a length of its own', () => {
  const extension = { kind: 'extension' } as const
  expect(pairsOf(ticket('a', extension), ticket('b', { ...extension, minutes: 45 }))).toEqual(['ab'])
  expect(pairsOf(ticket('a'), ticket('b', { minutes: 45 }))).toEqual([])
})

test('[M15] a round of nothing but follow-ups is not exchanged for another kind either', () => {
  expect(pairsOf(ticket('a', { kind: 'extension', ...waited(60) }), ticket('b', waited(60)))).toEqual([])
})

test('[M15] culture and manager rounds are not exchanged, however long somebody waits', () => {
  expect(pairsOf(ticket('a', waited(30)), ticket('b', { ...waited(30), kind: 'culture' }))).toEqual([])
  expect(pairsOf(ticket('a', { ...waited(30), kind: 'hm' }), ticket('b', { ...waited(30), kind: 'culture' }))).toEqual([])
})
