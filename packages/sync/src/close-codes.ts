/**
 * Why the server closes a socket. All outside 4400 to 4499, on which the stock client would never come back; besides these there are
 * WebSocket's own: 1002 and 1007 for broken frames, 1009 for one that is too large, 1012 when the server restarts.
 */
export const closeCodes = {
  /** An edit builds on edits the server lacks; the client comes back and answers our step 1. */
  gap: 4500,
  /** A frame that can't be read. */
  malformed: 4501,
  /** An edit in somebody else's name. */
  forged: 4502,
  /** The reader took too little for too long. */
  slowReader: 4503,
  /** The document is read only now; ask for a new ticket. */
  ended: 4504,
  /** A limit of the document, the seat or the process. */
  limit: 4505,
  /** The document can't be opened: damaged, or storage is not available. */
  unavailable: 4506,
  /** The document was deleted. */
  removed: 4507,
  /** The server restarts or stops; come back soon. */
  restart: 1012,
} as const

/** Close code for each refusal of the door. */
export const closeCodeOf = (refusalCode: string): number => {
  switch (refusalCode) {
    case 'documents/gap': return closeCodes.gap
    case 'documents/forged-id': return closeCodes.forged
    case 'documents/too-large':
    case 'documents/too-many-ids': return closeCodes.limit
    case 'documents/read-only': return closeCodes.ended
    default: return closeCodes.malformed
  }
}
