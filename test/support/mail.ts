import { openMailSink, type MailSink, type ReceivedMail } from '@unanimous/testing'
import { onTestFinished } from 'vitest'
import { startApp, type RunningApp, type StartOptions } from './start-app.ts'

export const publicUrl = 'https://mock.example.org'

/** The app with a mail server behind it, as an operator sets one up. */
export const startMailingApp = async (options: StartOptions = {}): Promise<RunningApp & { readonly sink: MailSink }> => {
  const sink = await openMailSink()
  onTestFinished(sink.close)
  const running = await startApp({ ...options, config: { PUBLIC_URL: publicUrl, TRUST_PROXY: true, SMTP_URL: sink.url, MAIL_FROM: 'Unanimous <mock@example.org>', ...options.config } })
  return { ...running, sink }
}

/** What the page of a mailed link reads from its address. */
export const linkIn = (mail: ReceivedMail): { readonly page: string; readonly values: URLSearchParams } => {
  const [page = '', fragment = ''] = (/https?:\/\/\S+/.exec(mail.text)?.[0] ?? '').split('#')
  return { page, values: new URLSearchParams(fragment) }
}

/** The token of a mailed link. */
export const tokenIn = (mail: ReceivedMail, what: 'sign-in' | 'reset' | 'address'): string => {
  const token = linkIn(mail).values.get(what)
  if (token === null) throw new Error(`no link to ${what} in: ${mail.text}`)
  return token
}
