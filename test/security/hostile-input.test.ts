import { request as httpRequest } from 'node:http'
import { commandPaths, commands, limits, type CommandName } from '@unanimous/protocol'
import { signTicket, verifyTicket } from '@unanimous/sync'
import type { PersonId } from '@unanimous/kernel'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { openDocument } from '../support/document.ts'
import { freshId, meet, Person } from '../support/person.ts'
import { sampleInput } from '../support/sample-input.ts'
import { startApp, type RunningApp } from '../support/start-app.ts'

const refusal = { ok: false, refusal: { code: expect.stringMatching(/^[a-z-]+\/[a-z-]+$/) as string, message: expect.stringMatching(/\S.*\./) as string } }

/** Somebody else in another room, to whom nothing may happen. */
const canary = async (url: string) => {
  const { inviter, other, session } = await meet(url)
  const round = inviter.session?.rounds[0]
  if (!round) throw new Error('no round was planned')
  await inviter.send('start-round', { round: round.round })
  const pages = [await openDocument(inviter, round.document), await openDocument(other, round.document)] as const
  let turn = 0
  return {
    inviter, other, session, round,
    /** Still connected, heard, and typing through to the other. */
    async sings() {
      const note = `still here ${++turn}`
      await inviter.send('say-in-chat', { session, text: note })
      pages[0].text('code:typescript').insert(0, `${note}\n`)
      await expect.poll(() => pages[1].text('code:typescript').toString()).toContain(note)
      await expect.poll(() => other.received.filter(message => message.name === 'chat:message').length).toBe(turn)
      expect(pages.flatMap(page => page.closes)).toEqual([])
    },
  }
}

const emitRaw = (person: Person, event: string, ...args: unknown[]): Promise<unknown> =>
  (person.socket.timeout(5_000) as unknown as { emitWithAck(event: string, ...args: unknown[]): Promise<unknown> }).emitWithAck(event, ...args)

const polluted = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"session":"x"}') as object
const deep = (levels: number): unknown => (levels === 0 ? 'bottom' : { in: deep(levels - 1) })

test('messages that mean nothing are refused with a code and a sentence, and harm nobody', async () => {
  const { url } = await startApp()
  const others = await canary(url)
  const hostile = await (await new Person(url).signUp('mallory')).connect()
  const shapes: unknown[] = [null, undefined, 0, -1, Number.MAX_VALUE, true, '', 'x'.repeat(10_000), [], [[]], {}, polluted, deep(500), { session: { $ne: null } }, { id: freshId(), name: 'constructor', input: {} }]
  for (const event of ['command', 'hello', 'watch', 'unwatch', 'call:join', 'call:signal', 'no-such-message', '__proto__', 'toString']) {
    for (const shape of shapes) {
      expect(await emitRaw(hostile, event, shape), `${event} ${JSON.stringify(shape)?.slice(0, 60)}`).toMatchObject(refusal)
    }
  }
  const extra = shapes.map(shape => ({ id: freshId(), name: 'set-goal', input: shape ?? null }))
  for (const message of extra.slice(3)) await emitRaw(hostile, 'command', message)
  // Without an acknowledgement nobody could be told why, so nothing is done.
  hostile.socket.emit('command', { id: freshId(), name: 'set-goal', input: { goal: 'silently' } }, () => {})
  ;(hostile.socket as unknown as { emit(event: string, message: unknown): void }).emit('command', { id: freshId(), name: 'set-goal', input: { goal: 'without an answer' } })
  await expect.poll(async () => (await hostile.read('me', {})).goal).toBe('silently')
  await others.sings()
  expect((await hostile.read('me', {})).goal).toBe('silently')
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()

  const closed = new Promise<string>(resolve => { hostile.socket.once('disconnect', resolve) })
  hostile.socket.emit('command', { id: freshId(), name: 'set-goal', input: { goal: 'x'.repeat(1_000_000) } }, () => {})
  expect(await closed).toMatch(/transport|server/)
  await hostile.connect()
  await others.sings()
})

