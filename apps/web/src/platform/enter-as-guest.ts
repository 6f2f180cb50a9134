import { forgetPerson } from './account.ts'
import { authenticate, sendOverHttp } from './api.ts'
import { viewerZone } from './dates.ts'

/** Somebody without an account comes in by a link. */
export const enterAsGuest = async (): Promise<void> => {
  await authenticate('sign-in/anonymous')
  forgetPerson()
  await sendOverHttp('update-profile', { timeZone: viewerZone() }).catch(() => undefined)
}
