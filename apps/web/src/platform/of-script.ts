import type { EvidenceItem } from '@unanimous/protocol'

/** Recorded by the round itself (a follow-up put, a card shown, a hint given, a silence): its id names what it tells of, `mark:…`, and nobody picked it out. */
export const isOfScript = ({ id, type, late }: Pick<EvidenceItem, 'id' | 'type' | 'late'>): boolean => type === 'event' && !late && id.includes(':')
