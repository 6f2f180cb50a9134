import { instant } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import type { Timers } from '../../platform/time.ts'
import { createPresence } from './presence.ts'

const never: Timers = { at: () => () => {}, every: () => () => {}, stop: () => {} }
const nothing = () => {}

test('who was last here is remembered of the seats that left last, however many come and go', () => {
  let now = 0
  const presence = createPresence({ clock: { now: () => instant(now) }, timers: never, changed: nothing, left: nothing, back: nothing, absent: nothing })
  const visit = (seat: string) => {
    now += 1
    presence.arrive(seat, 'session', { socket: `socket of ${seat}`, tab: 'tab' })
    presence.leave(`socket of ${seat}`)
  }
  for (let count = 0; count < 10_005; count += 1) visit(`seat ${count}`)
  expect([0, 4, 5, 10_004].map(count => presence.lastSeen(`seat ${count}`))).toEqual([null, null, 6, 10_005])
  visit('seat 5')
  visit('another')
  expect(['seat 5', 'seat 6', 'another'].map(presence.lastSeen)).toEqual([10_006, null, 10_007])
})
