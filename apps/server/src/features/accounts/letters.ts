import type { Letter, Post } from '../../platform/mailer.ts'

const minutes = (ms: number) => Math.round(ms / 60_000)

/**
 * Where a link in a mail leads: a page that waits for a press, so that a program which opens every link to look at it spends
 * none. The token is in the fragment, which no browser sends anywhere.
 */
const linkTo = (publicUrl: string, what: 'sign-in' | 'reset' | 'address', token: string, to?: string): string =>
  `${new URL(publicUrl).origin}/by-mail#${new URLSearchParams({ [what]: token, ...(to === undefined || to === '/' ? {} : { to }) }).toString()}`

/** Every mail that this feature sends, in words. */
export const createLetters = (publicUrl: string, linkMs: number) => {
  const { host } = new URL(publicUrl)
  const once = `The link works once, for ${minutes(linkMs)} minutes.`
  const ignore = 'If you did not ask for it, do nothing: without the link nothing happens.'
  return {
    signIn: (token: string, to: string): Letter => ({
      subject: `Sign in to ${host}`, lines: [`Somebody, probably you, wants to sign in to Unanimous at ${host} with this address.`, `${once} ${ignore}`],
      link: { words: 'Sign in', href: linkTo(publicUrl, 'sign-in', token, to) },
    }),
    reset: (token: string): Letter => ({
      subject: `A new password for ${host}`, lines: [`Somebody, probably you, wants a new password for your account at ${host}.`, `${once} ${ignore}`],
      link: { words: 'Choose a new password', href: linkTo(publicUrl, 'reset', token) },
    }),
    confirm: (token: string, handle: string): Letter => ({
      subject: `Confirm this address for ${host}`, lines: [`${handle} at ${host} gave this address as their own.`, `${once} ${ignore}`],
      link: { words: 'Confirm this address', href: linkTo(publicUrl, 'address', token) },
    }),
    passwordChanged: (): Letter => ({
      subject: `Your password at ${host} changed`,
      lines: [`The password of your account at ${host} was changed, and every other browser was signed out.`, 'If that was not you, choose a new one with "Forgot your password?" on the sign-in page.'],
    }),
    emailChanged: (to: string): Letter => ({
      subject: `Your address at ${host} changed`, lines: [`Your account at ${host} now belongs to ${to}. Nothing more is sent here.`, 'If that was not you, write to whoever runs the server.'],
    }),
  }
}

export type Letters = ReturnType<typeof createLetters>

/** What this server writes to people with. */
export interface Writing { readonly post: Post; readonly letters: Letters }
