const PREFIX = 'document:'

/** The name of the browser's database for one seat's copy of a document; a document that was rolled back gets another. */
export const localDocumentName = (seat: string, document: string, epoch: number): string => `${PREFIX}${seat}:${document}:${epoch}`

const remove = (name: string): Promise<void> =>
  new Promise(resolve => {
    const request = indexedDB.deleteDatabase(name)
    // A tab that still has it open lets go within moments, and then it is removed; nobody waits for that here.
    for (const settled of ['success', 'error', 'blocked']) request.addEventListener(settled, () => resolve())
  })

/** Removes every text that this browser keeps, because whoever signs in next is somebody else. */
export const forgetLocalDocuments = async (): Promise<void> => {
  // Private windows and old browsers have no list; there the names, which nobody else asks for, keep people apart.
  const stored = await indexedDB.databases().catch(() => [])
  await Promise.all(stored.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [remove(name)] : [])))
}
