import { authenticate, sendOverHttp } from './api.ts'
import { forgetLocalDocuments } from './local-documents.ts'
import { removeOwnFiles } from './own-files.ts'
import { queryClient } from './queries.ts'
import { sayRefusal } from './say-refusal.ts'
import { closeLine, renewLine } from './server-socket.ts'
import { readStored, writeStored } from './stored.ts'

const KNOWN = 'signed-in-before'

/** Whether somebody has had an account in this browser; a browser without one is met with a new account. */
export const isKnownHere = (): boolean => readStored(KNOWN) !== undefined
/** Somebody signed in here, or made an account. */
export const rememberAccount = (): void => writeStored(KNOWN, 'yes')

/** What was read for one person is nobody else's: called whenever the person behind the cookie changes. */
export const forgetPerson = (): void => {
  closeLine()
  queryClient.clear()
}

/**
 * Signs out and starts the page anew, so that nothing of the person stays in memory or in this browser. Whoever signs in
 * next is led to `to`, when it is given. Where the server cannot be told, the person is still signed in and reads so.
 */
export const signOut = async (to?: string): Promise<void> => {
  // Before the server closes it: its goodbye would reload this page in the middle.
  closeLine()
  try {
    await authenticate('sign-out')
  } catch (error) {
    renewLine()
    return sayRefusal(error)
  }
  await startAnew(to)
}

/** Deletes the account and starts the page anew. Refused, the person is still signed in; the refusal is the caller's to show. */
export const deleteAccount = async (person: string, password: string | null): Promise<void> => {
  closeLine()
  try {
    await sendOverHttp('delete-account', { password })
  } catch (error) {
    renewLine()
    throw error
  }
  writeStored(KNOWN, undefined)
  // A browser that keeps no files, or none of theirs, has nothing to remove.
  await removeOwnFiles(person).catch(() => undefined)
  await startAnew()
}

const startAnew = async (to?: string): Promise<void> => {
  forgetPerson()
  await forgetLocalDocuments().catch(() => undefined)
  location.assign(to === undefined ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`)
}
