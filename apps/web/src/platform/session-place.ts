import type { Home } from '@unanimous/protocol'

/** Where an open session is to be met: before its first round in the green room, then in the room. */
export const placeOf = ({ session, phase }: Pick<Home['next'][number], 'session' | 'phase'>): string => (phase === 'green-room' ? `/r/${session}/green` : `/r/${session}`)