test('every field of every command is refused in words when it holds something else', async () => {
  const { app } = await startApp()
  const answers: string[] = []
  for (const name of Object.keys(commands) as CommandName[]) {
    const good = sampleInput(commands[name].input)
    for (const key of Object.keys(good)) {
      for (const value of ['x'.repeat(10_000), null, [], { [key]: polluted }, Number.NaN, -1e308, 'a\u0000b', '\ud800']) {
        // What the table itself allows there is no wrong input.
        if (!/\0|\p{Cs}/u.test(String(value)) && commands[name].input.safeParse({ ...good, [key]: value }).success) continue
        // A person of their own for each, so that nobody is merely refused for asking too often.
        const caller = { address: 'nowhere', signedIn: { person: freshId() as PersonId, guest: false, signIn: freshId() } }
        const result = await app.door.command(name, { ...good, [key]: value }, freshId(), caller)
        if (result.ok) throw new Error(`${name} took ${key} = ${String(value).slice(0, 20)}`)
        answers.push(result.refusal.code)
        if (result.refusal.code === 'server/internal' || !/\S{2}/.test(result.refusal.message)) throw new Error(`${name} ${key}: ${result.refusal.code} ${result.refusal.message}`)
      }
    }
  }
  expect(answers.length).toBeGreaterThan(400)
  expect(answers.filter(code => code === 'input/invalid').length / answers.length).toBeGreaterThan(0.9)
})

const rawSocket = (url: string, path: string, headers: Record<string, string>) => {
  const ws = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers })
  ws.on('error', () => {})
  onTestFinished(() => ws.terminate())
  return ws
}
const opened = (ws: WebSocket) => new Promise<boolean>(resolve => {
  ws.once('open', () => resolve(true))
  ws.once('close', () => resolve(false))
  ws.once('unexpected-response', () => resolve(false))
})
const closing = (ws: WebSocket) => new Promise<void>(resolve => { if (ws.readyState === WebSocket.CLOSED) resolve(); else ws.once('close', () => resolve()) })

test('bytes that are no packets harm nobody else', async () => {
  const { url } = await startApp()
  const others = await canary(url)
  const { cookie } = await new Person(url).signUp('mallory')
  for (const bytes of ['zzz', '4', '42', '42["command"', '42[1,2,3]', '451-["command",{"_placeholder":true,"num":0}]', '40{"bad', '4'.repeat(50_000), Buffer.from([0, 255, 1, 2]), Buffer.alloc(200_000, 52), '42["disconnect"]', '42["error",{}]']) {
    const ws = rawSocket(url, '/socket/?EIO=4&transport=websocket', { Cookie: cookie, Origin: url })
    expect(await opened(ws)).toBe(true)
    ws.send('40')
    ws.send(bytes)
    ws.send('41')
    ws.close()
    await closing(ws)
  }
  await others.sings()
})

test('a foreign page gets neither socket, document nor write, and nobody gets in without a sign-in', async () => {
  const { url } = await startApp()
  const others = await canary(url)
  const { cookie } = others.inviter
  const { url: path, ticket } = await others.inviter.post('open-document', { doc: others.round.document })
  for (const origin of ['https://evil.example', 'null', `${url}.evil.example`, url.replace('127.0.0.1', 'localhost')]) {
    expect(await opened(rawSocket(url, '/socket/?EIO=4&transport=websocket', { Cookie: cookie, Origin: origin })), origin).toBe(false)
    expect(await opened(rawSocket(url, `${path}/${others.round.document}?ticket=${ticket}`, { Cookie: cookie, Origin: origin })), origin).toBe(false)
    expect(await others.inviter.http('POST', `/api/v1${commandPaths['set-goal']}`, { goal: 'theirs' }, { Origin: origin, 'Idempotency-Key': freshId() })).toMatchObject({ status: 403, body: { code: 'http/foreign-origin' } })
  }
  expect((await others.inviter.read('me', {})).goal).toBeNull()
  const nobody = io(url, { path: '/socket', transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { Origin: url, Cookie: 'unanimous.session_token=forged.value' } })
  expect(await new Promise(resolve => { nobody.once('connect_error', error => resolve(error.message)) })).toBe('account/sign-in-first')
  nobody.disconnect()
  await others.sings()
})

