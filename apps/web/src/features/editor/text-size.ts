import { EditorState, type Extension, type Text } from '@codemirror/state'
import { limits } from '@unanimous/protocol'
import { ySyncAnnotation } from 'y-codemirror.next'

/** A character is at most this many bytes on the wire, counted in the units of a string. */
const mostBytesPerUnit = 3

/** Bytes of a text as it is sent. */
const bytesOf = (text: Text): number => {
  const encoder = new TextEncoder()
  let bytes = 0
  for (const piece of text.iter()) bytes += encoder.encode(piece).length
  return bytes
}

/** Whether a text may be shared. Only a long one is counted. */
export const fits = (text: Text): boolean => text.length * mostBytesPerUnit <= limits.sharedTextBytes || bytesOf(text) <= limits.sharedTextBytes

/**
 * Refuses an edit of one's own that would make the text larger than one message to the server may be; whatever came of the
 * other person stands. Without this the line would break at the paste, and again at each return.
 */
export const withinSize = (onRefused: () => void): Extension => EditorState.transactionFilter.of(transaction => {
  if (!transaction.docChanged || transaction.annotation(ySyncAnnotation) !== undefined || transaction.newDoc.length <= transaction.startState.doc.length || fits(transaction.newDoc)) return transaction
  queueMicrotask(onRefused)
  return []
})
