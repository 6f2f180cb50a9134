import { kindOfLoopSeat } from '@unanimous/rounds'
import { NO_OPTIONS, type VotingSeat } from '@unanimous/verdict'
import { expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { beginRound, endRound, fileCard, fileGuess, holdOneWay, patiently, rolesOf, signUpPair, sit, type Pair } from '../support/past-rounds.ts'
import { freshId, Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'

const others: readonly VotingSeat[] = ['hm', 'tech', 'coding2', 'sd', 'culture']
const reason = 'Reading it again, the base only ran after my second hint.'

/** A coding round with a yes, in which two things were captured that name no dimension, so that no rating rests on them. */
const holdWithUncited = async (pair: Pair, loop: string) => {
  const { rounds: [planned] } = await sit(pair, { bothWays: false, kind: 'coding', loop, loopSeat: 'coding1' })
  const round = planned?.round ?? ''
  const { by } = rolesOf(pair, round)
  const minute = await beginRound(pair, round)
  const [cited, untold] = [{ id: freshId(), text: 'Ran only after the second hint' }, { id: freshId(), text: 'Looked at the clock a lot' }]
  for (const { id, text } of [cited, untold]) await patiently(() => by.send('capture-evidence', { round, evidence: id, kind: 'event', text, dimensions: [], polarity: '-' }))
  await endRound(pair, round, minute)
  await fileCard(pair, round, 3, false)
  await fileGuess(pair, round, 4, true)
  return { round, cited, untold }
}

eachEngine('on %s', engine => {
  test('[W14] a yes that is lowered to a no withholds consent by what its revision says and cites, and nothing else of the round is shown for it', async () => {
    const app = await startApp({ engine })
    const pair = await signUpPair(app.url, app.clock)
    const { ann, ben } = pair
    const { loop } = await patiently(() => ann.post('open-loop', { level: 'L5', deepDeclared: false, options: { ...NO_OPTIONS, debriefRevision: true } }))
    for (const loopSeat of others) await holdOneWay(pair, { kind: kindOfLoopSeat(loopSeat), loop, loopSeat }, 3)
    const { round, cited, untold } = await holdWithUncited(pair, loop)
    const board = () => patiently(() => ann.read('loop', { loop }))
    const debrief = (person: Person) => patiently(() => person.read('loop-debrief', { loop }))
    const before = await board()
    expect(before).toMatchObject({ verdict: { status: 'UNANIMOUS' }, closestFlip: null })
    const read = JSON.stringify([before, await debrief(ann)])
    for (const each of [cited, untold]) expect(read).not.toContain(each.text)

    const [mine] = (await debrief(ben)).entries.filter(each => each.round === round)
    expect(mine?.yours?.to).toEqual([2])
    expect(mine?.yours?.captured.map(({ id }) => id)).toEqual(expect.arrayContaining([cited.id, untold.id]))
    await patiently(() => ben.send('revise-vote', { round, to: 2, reason, evidence: [cited.id] }))

    const after = await board()
    expect(after.verdict).toMatchObject({ status: 'REJECT', seats: ['coding1'] })
    expect(after.rows.find(row => row.seat === 'coding1')).toMatchObject({ vote: 2, firstVote: 3, decidedBy: reason })
    expect(after.closestFlip).toMatchObject({ seat: 'coding1', vote: 2, by: 'osprey', sentence: reason, evidence: [cited], alsoWithholding: [] })
    const [entry] = (await debrief(ann)).entries.filter(each => each.round === round)
    expect(entry).toMatchObject({ firstVote: 3, vote: 2, revision: { to: 2, reason, evidence: [cited] } })
    expect(entry?.evidence.map(({ id }) => id)).not.toContain(cited.id)
    expect(entry?.sentence).toBe(before.rows.find(row => row.seat === 'coding1')?.decidedBy)
    expect(JSON.stringify([after, await debrief(ann)])).not.toContain(untold.text)

    const token = freshId()
    await patiently(() => ann.post('share-loop', { loop, token, days: 7, shows: 'board', names: false }))
    const shared = await new Person(app.url).read('shared-loop', { token })
    expect(shared.board.closestFlip).toMatchObject({ by: 'interviewer 1', sentence: reason, evidence: [cited] })
    expect(JSON.stringify(shared)).not.toContain(untold.text)
  }, 300_000)
})
