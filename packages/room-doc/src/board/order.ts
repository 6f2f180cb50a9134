import type { BoardElement } from './element.ts'
import { isOrderKey, keyBetween } from './order-keys.ts'

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** By index, then by id; what has no usable index comes last. Never the order of the map, which differs from page to page. */
const byOrder = (a: BoardElement, b: BoardElement): number => {
  const [left, right] = [isOrderKey(a.index) ? a.index : '~', isOrderKey(b.index) ? b.index : '~']
  return compare(left, right) || compare(a.id, b.id)
}

/** A nonce that every page works out alike, so that two pages which mend the same thing do not contradict each other. */
const nonceOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 1
}

/**
 * The elements in their order, with an index of its own for each. Where two people drew at once both took the same index: the later
 * by id is put between, and that is a function of the elements alone, so that pages that hold the same elements mend them alike.
 */
export const settleOrder = (elements: readonly BoardElement[]): readonly BoardElement[] => {
  const sorted = elements.toSorted(byOrder)
  let before: string | undefined
  return sorted.map((element, at) => {
    const { index } = element
    if (isOrderKey(index) && (before === undefined || index > before)) {
      before = index
      return element
    }
    const next = sorted.slice(at + 1).find(other => isOrderKey(other.index) && (before === undefined || other.index > before))?.index
    before = keyBetween(before, next ?? undefined)
    return { ...element, index: before, version: element.version + 1, versionNonce: nonceOf(`${element.id}/${before}/${element.version}/${element.versionNonce}`) }
  })
}
