const NAME = 'recordings'

/** Where this browser keeps a person's recordings: files of our origin that no other site and no server sees. */
export const folderOf = async (person: string): Promise<FileSystemDirectoryHandle> => {
  const root = await navigator.storage.getDirectory()
  const all = await root.getDirectoryHandle(NAME, { create: true })
  return all.getDirectoryHandle(person, { create: true })
}
