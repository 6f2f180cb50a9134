import * as Y from 'yjs'
import type { BoardElement, StoredElement } from './element.ts'
import { boardLimits } from './limits.ts'
import { settleOrder } from './order.ts'
import { readElement } from './stored.ts'

/** The root name of the board: a map of element id to element. */
export const boardRoot = 'board'

/** The board of a document, as it is kept. */
export const boardOf = (doc: Y.Doc): Y.Map<StoredElement> => doc.getMap<StoredElement>(boardRoot)

/** What a board holds now, in its order, deleted things too; whatever may not be drawn is left out. */
export const readBoardMap = (map: { entries(): Iterable<[string, unknown]> }): readonly BoardElement[] => {
  const elements: BoardElement[] = []
  for (const [id, kept] of map.entries()) {
    const element = elements.length < boardLimits.elements ? readElement(id, kept) : undefined
    if (element !== undefined) elements.push(element)
  }
  return settleOrder(elements)
}

/** What stands on the board of a document, in its order. */
export const readBoard = (doc: Y.Doc): readonly BoardElement[] => readBoardMap(boardOf(doc)).filter(element => !element.isDeleted)

/** The same out of a stored document state: for history, replay and pins. */
export const readBoardState = (state: Uint8Array): readonly BoardElement[] => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const elements = readBoard(doc)
  doc.destroy()
  return elements
}
