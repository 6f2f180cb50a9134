import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** One mail as it arrived. */
export interface ReceivedMail {
  /** The addresses the server was told to deliver to, which no header can change. */
  readonly to: readonly string[]
  readonly from: string
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
  readonly html: string
}

/** A mail server that delivers to nobody and remembers everything. */
export interface MailSink {
  readonly url: string
  readonly mails: readonly ReceivedMail[]
  /** The oldest mail to this address that was not asked for yet, as soon as there is one. */
  next(to: string): Promise<ReceivedMail>
  /** From now on every mail is refused with this answer, such as `550 No such mailbox`; undefined takes them again. */
  refuseWith(answer: string | undefined): void
  close(): Promise<void>
}

const headersIn = (head: string) => new Map(head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n').map(line => {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
}))

const decoded = (body: string, encoding: string | undefined): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  if (encoding !== 'quoted-printable') return body
  const bytes = body.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

const split = (raw: string) => {
  const end = raw.indexOf('\r\n\r\n')
  return { headers: headersIn(raw.slice(0, end)), body: raw.slice(end + 4) }
}

const parseMail = (from: string, to: readonly string[], raw: string): ReceivedMail => {
  const { headers, body } = split(raw)
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1]
  const parts = boundary === undefined ? [raw] : body.split(`--${boundary}`).slice(1, -1).map(part => part.replace(/^\r\n/, ''))
  const of = (type: string) => {
    const part = parts.map(split).find(({ headers: own }) => own.get('content-type')?.startsWith(type))
    return part ? decoded(part.body, part.headers.get('content-transfer-encoding')).replaceAll('\r\n', '\n').trim() : ''
  }
  return { from, to, headers, text: of('text/plain'), html: of('text/html') }
}

const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? ''

/** Speaks the server's side of SMTP on one connection, line by line, as RFC 5321 has it. */
const serve = (socket: Socket, refusal: () => string | undefined, take: (mail: ReceivedMail) => void) => {
  let [from, data, waiting] = ['', '', '']
  let to: string[] = []
  let inData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const answers: Record<string, (line: string) => void> = {
    EHLO: () => say('250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN'),
    AUTH: () => say('235 Welcome'),
    MAIL: line => {
      [from, to] = [addressIn(line), []]
      say('250 Yes')
    },
    RCPT: line => {
      const refused = refusal()
      if (refused === undefined) to.push(addressIn(line))
      say(refused ?? '250 Yes')
    },
    DATA: () => {
      inData = true
      say('354 Go on')
    },
    QUIT: () => {
      say('221 Bye')
      socket.end()
    },
  }
  const hear = (line: string) => {
    if (!inData) return (answers[line.slice(0, 4).toUpperCase()] ?? (() => say('502 Not known here')))(line)
    if (line !== '.') return void (data += `${line.startsWith('.') ? line.slice(1) : line}\r\n`)
    take(parseMail(from, to, data))
    ;[data, inData] = ['', false]
    say('250 Kept')
  }
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    const lines = (waiting + chunk.toString()).split('\r\n')
    waiting = lines.pop() ?? ''
    lines.forEach(hear)
  })
  say('220 sink')
}

/** A mail server on a free port of this machine. Whoever opens it closes it. */
export const openMailSink = async (): Promise<MailSink> => {
  const mails: ReceivedMail[] = []
  const asked = new Set<ReceivedMail>()
  const sockets = new Set<Socket>()
  const waiting = new Set<() => void>()
  let refusal: string | undefined
  const server = createServer(socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, () => refusal, mail => {
      mails.push(mail)
      waiting.forEach(look => look())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, mails,
    next: to => new Promise(resolve => {
      const look = () => {
        const found = mails.find(mail => mail.to.includes(to) && !asked.has(mail))
        if (!found) return
        waiting.delete(look)
        asked.add(found)
        resolve(found)
      }
      waiting.add(look)
      look()
    }),
    refuseWith(answer) { refusal = answer },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
