import { minutes } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import { areReasonsDue, boxesWithoutReason } from './outline.ts'

const outline = (...boxes: readonly string[]) => [
  '# Requirements, each with its number', '- must: play within 2 s', '', '# Components, each with a because', ...boxes, '', '# Flows', '1. the device asks the edge',
].join('\n')

test('[H6] a component without a because is named, one with a reason and a line of another part are not', () => {
  expect(boxesWithoutReason(outline('- Redis', '- edge cache because 90 % of starts hit 1 % of titles, unless it rains', '2. Kafka (three brokers)', '* store: Cassandra', '- кэш'))).toEqual(['Redis', 'Kafka', 'store', 'кэш'])
  expect(boxesWithoutReason('# What we chose\n- Redis')).toEqual([])
})

test('[H6] a because with nothing behind it is none, and the template is no box', () => {
  expect(boxesWithoutReason(outline('- … because … , unless …', '- … because … (own, inherited or lost)', '-'))).toEqual([])
  expect(boxesWithoutReason(outline('- Redis because', '- Kafka because …, unless …'))).toEqual(['Redis', 'Kafka'])
})

test('[H6] the reasons are due at minute 25 of 60, scaled with the round, and in designs alone', () => {
  const at = (minute: number, kind: 'sd' | 'deep' | 'coding', length: number, stretch = 1) => areReasonsDue({ kind, minutes: length, stretch }, minutes(minute))
  expect([at(24.9, 'sd', 60), at(25, 'sd', 60), at(25, 'deep', 60), at(25, 'coding', 60)]).toEqual([false, true, true, false])
  expect([at(18.7, 'sd', 45), at(18.75, 'sd', 45), at(30, 'sd', 60, 1.25), at(31.25, 'sd', 60, 1.25)]).toEqual([false, true, false, true])
})
