import { describe, expect, it } from 'vitest'
import { qualityBetween, readSample, type StatEntry } from './quality.ts'

const report = (change: { lost?: number; received?: number; rttS?: number; fractionLost?: number; reportAgeMs?: number; local?: object } = {}): StatEntry[] => [
  { id: 'T', type: 'transport', timestamp: 100_000, selectedCandidatePairId: 'P' },
  { id: 'P', type: 'candidate-pair', currentRoundTripTime: change.rttS ?? 0.02, bytesReceived: 900, localCandidateId: 'L', remoteCandidateId: 'R' },
  { id: 'X', type: 'candidate-pair', currentRoundTripTime: 9, bytesReceived: 1 },
  { id: 'L', type: 'local-candidate', candidateType: 'host', ...change.local },
  { id: 'R', type: 'remote-candidate', candidateType: 'host' },
  { id: 'A', type: 'inbound-rtp', packetsLost: change.lost ?? 0, packetsReceived: change.received ?? 100 },
  { id: 'V', type: 'inbound-rtp', packetsLost: 0, packetsReceived: 0 },
  { id: 'O', type: 'remote-inbound-rtp', timestamp: 100_000 - (change.reportAgeMs ?? 500), fractionLost: change.fractionLost ?? 0 },
]
const between = (before: Parameters<typeof report>[0], after: Parameters<typeof report>[0]) =>
  qualityBetween(readSample(report(before)), readSample(report(after)))

describe('the quality of the line', () => {
  it('counts only what was lost since the last look', () => {
    expect(between({ lost: 50, received: 50 }, { lost: 50, received: 150 })).toMatchObject({ lossShare: 0, tier: 'good' })
    expect(between({ lost: 50, received: 50 }, { lost: 70, received: 130 })).toMatchObject({ lossShare: 0.2, tier: 'poor' })
  })

  it.each([
    [0.029, 0.199, 'good'],
    [0.03, 0.02, 'fair'],
    [0, 0.2, 'fair'],
    [0.099, 0.399, 'fair'],
    [0.1, 0.02, 'poor'],
    [0, 0.4, 'poor'],
  ] as const)('calls %s lost at %s s %s', (fractionLost, rttS, tier) => {
    expect(between({}, { fractionLost, rttS }).tier).toBe(tier)
  })

  it('forgets what the other side reported before the last look', () => {
    expect(between({}, { fractionLost: 0.5, reportAgeMs: 2_400 }).tier).toBe('poor')
    expect(between({}, { fractionLost: 0.5, reportAgeMs: 2_600 }).tier).toBe('good')
  })

  it('tells a relayed line from a direct one, and how the relay is reached', () => {
    expect(between({}, {})).toMatchObject({ path: 'direct', relayProtocol: undefined })
    expect(between({}, { local: { candidateType: 'relay', relayProtocol: 'tcp' } })).toMatchObject({ path: 'relay', relayProtocol: 'tcp' })
  })

  it('says nothing about a line it knows nothing of', () => {
    expect(qualityBetween(undefined, readSample([]))).toMatchObject({ tier: undefined, path: undefined, rttMs: undefined })
  })
})