test('an address that a client makes up for itself does not lift the limit on sign-ins', async () => {
  const { url } = await startApp()
  const person = new Person(url)
  const answers = []
  for (let attempt = 0; attempt <= limits.signInsPerMinute; attempt++) {
    const forged = `198.51.100.${attempt}`
    answers.push(await person.http('POST', '/api/auth/sign-in/email', { email: 'ann@example.org', password: 'a wrong password' }, { 'X-Forwarded-For': forged, 'X-Unanimous-Address': forged, 'X-Real-IP': forged, Forwarded: `for=${forged}` }))
  }
  expect(answers.slice(0, -1).map(answer => answer.status)).not.toContain(429)
  expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'rate/too-many', message: expect.stringMatching(/\./) as string } })
})

/** A request as it stands on the wire, for what fetch would not send. */
const send = (url: string, method: string, path: string, headers: Record<string, string>, body: readonly (string | Buffer)[] = []) => new Promise<{ status: number; body: string }>((resolve, reject) => {
  const { hostname, port } = new URL(url)
  const request = httpRequest({ hostname, port, method, path, headers }, response => {
    let text = ''
    response.on('data', (chunk: Buffer) => { text += chunk.toString() })
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
  })
  request.on('error', reject)
  for (const chunk of body) request.write(chunk)
  request.end()
})

test('requests that are broken, too large or aimed at nothing are answered with a code and a sentence', async () => {
  const { url } = await startApp()
  const person = await new Person(url).signUp('mallory')
  const own = { Cookie: person.cookie, Origin: url, 'Idempotency-Key': freshId(), 'Content-Type': 'application/json' }
  const goal = `/api/v1${commandPaths['set-goal']}`
  const large = Buffer.alloc(300_000, 'x')
  const answers = await Promise.all([
    send(url, 'POST', goal, own, ['{"goal":']), send(url, 'POST', goal, own, ['[]']), send(url, 'POST', goal, own, ['"text"']), send(url, 'POST', goal, own, ['\u0000']),
    send(url, 'POST', goal, { ...own, 'Content-Type': 'text/plain' }, ['{"goal":"x"}']), send(url, 'POST', goal, { ...own, 'Content-Type': 'multipart/form-data; boundary=x' }, ['--x\r\n']),
    send(url, 'POST', goal, { ...own, 'Content-Length': String(large.length) }, [large]),
    send(url, 'POST', goal, { ...own, 'Transfer-Encoding': 'chunked' }, ['{"goal":"', large, '"}']),
    send(url, 'POST', '/api/auth/sign-in/email', { ...own, 'Transfer-Encoding': 'chunked' }, ['{"email":"', large, '"}']),
    send(url, 'POST', goal, { ...own, 'Idempotency-Key': 'short' }, ['{"goal":"x"}']), send(url, 'POST', goal, { Origin: url, 'Content-Type': 'application/json' }, ['{"goal":"x"}']),
    send(url, 'PUT', goal, own, ['{}']), send(url, 'DELETE', '/api/v1/me', own), send(url, 'GET', '/api/v1/rounds/%ZZ/view', own), send(url, 'GET', '/api/%E0%A4%A', own),
    send(url, 'GET', '/api/v1/sessions/..%2f..%2fme', own), send(url, 'GET', `/api/v1/rounds/${'a'.repeat(5_000)}/view`, own), send(url, 'GET', '/api/v1/history?direction=sideways&direction=received', own),
    send(url, 'GET', '/api/v1/history?__proto__[polluted]=1', own), send(url, 'POST', '/api/auth/no-such-thing', own, ['{}']),
  ])
  expect(answers.slice(6, 9).map(answer => answer.status)).toEqual([413, 411, 411])
  for (const [index, { status, body }] of answers.entries()) {
    expect(status, `request ${index}: ${body.slice(0, 200)}`).toBeGreaterThanOrEqual(400)
    expect(status, `request ${index}: ${body.slice(0, 200)}`).toBeLessThan(500)
    expect(JSON.parse(body || '{}'), `request ${index}`).toMatchObject({ code: expect.stringMatching(/\w/) as string, message: expect.stringMatching(/\S/) as string })
  }
  expect((await person.read('me', {})).goal).toBeNull()
})

const linesAllowed = (url: string, host: string) => new Promise<string>((resolve, reject) => {
  httpRequest(`${url}/healthz`, { headers: { host } }, response => {
    response.resume()
    resolve(/connect-src ([^;]*)/.exec(String(response.headers['content-security-policy']))?.[1] ?? '')
  }).once('error', reject).end()
})

