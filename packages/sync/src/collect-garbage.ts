import * as Y from 'yjs'

/** The same document without the text that was deleted. Builds a Y.Doc, so never for an edit: only when a history is given up. */
export const collectGarbage = (state: Uint8Array): Uint8Array => {
  const doc = new Y.Doc({ gc: true })
  Y.applyUpdate(doc, state)
  const collected = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return collected
}
