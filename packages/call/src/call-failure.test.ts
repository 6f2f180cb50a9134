import { expect, it } from 'vitest'
import { explain } from './call-failure.ts'
import type { CallGrant } from './call-types.ts'

const turn: RTCIceServer[] = [{ urls: 'turns:relay.example:5349' }]
const grant = (iceServers: RTCIceServer[], relayOnly: boolean): CallGrant => ({ role: 'offerer', epoch: 1, peer: 'tab', iceServers, relayOnly })

it.each([
  ['call/turn-missing', [], true, true, 0, false],
  ['call/turn-missing', [{ urls: 'stun:stun.example' }], true, true, 0, false],
  ['call/turn-unreachable', turn, true, false, 0, false],
  ['call/turn-refused', turn, true, true, 0, true],
  ['call/blocked', turn, true, true, 2, true],
  ['call/no-answer', turn, false, false, 0, true],
  ['call/turn-unreachable', turn, false, true, 0, false],
  ['call/blocked', [], false, true, 0, false],
] as const)('%s', (code, servers, relayOnly, answered, relayCandidates, turnRefused) => {
  expect(explain(grant([...servers], relayOnly), { answered, relayCandidates, turnRefused }).code).toBe(code)
})
