import { readStored, writeStored } from './stored.ts'

const KEY = 'reloaded-for-update'
const AGAIN_MS = 60_000

/** After an update of the server an open page is the old one: fetches the new page, unless that was just done and did not help. */
export const reloadOnce = (): boolean => {
  if (Date.now() - Number(readStored(KEY) ?? 0) < AGAIN_MS) return false
  writeStored(KEY, String(Date.now()))
  location.reload()
  return true
}
