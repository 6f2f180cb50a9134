import { instant } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import type { SeenPack } from './deal-pack.ts'
import { readingOf, type Acquaintance } from './reading.ts'

const pack = { id: 'coding.a', kind: 'coding' }
const seenAs = (as: SeenPack['as'], id = pack.id): SeenPack => ({ pack: id, as, at: instant(1) })
const read = (person: Partial<Acquaintance>, of = pack) => readingOf(of, { seen: [], asks: [], askedFrom: [], ...person })

test('[R1] a pack is hidden from whoever has not met it, and from whoever only answered it', () => {
  expect(read({})).toBe('hidden')
  expect(read({ seen: [seenAs('candidate')] })).toBe('hidden')
  expect(read({ seen: [seenAs('reader', 'coding.b')] })).toBe('hidden')
})

test('[R2] it is open to whoever read it, asked it or is about to ask it', () => {
  expect(read({ seen: [seenAs('reader')] })).toBe('open')
  expect(read({ seen: [seenAs('candidate'), seenAs('interviewer')] })).toBe('open')
  expect(read({ asks: [pack.id] })).toBe('open')
})

test('[R3] while a round of its kind is to be answered every pack of the kind is closed, met or not', () => {
  for (const seen of [[], [seenAs('reader')], [seenAs('interviewer')], [seenAs('candidate')]]) expect(read({ seen, askedFrom: ['coding'] })).toBe('closed')
  expect(read({ seen: [seenAs('reader')], askedFrom: ['sd'] })).toBe('open')
})

test('[R4] what one is about to ask stays open even then', () => {
  expect(read({ asks: [pack.id], askedFrom: ['coding'] })).toBe('open')
  expect(read({ asks: ['coding.b'], askedFrom: ['coding'] })).toBe('closed')
})
