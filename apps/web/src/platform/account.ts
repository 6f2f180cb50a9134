import { authenticate } from './api.ts'
import { queryClient } from './queries.ts'
import { closeLine } from './server-socket.ts'
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

/** Signs out and starts the page anew, so that nothing of the person stays in memory. */
export const signOut = async (): Promise<void> => {
  await authenticate('sign-out').catch(() => undefined)
  forgetPerson()
  location.assign('/sign-in')
}
