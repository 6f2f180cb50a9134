import type { BoardElement } from './element.ts'

/** What tells one state of an element from another. */
export type Stamp = Pick<BoardElement, 'version' | 'versionNonce'>

/** Whether one state stands against another: the higher version, of equal ones the lower nonce. */
export const isNewer = (one: Stamp, other: Stamp | undefined): boolean =>
  other === undefined || one.version > other.version || (one.version === other.version && one.versionNonce < other.versionNonce)

/** The elements here with those that came in, where theirs stand against ours and ours is not in somebody's hand. */
export const mergeElements = (ours: readonly BoardElement[], theirs: readonly BoardElement[], held: ReadonlySet<string>): readonly BoardElement[] => {
  const incoming = new Map(theirs.map(element => [element.id, element]))
  const merged = ours.map(mine => {
    const other = incoming.get(mine.id)
    incoming.delete(mine.id)
    return other !== undefined && !held.has(mine.id) && isNewer(other, mine) ? other : mine
  })
  return [...merged, ...incoming.values()]
}