test('a page opens lines to its own server and to no other, whatever host a request names', async () => {
  const { url } = await startApp({ config: { PUBLIC_URL: 'https://mock.example.org' } })
  const outside = 'wss://mock.example.org'
  expect(await linesAllowed(url, 'box.local:3000')).toBe(`'self' ws://box.local:3000 wss://box.local:3000 ${outside}`)
  expect(await linesAllowed(url, '[::1]:3000')).toBe(`'self' ws://[::1]:3000 wss://[::1]:3000 ${outside}`)
  for (const host of ['evil.example *', '*', "a; script-src 'unsafe-inline'", 'a/b', 'x'.repeat(3) + ' ws:']) expect(await linesAllowed(url, host)).toBe(`'self' ${outside}`)
})

const documentStatus = (url: string, path: string) => new Promise<string>(resolve => {
  const ws = rawSocket(url, path, { Origin: url })
  ws.once('open', () => resolve('opened'))
  ws.once('unexpected-response', (_request, response) => {
    let text = ''
    response.on('data', (chunk: Buffer) => { text += chunk.toString() })
    response.on('end', () => resolve((JSON.parse(text) as { code: string }).code))
  })
})

const ticketOf = async ({ documentSecret, clock }: RunningApp, person: Person, doc: string) => {
  const { ticket } = await person.post('open-document', { doc })
  const claims = verifyTicket(documentSecret, ticket, clock.now())
  if (!claims.ok) throw new Error(claims.refusal.message)
  return { ticket, claims: claims.value }
}

test('a ticket opens its own document once, for a while, and after the round to read only', async () => {
  const running = await startApp()
  const { url, documentSecret, clock } = running
  const others = await canary(url)
  const { document } = others.round
  const { ticket, claims } = await ticketOf(running, others.inviter, document)
  const to = (doc: string, withTicket: string) => documentStatus(url, `/documents/${doc}?ticket=${withTicket}`)
  expect(await documentStatus(url, `/documents/${document}`)).toBe('documents/ticket-missing')
  expect(await to(freshId(), ticket)).toBe('documents/ticket-elsewhere')
  expect(await to(document, `${ticket.slice(0, -2)}AA`)).toBe('documents/ticket-invalid')
  expect(await to(document, signTicket('another secret', claims))).toBe('documents/ticket-invalid')
  expect(await to(document, signTicket(documentSecret, { ...claims, exp: Math.floor(clock.now() / 1000) - 1 }))).toBe('documents/ticket-expired')
  expect(await to(document, ticket)).toBe('opened')
  expect(await to(document, ticket)).toBe('documents/ticket-spent')

  clock.forward(60 * 60_000)
  await others.inviter.send('end-round', { round: others.round.round })
  const after = await openDocument(others.other, document)
  const before = after.text('code:typescript').toString()
  after.text('code:typescript').insert(0, 'too late\n')
  await expect.poll(() => after.closes.length).toBeGreaterThan(0)
  const again = await openDocument(others.inviter, document)
  expect(again.text('code:typescript').toString()).toBe(before)
})

test('hostile document frames close their sender and no other room', async () => {
  const running = await startApp()
  const { url } = running
  const others = await canary(url)
  const mine = await canary(url)
  const frames = [Buffer.from([0]), Buffer.from([0, 2]), Buffer.from([0, 2, 255, 255, 255, 255, 15]), Buffer.from([9, 9, 9]), Buffer.alloc(2_000_000, 1), Buffer.from([0, 2, 4, 1, 1, 1, 200]), 'a text frame', Buffer.from([1, 3, 1, 0, 0])]
  for (const frame of frames) {
    const { ticket } = await ticketOf(running, mine.inviter, mine.round.document)
    const ws = rawSocket(url, `/documents/${mine.round.document}?ticket=${ticket}`, { Origin: url })
    expect(await opened(ws)).toBe(true)
    ws.send(Buffer.from([0, 1, 2, 0, 0]))
    ws.send(frame)
    await closing(ws)
    await others.sings()
  }
  await mine.sings()
}, 90_000)
