import { limits } from '@unanimous/protocol'
import { createTransport } from 'nodemailer'
import type { Background } from './background.ts'
import type { Log } from './log.ts'
import { createRateLimit } from './rate-limit.ts'

/** One mail to one person: what it says and, if anywhere, where it leads. */
export interface Letter {
  readonly subject: string
  /** A paragraph each. */
  readonly lines: readonly string[]
  readonly link?: { readonly words: string; readonly href: string }
}

/** Hands letters to the operator's mail server. */
export interface Mailer {
  /** Resolves when the mail server took it; rejects with what the server, or the way to it, said. */
  deliver(to: string, letter: Letter): Promise<void>
}

interface MailerSettings {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string
  readonly from: string
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const toText = ({ lines, link }: Letter) => [...lines, ...(link ? [`${link.words}:\n${link.href}`] : [])].join('\n\n') + '\n'

/** No picture, no style sheet, no address of anybody else: a mail that nothing is fetched for. */
const toHtml = ({ subject, lines, link }: Letter) => [
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
  '<body style="font:16px/24px sans-serif;max-width:34em;margin:24px">',
  ...lines.map(line => `<p>${escaped(line)}</p>`),
  ...(link ? [`<p><a href="${escaped(link.href)}"><b>${escaped(link.words)}</b></a></p>`, `<p style="font-size:13px;word-break:break-all">${escaped(link.href)}</p>`] : []),
  '</body></html>',
].join('\n')

const isThisMachine = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host)

export const createMailer = ({ url, from }: MailerSettings): Mailer => {
  const { hostname, password, protocol } = new URL(url)
  const transport = createTransport({
    url, connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 10_000,
    // A password is never sent over a line that others on the way can read.
    ...(protocol === 'smtp:' && password !== '' && !isThisMachine(hostname) ? { requireTLS: true } : {}),
  })
  return {
    async deliver(to, letter) {
      await transport.sendMail({
        from, to: { name: '', address: to }, subject: letter.subject, text: toText(letter), html: toHtml(letter), disableFileAccess: true, disableUrlAccess: true,
        // Answering machines stay quiet.
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
  }
}

/** Hands a letter over. Nobody waits for it, and nothing fails when it cannot be sent. */
export type Post = (to: string, letter: Letter) => void

/** Sends in the background, so many letters an hour to one address; what is over that, or fails, is logged. */
export const createPost = (mailer: Mailer, background: Background, log: Log): Post => {
  const rate = createRateLimit(limits.mailsPerAddressPerHour, 3_600_000)
  return (to, letter) => background.run('a mail', async () => {
    if (await rate.take(to.toLowerCase())) return log.warn({ subject: letter.subject }, 'no mail was sent: this address had too many within an hour')
    await mailer.deliver(to, letter)
  })
}
