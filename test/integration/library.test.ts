import type { LibraryRow } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { codeOf, fileCard, fileGuess, holdRound, patiently, signUpPair, sit } from '../support/past-rounds.ts'
import { Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'
import { consoleOf } from '../support/whole-round.ts'

const listOf = async (person: Person): Promise<readonly LibraryRow[]> => (await patiently(() => person.read('library', {}))).rows
const rowOf = async (person: Person, pack: string) => (await listOf(person)).find(row => row.id === pack)
const twoOf = async (person: Person, kind: LibraryRow['kind']): Promise<readonly [string, string]> => {
  const [first, second] = (await listOf(person)).filter(row => row.kind === kind)
  if (!first || !second) throw new Error(`two of ${kind} are wanted`)
  return [first.id, second.id]
}
const packOf = (person: Person, pack: string) => patiently(() => person.read('library-pack', { pack }))

eachEngine('the library on %s', engine => {
  test('hides a pack until it is opened at either door, which makes a reader who is not dealt it', async () => {
    const { url, clock } = await startApp({ engine })
    const ann = await (await new Person(url).signUp('ann')).connect()
    const rows = await listOf(ann)
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.every(row => row.reading === 'hidden' && row.met.length === 0)).toBe(true)
    expect(rows.some(row => row.pattern !== null)).toBe(true)
    const [first, second, ...others] = rows.filter(row => row.kind === 'sd')
    if (!first || !second) throw new Error('two designs are wanted')

    expect(await packOf(ann, first.id)).toMatchObject({ row: first, content: null })
    await ann.send('open-pack', { pack: first.id })
    await ann.post('open-pack', { pack: second.id })
    const met = [{ as: 'reader', at: expect.any(Number) as number }]
    expect(await packOf(ann, first.id)).toMatchObject({ row: { reading: 'open', met }, content: { id: first.id, interviewer: { script: {} } } })
    expect((await rowOf(ann, second.id))?.met).toEqual(met)

    const since = (await rowOf(ann, first.id))?.met
    clock.forward(60_000)
    await ann.send('open-pack', { pack: first.id })
    expect((await rowOf(ann, first.id))?.met).toEqual(since)
    for (const pack of ['sd.no-such-pack', 'x'.repeat(80)]) {
      expect(await codeOf(() => ann.send('open-pack', { pack }))).toBe('library/unknown')
      expect(await codeOf(() => ann.read('library-pack', { pack }))).toBe('library/unknown')
    }

    const unread = others.slice(1).map(row => row.id)
    for (const pack of unread) await patiently(() => ann.send('open-pack', { pack }))
    const ben = await (await new Person(url).signUp('ben')).connect()
    const { rounds } = await sit({ ann: ben, ben: ann, clock }, { kind: 'sd', bothWays: false })
    expect(rounds[0]?.deal).toMatchObject({ packs: [others[0]?.id], seen: false })
  })

  test('closes a whole kind to whoever is to be asked in it, read or not, until the cards are open', async () => {
    const { url, clock } = await startApp({ engine })
    const pair = await signUpPair(url, clock)
    const { ann, ben } = pair
    const [read, unread] = await twoOf(ben, 'coding')
    const [design] = await twoOf(ben, 'sd')
    await ben.post('open-pack', { pack: read })
    const { rounds } = await sit(pair, { kind: 'tech', bothWays: false })
    const { round = '', deal } = rounds[0] ?? {}
    const [dealt = ''] = deal?.packs ?? []

    const isClosed = async () => {
      for (const pack of [dealt, read, unread]) {
        expect((await packOf(ben, pack)).content).toBeNull()
        expect(await codeOf(() => ben.send('open-pack', { pack }))).toBe('library/closed')
      }
      for (const row of await listOf(ben)) expect([row.id, row.reading, row.pattern === null]).toEqual([row.id, row.kind === 'coding' ? 'closed' : 'hidden', true])
      expect((await packOf(ann, dealt)).content?.id).toBe(dealt)
      expect((await packOf(ann, read)).content).toBeNull()
    }
    await isClosed()
    expect((await rowOf(ben, dealt))?.met).toEqual([])
    await holdRound(pair, round)
    await isClosed()
    expect((await rowOf(ann, dealt))?.met.map(({ as }) => as)).toEqual(['interviewer'])
    expect(await codeOf(() => ben.send('open-pack', { pack: design }))).toBe('ok')
    await fileCard(pair, round, 3, false)
    await fileGuess(pair, round, 3, true)

    // Having been asked a pack is no reading of it: what was not asked stays unread until it is wanted.
    const asked = await packOf(ben, dealt)
    expect([asked.row.reading, asked.row.met.map(({ as }) => as), asked.content]).toEqual(['hidden', ['candidate'], null])
    expect((await packOf(ben, read)).content?.id).toBe(read)
    await ben.post('open-pack', { pack: dealt })
    expect((await packOf(ben, dealt)).row.met.map(({ as }) => as).toSorted()).toEqual(['candidate', 'reader'])
  })

  test('counts a further prompt as met when it is shown, and tells nothing of it before', async () => {
    const { url, clock } = await startApp({ engine })
    const pair = await signUpPair(url, clock)
    const { ann, ben } = pair
    const { rounds } = await sit(pair, { kind: 'culture', bothWays: false })
    const round = rounds[0]?.round ?? ''
    await ann.send('start-round', { round })
    await expect.poll(() => consoleOf(ann, round).status).toBe('running')
    const [first = '', second = '', third = ''] = consoleOf(ann, round).packs.map(({ id }) => id)
    const met = async (person: Person) => (await listOf(person)).filter(row => row.met.length > 0).map(row => row.id).toSorted()
    expect(await met(ben)).toEqual([first])
    expect(await met(ann)).toEqual([first, second, third].toSorted())
    await ann.send('open-prompt', { round, pack: second })
    expect(await met(ben)).toEqual([first, second].toSorted())
  })
})
