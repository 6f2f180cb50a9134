import { expect, it } from 'vitest'
import { explain } from './call-failure.ts'
import type { CallGrant } from './call-types.ts'

const turn: RTCIceServer[] = [{ urls: 'turns:relay.example:5349' }]
const grant = (iceServers: RTCIceServer[], relayOnly: boolean): CallGrant => ({ role: 'offerer', epoch: 1, peer: 'tab', iceServers, relayOnly })

it.each([
  ['call/turn-missing', [], true, { answered: true }],
  ['call/turn-missing', [{ urls: 'stun:stun.example' }], true, { answered: true }],
  ['call/turn-unreachable', turn, true, {}],
  ['call/turn-refused', turn, true, { answered: true, turnRefused: true }],
  ['call/blocked', turn, true, { answered: true, relayCandidates: 2, turnRefused: true }],
  ['call/no-answer', turn, false, { turnRefused: true }],
  ['call/turn-unreachable', turn, false, { answered: true }],
  ['call/blocked', [], false, { answered: true }],
] as const)('%s', (code, servers, relayOnly, facts) => {
  expect(explain(grant([...servers], relayOnly), { answered: false, relayCandidates: 0, turnRefused: false, ...facts }).code).toBe(code)
})
