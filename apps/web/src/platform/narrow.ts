import { mediaQuery } from './media-query.ts'

/** Whether a room shows one pane beside its main one, or one alone, so that what interrupts cannot stand in a column. */
export const useNarrow = mediaQuery('(max-width: 63.9375em)').useMatches
