import { loadBank } from '@unanimous/bank'
import { schema } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { fold, upcast, type RoundSetup } from '@unanimous/rounds'
import { givenMetrics, playFactsOf, receivedMetrics, severities, type FiledScorecard, type RoundFacts, type SelfEstimate } from '@unanimous/verdict'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { writeLongPast, type Met } from '../support/long-past.ts'
import { holdBothWays, holdOneWay, signUpPair, type Pair } from '../support/past-rounds.ts'
import { Person } from '../support/person.ts'
import { openApp, startApp, type RunningApp } from '../support/start-app.ts'

/** The facts of every opened round, read off log and cards themselves, past everything that the server keeps of them. */
const factsFromTheSource = async ({ storage: { db } }: RunningApp): Promise<RoundFacts[]> => {
  const bank = loadBank()
  const seats = new Map((await db.select().from(schema.seat)).map(seat => [seat.id, seat.person ?? seat.id]))
  const cards = await db.select().from(schema.scorecard)
  const estimates = await db.select().from(schema.selfEstimate)
  const rounds = await db.select().from(schema.round).where(eq(schema.round.state, 'ended'))
  const facts = await Promise.all(rounds.map(async row => {
    const events = await db.select().from(schema.roundEvent).where(eq(schema.roundEvent.round, row.id)).orderBy(asc(schema.roundEvent.seq))
    const setup = { ...row, round: row.id, packs: row.packs.map(({ id, version }) => bank.get(id, version)) } as unknown as RoundSetup
    const card = cards.find(each => each.round === row.id && each.openedAt !== null)?.filed as FiledScorecard | undefined
    const guess = estimates.find(each => each.round === row.id && each.openedAt !== null)?.filed as SelfEstimate | undefined
    if (!card) return []
    return [{
      round: row.id, kind: row.kind, heldAt: row.startedAt, openedAt: 0, candidate: seats.get(row.candidate), rater: seats.get(row.interviewer), play: playFactsOf(fold(setup, events.map(event => upcast(event)))),
      ratings: card.form === 'vote' ? Object.fromEntries(card.ratings.map(each => [each.dimension, each.rating])) : {}, ...(card.form === 'vote' ? { firstVote: card.vote } : {}),
      guesses: Object.fromEntries((guess?.guesses ?? []).map(each => [each.dimension, each.guess])), ...(guess ? { guessedVote: guess.vote, interviewing: guess.interviewer } : {}),
    } as unknown as RoundFacts]
  }))
  return facts.flat()
}

const personOf = async ({ storage: { db } }: RunningApp, handle: string): Promise<string> =>
  (await db.select().from(schema.profile).where(eq(schema.profile.handle, handle)))[0]?.person ?? ''

const options = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }

