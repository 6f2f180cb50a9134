import type { CallFailure, CallGrant } from './call-types.ts'

/** What a connection attempt saw. Browsers raise no failure for a dead or refusing relay; these counts are all there is. */
export interface TransportFacts {
  /** The other side's description arrived. */
  readonly answered: boolean
  /** Relay addresses obtained here. */
  readonly relayCandidates: number
  /** The relay answered and said no (STUN 401, 403, 438, 486 and the like). */
  readonly turnRefused: boolean
}

const sentences: Record<CallFailure['code'], string> = {
  'call/turn-missing': 'This call may only run through a relay, and this server has none configured (TURN_URL).',
  'call/turn-unreachable': 'The relay that carries this call cannot be reached from here.',
  'call/turn-refused': 'The relay that carries this call refused our credentials.',
  'call/no-answer': 'The other browser has not answered yet.',
  'call/blocked': 'No network path was found between the two of you.',
  'call/unsupported': 'This browser could not start a video call.',
}

/** Names a failure with its sentence for a person. */
export const failure = (code: CallFailure['code']): CallFailure => ({ code, message: sentences[code] })

const usesTurn = (grant: CallGrant): boolean => grant.iceServers.some((server) => [server.urls].flat().some((url) => /^turns?:/.test(url)))

/** The most specific explanation of an attempt that ran out of time. A silent peer explains less than our own dead relay. */
export const explain = (grant: CallGrant, facts: TransportFacts): CallFailure => {
  if (grant.relayOnly && !usesTurn(grant)) return failure('call/turn-missing')
  if (grant.relayOnly && facts.relayCandidates === 0) return failure(facts.turnRefused ? 'call/turn-refused' : 'call/turn-unreachable')
  if (!facts.answered) return failure('call/no-answer')
  if (usesTurn(grant) && facts.relayCandidates === 0) return failure(facts.turnRefused ? 'call/turn-refused' : 'call/turn-unreachable')
  return failure('call/blocked')
}
