import type { CallQuality } from './call-types.ts'

/** One entry of a statistics report: plain values by name. */
export type StatEntry = Readonly<Record<string, unknown>>

/** The counters that quality is computed from, as they stood at one moment. Totals since the connection began. */
export interface LineSample {
  readonly rttMs: number | undefined
  readonly received: number
  readonly lost: number
  readonly bytesReceived: number
  /** What the other side reports to have lost of ours, 0 to 1. */
  readonly remoteLossShare: number
  readonly path: CallQuality['path']
  readonly relayProtocol: CallQuality['relayProtocol']
}

/** Nothing measured yet. */
export const unknownQuality: CallQuality = {
  rttMs: undefined,
  lossShare: undefined,
  tier: undefined,
  path: undefined,
  relayProtocol: undefined,
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

const relayProtocolOf = (value: unknown): CallQuality['relayProtocol'] =>
  value === 'udp' || value === 'tcp' || value === 'tls' ? value : undefined

const sum = (entries: readonly StatEntry[], name: string): number => entries.reduce((total, entry) => total + number(entry[name]), 0)

/** A microphone's report comes every 5 to 7 s and stands until the next: an old one would show a poor line long after it healed. */
const reportFreshMs = 2_500

/** The pair of addresses in use: by the standard's own pointer, or the older mark on the pair. */
const selectedPair = (entries: readonly StatEntry[], transport: StatEntry | undefined): StatEntry | undefined =>
  entries.find((entry) => entry.id !== undefined && entry.id === transport?.selectedCandidatePairId) ??
  entries.find((entry) => entry.type === 'candidate-pair' && entry.selected === true)

/** Reads the counters out of a report; an empty report reads as nothing received. */
export const readSample = (entries: readonly StatEntry[]): LineSample => {
  const transport = entries.find((entry) => entry.type === 'transport')
  const pair = selectedPair(entries, transport)
  const local = entries.find((entry) => entry.id === pair?.localCandidateId)
  const remote = entries.find((entry) => entry.id === pair?.remoteCandidateId)
  const inbound = entries.filter((entry) => entry.type === 'inbound-rtp')
  const isFresh = (entry: StatEntry): boolean => number(transport?.timestamp) - number(entry.timestamp) < reportFreshMs
  const reported = entries.filter((entry) => entry.type === 'remote-inbound-rtp' && isFresh(entry))
  const relayed = [local, remote].some((candidate) => candidate?.candidateType === 'relay')
  return {
    rttMs: pair?.currentRoundTripTime === undefined ? undefined : Math.round(number(pair.currentRoundTripTime) * 1000),
    received: sum(inbound, 'packetsReceived'),
    lost: sum(inbound, 'packetsLost'),
    bytesReceived: number(pair?.bytesReceived),
    remoteLossShare: Math.min(1, Math.max(0, ...reported.map((entry) => number(entry.fractionLost)))),
    path: pair && (relayed ? 'relay' : 'direct'),
    relayProtocol: relayProtocolOf(local?.relayProtocol),
  }
}

const tierOf = (rttMs: number, lossShare: number): 'good' | 'fair' | 'poor' => {
  if (lossShare < 0.03 && rttMs < 200) return 'good'
  return lossShare < 0.1 && rttMs < 400 ? 'fair' : 'poor'
}

/**
 * The line between two samples of one connection, about two seconds apart.
 * Good below 3 % and 200 ms, fair below 10 % and 400 ms; measured against injected loss in both directions.
 */
export const qualityBetween = (before: LineSample | undefined, after: LineSample): CallQuality => {
  const { rttMs, path, relayProtocol } = after
  const lost = Math.max(0, after.lost - (before?.lost ?? 0))
  const received = Math.max(0, after.received - (before?.received ?? 0))
  const inShare = lost + received === 0 ? 0 : lost / (lost + received)
  const lossShare = Math.max(inShare, after.remoteLossShare)
  return { rttMs, lossShare, path, relayProtocol, tier: rttMs === undefined ? undefined : tierOf(rttMs, lossShare) }
}