eachEngine('a past of five rounds on %s', engine => {
  let app: RunningApp
  let pair: Pair
  let loop: string
  beforeAll(async () => {
    app = await openApp({ engine })
    pair = await signUpPair(app.url, app.clock)
    loop = (await pair.ann.post('open-loop', { level: 'L5', deepDeclared: false, options })).loop
    await holdOneWay(pair, { kind: 'hm', loop, loopSeat: 'hm' }, 3)
    await holdOneWay(pair, { kind: 'sd' }, 4)
    await holdOneWay(pair, { kind: 'culture', loop, loopSeat: 'culture' }, 1)
    await holdBothWays(pair, 'opened')
  }, 120_000)
  afterAll(async () => {
    pair.ann.drop()
    pair.ben.drop()
    await app.close()
  })

  test('the numbers are those of the pure metrics over logs and cards themselves', async () => {
    const facts = await factsFromTheSource(app)
    expect(facts).toHaveLength(5)
    const me = await personOf(app, 'brindle')
    const [pure, pureGiven] = [receivedMetrics(facts, me), givenMetrics(facts, me)]
    const { received, given, rounds } = await pair.ann.read('metrics', {})
    const flat = ({ n, needs, value }: { n: number; needs: number; value?: unknown }) => ({ n, needs, value: value ?? null })
    expect(received.rounds).toBe(pure.rounds)
    const byName = <Item extends { dimension: string }>(items: readonly Item[]) => items.toSorted((left, right) => left.dimension.localeCompare(right.dimension))
    expect(byName(received.dimensions.map(({ dimension, dots, mean, trend }) => ({ dimension, ratings: dots.map(dot => dot.rating), mean: flat(mean), trend: flat(trend) }))))
      .toEqual(byName(pure.dimensions.map(({ dimension, dots, mean, trend }) => ({ dimension, ratings: dots.map(dot => dot.rating), mean: flat(mean), trend: flat(trend) }))))
    expect(received.dimensions.length).toBeGreaterThan(8)
    expect(received.form.map(({ kind, votes }) => ({ kind, votes }))).toEqual(pure.form)
    expect(received.breaks.map(each => ({ kind: each.kind, struggled: each.struggled, ...flat(each) }))).toEqual(pure.breaks.map(each => ({ kind: each.kind, struggled: each.struggled, ...flat(each) })))
    expect(received.breaks.length).toBeGreaterThan(0)
    expect(received.depth.map(({ kind, reached, recent }) => ({ kind, reached, recent: flat(recent) }))).toEqual(pure.depth.map(({ kind, reached, recent }) => ({ kind, reached, recent: flat(recent) })))
    expect(received.hints.points).toEqual(pure.hints.points)
    expect(flat(received.iAmongIAndWe)).toEqual(flat(pure.iAmongIAndWe))
    expect(received.calibration.cells.map(cell => cell.rounds)).toEqual(pure.calibration.cells.map(cell => cell.rounds))
    expect(received.calibration.agreement.value).toEqual(pure.calibration.agreement.value)
    expect(byName(received.recurring).map(({ dimension, times }) => ({ dimension, times }))).toEqual(byName(pure.recurring).map(({ dimension, times }) => ({ dimension, times })))
    expect(received.overruns.map(each => ({ from: each.from, ...flat(each) }))).toEqual(pure.overruns.map(each => ({ from: each.from, ...flat(each) })))
    expect(given.interviewing.aspects.map(({ aspect, mean }) => ({ aspect, mean: flat(mean) }))).toEqual(pureGiven.interviewing.aspects.map(({ aspect, mean }) => ({ aspect, mean: flat(mean) })))
    expect(received.nearestEnd).toMatchObject({ why: 'vote', vote: 1, kind: 'culture', by: 'osprey' })
    expect(rounds.map(each => each.round).toSorted()).toEqual(facts.map(each => each.round).toSorted())
  })

  test('the ledger sets both sides against each other, for each of the two', async () => {
    const [ann, ben] = [(await pair.ann.read('metrics', {})).ledger, (await pair.ben.read('metrics', {})).ledger]
    expect([ann.given.rounds, ann.received.rounds]).toEqual([2, 3])
    expect(ben.given).toEqual(ann.received)
    expect(ann.people).toEqual([{ name: 'osprey', given: ann.given, received: ann.received }])
    // Three guesses and two cards.
    expect(ann.forms).toEqual({ due: 5, inTime: 5 })
  })

  test('a page of history is found by direction, kind, loop and words, and its reader by nobody else', async () => {
    const all = await pair.ann.read('history', {})
    expect(all.rows.map(row => row.direction)).toEqual(['received', 'given', 'received', 'given', 'received'])
    expect(all.rows.map(row => row.heldAt)).toEqual(all.rows.map(row => row.heldAt).toSorted((left, right) => right - left))
    expect(all.peers).toEqual(['osprey'])
    expect(all.loops).toEqual([{ loop, number: 1, candidate: 'brindle', yours: true }])
    const kinds = async (input: Parameters<typeof pair.ann.read<'history'>>[1]) => (await pair.ann.read('history', input)).rows.map(row => row.kind)
    expect(await kinds({ direction: 'given' })).toEqual(['coding', 'sd'])
    expect(await kinds({ kind: 'sd' })).toEqual(['sd'])
    expect(await kinds({ loop })).toEqual(['culture', 'hm'])
    expect(await kinds({ text: 'DRAINED a reg' })).toEqual(['sd'])
    expect(await kinds({ text: 'drained nowhere' })).toEqual([])
    expect(await kinds({ text: 'ospr stayed calm' })).toEqual(['culture'])
    expect(await kinds({ text: "'; drop table round; --" })).toEqual([])
    expect(await kinds({ text: 'amortised', kind: 'hm' })).toEqual(['hm'])
    const title = all.rows.find(row => row.kind === 'sd')?.title ?? ''
    expect(await kinds({ text: title })).toContain('sd')
    expect((await pair.ben.read('history', { direction: 'received' })).rows.map(row => row.kind)).toEqual(['coding', 'sd'])
  })

  test('what was kept of opened rounds is made anew as it was, and not twice', async () => {
    const { db } = app.storage
    const kept = () => db.select().from(schema.roundDigest).orderBy(schema.roundDigest.round)
    const before = await kept()
    expect(before).toHaveLength(5)
    await db.delete(schema.roundDigest)
    expect((await pair.ann.read('history', {})).rows).toEqual([])
    await (await openApp({ storage: app.storage, clock: app.clock })).close()
    expect(await kept()).toEqual(before)
    await db.update(schema.roundDigest).set({ v: 0, shown: {}, facts: {} })
    await (await openApp({ storage: app.storage, clock: app.clock })).close()
    expect(await kept()).toEqual(before)
  })

  test('[W5] a remark is found', async () => {
    const [row] = (await pair.ben.read('history', { kind: 'hm' })).rows
    await pair.ben.send('append-remark', { round: row?.round ?? '', text: 'Seen again in spring: now prices it.' })
    expect((await pair.ann.read('history', { text: 'spring prices' })).rows.map(each => each.round)).toEqual([row?.round])
  })

  test('[W3] nothing moves before the reveal', async () => {
    const look = async () => [await pair.ann.read('metrics', {}), await pair.ben.read('metrics', {}), await pair.ann.read('history', {}), await pair.ben.read('history', {})]
    const before = await look()
    await holdBothWays(pair, 'sealed')
    expect(await look()).toEqual(before)
    expect(await app.storage.db.select().from(schema.roundDigest)).toHaveLength(5)
  })
})

