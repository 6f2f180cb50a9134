import { dimensionsOf, ROUND_KINDS, type DimensionId } from '@unanimous/rounds'

const names = new Map(ROUND_KINDS.flatMap(kind => dimensionsOf(kind).map(({ id, name }) => [id, name] as const)))

/** What a card calls a dimension. `conduct` belongs to no round. */
export const dimensionName = (id: DimensionId): string => names.get(id) ?? id
