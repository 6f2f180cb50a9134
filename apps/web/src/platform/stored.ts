/** Reads a preference of this browser. Storage may be forbidden or full; preferences are then those of the moment. */
export const readStored = (key: string): string | undefined => {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a preference in this browser, or forgets it. */
export const writeStored = (key: string, value: string | undefined): void => {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // The page still shows what was chosen, until it is reloaded.
  }
}
