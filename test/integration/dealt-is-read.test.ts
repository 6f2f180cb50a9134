import { bankFrom, loadBank } from '@unanimous/bank'
import { describe, expect, test } from 'vitest'
import { holdRound, patiently, signUpPair, sit, until, type Pair } from '../support/past-rounds.ts'
import { Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'

/** Two people over a bank with so many designs, so that what is left to be dealt is known. */
const start = async (designs: number) => {
  const all = loadBank().all()
  const few = all.filter(pack => pack.kind === 'sd').slice(0, designs)
  const { url, clock } = await startApp({ bank: bankFrom([...few, ...all.filter(pack => pack.kind !== 'sd')]) })
  return { url, pair: await signUpPair(url, clock), designs: few.map(pack => pack.id) }
}

const metBy = async (person: Person): Promise<Record<string, string[]>> => {
  const { rows } = await patiently(() => person.read('library', {}))
  return Object.fromEntries(rows.filter(row => row.met.length > 0).map(row => [row.id, row.met.map(({ as }) => as)]))
}

const dealOf = (person: Person, round: string) => person.session?.rounds.find(each => each.round === round)?.deal
const packOf = (person: Person, round: string) => dealOf(person, round)?.packs[0] ?? ''

/** Waits until this round holds another pack than this one. */
const dealtAfter = (person: Person, round: string, before: string) => until(() => {
  const now = packOf(person, round)
  return now !== '' && now !== before ? now : undefined
})

/** What this person is dealt as a candidate, as their interviewer sees it. */
const dealtTo = async (candidate: Person, interviewer: Person, { clock }: Pair) => {
  const { rounds } = await sit({ ann: interviewer, ben: candidate, clock }, { kind: 'sd', bothWays: false })
  return rounds[0]?.deal
}

/** Ann is to interview Ben about a design. */
const planned = async (designs: number) => {
  const { pair, ...rest } = await start(designs)
  const { session, rounds } = await sit(pair, { kind: 'sd', bothWays: false })
  const round = rounds[0]?.round ?? ''
  return { ...rest, ...pair, pair, session, round, first: packOf(pair.ann, round) }
}

describe('a pack that its interviewer had in front of them stays met by them', () => {
  test('[W16] when it was dealt again, and its candidate has met neither', async () => {
    const { ann, ben, pair, session, round, first, designs } = await planned(3)
    expect(await metBy(ann)).toEqual({ [first]: ['reader'] })
    await ann.send('deal-again', { round })
    const second = await dealtAfter(ann, round, first)
    expect(dealOf(ann, round)?.seen).toBe(false)
    expect(await metBy(ann)).toEqual({ [first]: ['reader'], [second]: ['reader'] })
    // Another length is no other deal.
    await ann.send('set-plan', { session, minutes: 45 })
    await until(() => ann.session?.rounds[0]?.minutes === 45)
    expect(packOf(ann, round)).toBe(second)
    expect(await metBy(ben)).toEqual({})
    expect(await dealtTo(ann, ben, pair)).toMatchObject({ packs: [designs.find(id => id !== first && id !== second)], seen: false })
  })

  test('[W16] when the two swapped', async () => {
    const { url, ann, ben, pair, session, round, first } = await planned(2)
    for (const person of [ann, ben]) await person.send('ask-switch', { session, wanted: true })
    const second = await dealtAfter(ben, round, first)
    expect(await metBy(ann)).toEqual({ [first]: ['reader'] })
    expect(await metBy(ben)).toEqual({ [second]: ['reader'] })
    const cy = await (await new Person(url).signUp('marten')).connect({ lasting: true })
    expect(await dealtTo(ann, cy, pair)).toMatchObject({ packs: [second], seen: false })
    cy.drop()
  })

  test('[W16] when another kind was planned', async () => {
    const { ann, ben, pair, session, round, first } = await planned(2)
    await ben.send('set-plan', { session, kinds: ['culture'], bothWays: false })
    await dealtAfter(ann, round, first)
    const met = await metBy(ann)
    expect(Object.keys(met)).toHaveLength(4)
    expect(met[first]).toEqual(['reader'])
    expect((await dealtTo(ann, ben, pair))?.packs).not.toContain(first)
  })

  test('[W16] when the round was dropped, while the one that was held is asked and no longer merely read', async () => {
    const { pair, designs } = await start(3)
    const { ann, ben } = pair
    const { session, rounds: [held, dropped] } = await sit(pair, { kind: 'sd' })
    const asked = packOf(ann, held?.round ?? '')
    const read = packOf(ben, dropped?.round ?? '')
    await holdRound(pair, held?.round ?? '')
    await ann.send('drop-round', { session })
    expect(await metBy(ann)).toEqual({ [asked]: ['interviewer'] })
    await until(() => ben.session?.rounds[1]?.state === 'dropped')
    expect(await metBy(ben)).toEqual({ [asked]: ['candidate'], [read]: ['reader'] })
    expect(await dealtTo(ben, ann, pair)).toMatchObject({ packs: [designs.find(id => id !== asked && id !== read)], seen: false })
  })

  test('[W16] and a kind of one pack is dealt both ways as met by neither', async () => {
    const { pair } = await start(1)
    const { ann, ben } = pair
    const { rounds } = await sit(pair, { kind: 'sd' })
    const deals = [...rounds.map(each => each.deal), ...ben.session?.rounds.map(each => each.deal) ?? []].filter(deal => deal !== null)
    expect(deals).toHaveLength(2)
    for (const deal of deals) expect(deal).toMatchObject({ seen: false })
    expect(await metBy(ann)).toEqual(await metBy(ben))
  })
})
