const NAME = 'recordings'

const all = async (): Promise<FileSystemDirectoryHandle> => (await navigator.storage.getDirectory()).getDirectoryHandle(NAME, { create: true })

/** Where this browser keeps a person's recordings: files of our origin that no other site and no server sees. */
export const ownFiles = async (person: string): Promise<FileSystemDirectoryHandle> => (await all()).getDirectoryHandle(person, { create: true })

/** Removes all of them, with the account. */
export const removeOwnFiles = async (person: string): Promise<void> => (await all()).removeEntry(person, { recursive: true })
