import { expect, test } from 'vitest'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import type { Pack } from './pack.ts'
import { writeValue } from './pack-value.ts'
import { recallCards, WARM_UP_MS } from './warm-up.ts'

const codes = (pack: Pack, turn = 0) => recallCards(pack, turn).map(({ front }) => front.code)
const pack: Pack = {
  ...nearestFillSource,
  interviewer: {
    ...nearestFillSource.interviewer,
    cases: [{ name: 'one holder', in: { holders: ['b'] }, out: 'b', why: 'The plain case.' }, { name: 'no holder', in: { holders: [] }, out: null, why: 'Nothing to reach.', edge: true }],
  },
}
const inOneLine = (text: string) => text.replaceAll(/\s+/g, ' ')

test('[W1] every word on a card is the pack’s own', () => {
  for (const each of [pack, kickoffSurge]) {
    const whole = inOneLine(JSON.stringify(each).replaceAll('\\n', ' '))
    for (const { front, back } of recallCards(each)) {
      const words = [...('ask' in front ? [front.ask] : []), ...('question' in front ? [front.question] : []), ...('name' in front ? [front.name] : []), ...(front.code === 'key' ? back.slice(0, 1) : front.code === 'case' ? back.slice(1) : back)]
      for (const word of words) expect(whole).toContain(inOneLine(JSON.stringify(word).slice(1, -1)))
    }
  }
})

test('[W2] it asks for the key, signals, a change card, a hint by its price, what is left unsaid, the words for being lost and an edge case', () => {
  expect(codes(pack)).toEqual(['key', 'strong', 'weak', 'change-card', 'hint', 'unsaid', 'rescue', 'case'])
  const cards = recallCards(pack)
  const { entry, followups, interviewer } = pack
  expect(cards[1]).toEqual({ front: { code: 'strong', ask: followups.find(({ id }) => id === entry[0])?.ask }, back: followups.find(({ id }) => id === entry[0])?.strong })
  const dearest = Math.max(...interviewer.hints.map(({ cost }) => cost))
  expect(cards.find(({ front }) => front.code === 'hint')).toEqual({ front: { code: 'hint', cost: dearest }, back: interviewer.hints.filter(({ cost }) => cost === dearest).map(({ say }) => say) })
  const edge = interviewer.cases?.find(each => each.edge === true) ?? expect.unreachable('an edge case')
  expect(cards.at(-1)).toEqual({ front: { code: 'case', name: edge.name, given: edge.in }, back: [writeValue(edge.out), edge.why] })
})

test('[W3] what a pack lacks is not asked', () => {
  const { interviewer: { reference: _, cases: __, ...interviewer } } = pack
  const bare: Pack = { ...pack, followups: [], entry: [], interviewer: { ...interviewer, hints: [], leftUnsaid: [] } }
  expect(codes(bare)).toEqual(['rescue'])
})

test('[W4] the same turn asks the same, another turn about other parts', () => {
  expect(recallCards(pack, 1)).toEqual(recallCards(pack, 1))
  const [first, second] = [recallCards(pack), recallCards(pack, 1)]
  for (const code of ['strong', 'weak', 'change-card', 'hint', 'unsaid', 'case']) {
    expect(second.find(({ front }) => front.code === code), code).not.toEqual(first.find(({ front }) => front.code === code))
  }
})

test('[W5] two minutes have fifteen seconds for each card at least', () => {
  for (const each of [pack, kickoffSurge]) for (const turn of [0, 1, 2, 7]) expect(recallCards(each, turn).length * 15_000).toBeLessThanOrEqual(WARM_UP_MS)
})