/** Two who vote on the same six people, and a past of each. */
const twoRaters = async ({ storage, url, clock }: RunningApp) => {
  const handles = ['ann', 'ben', 'cleo', 'dora', 'emil', 'finn', 'gus', 'hal']
  const people = await Promise.all(handles.map(handle => new Person(url).signUp(handle)))
  const rows = await storage.db.select().from(schema.profile)
  const met = handles.map((name): Met => ({ name, person: rows.find(row => row.handle === name)?.person ?? '' }))
  const past = { storage, peers: met.slice(2), rounds: 60, until: clock.now() }
  const facts = await Promise.all(met.slice(0, 2).map(me => writeLongPast({ ...past, me, seed: `of ${me.name}` })))
  const told = async (person: Person | undefined) => person && (await person.read('metrics', {})).given.severity
  return { raters: met.slice(0, 2).map(({ person }, index) => ({ person, told: () => told(people[index]) })), seldom: () => told(people[2]), facts: facts.flat() }
}

/** The pure formula over all votes on the people whom this rater voted on. */
const severityAmong = (facts: readonly RoundFacts[], rater: string) => {
  const votedOn = new Set(facts.filter(each => each.rater === rater).map(each => each.candidate))
  return severities(facts.flatMap(({ firstVote, ...each }) => (firstVote === undefined || !votedOn.has(each.candidate) ? [] : [{ ...each, vote: firstVote }]))).get(rater)
}

eachEngine('severity on %s', engine => {
  test('is that of the pure metric over the votes on the people one voted on, and each is told their own', async () => {
    const { raters, seldom, facts } = await twoRaters(await startApp({ engine }))
    for (const { person, told } of raters) {
      const expected = severityAmong(facts, person)
      const severity = await told()
      expect(severity).toMatchObject({ n: expected?.n, candidates: 6, isConnected: true, isFlagged: expected?.isFlagged })
      expect(severity?.value).toBeCloseTo(expected?.value ?? Number.NaN, 5)
    }
    // Somebody who voted too seldom is told how many are missing, and nothing of the others.
    expect(await seldom()).toMatchObject({ value: null, needs: 12, candidatesNeeded: 6 })
  })
})

test('a long history comes in pages that lose nothing and repeat nothing', async () => {
  const app = await openApp()
  try {
    const pair = await signUpPair(app.url, app.clock)
    const { session } = await holdBothWays(pair, 'opened')
    // The rest of a long past, at one instant, so that only the round tells where a page ends.
    const { db } = app.storage
    const [round] = await db.select().from(schema.round).where(eq(schema.round.session, session))
    const [digest] = await db.select().from(schema.roundDigest).where(eq(schema.roundDigest.round, round?.id ?? ''))
    if (!round || !digest) throw new Error('nothing was held')
    const many = Array.from({ length: limits.historyRows * 2 }, (_, index) => `r${String(index).padStart(21, '0')}`)
    await db.insert(schema.round).values(many.map((id, index) => ({ ...round, id, ordinal: 10 + index, document: id })))
    await db.insert(schema.roundDigest).values(many.map(id => ({ ...digest, round: id })))
    const seen: string[] = []
    let next: string | null = null
    do {
      const page: Awaited<ReturnType<typeof pair.ann.read<'history'>>> = await pair.ann.read('history', next === null ? {} : { after: next })
      expect(page.rows.length).toBeLessThanOrEqual(limits.historyRows)
      seen.push(...page.rows.map(row => row.round))
      next = page.next
    } while (next !== null)
    expect(seen).toHaveLength(many.length + 2)
    const held = await db.select({ round: schema.roundDigest.round }).from(schema.roundDigest)
    expect(new Set(seen)).toEqual(new Set(held.map(each => each.round)))
    pair.ann.drop()
    pair.ben.drop()
  } finally {
    await app.close()
  }
})
