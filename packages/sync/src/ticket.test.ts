import { expect, test } from 'vitest'
import { RawClient, secret, startTestServer, stockClient, ticketFor } from './server.test-kit.ts'
import { signTicket, type TicketClaims, verifyTicket } from './ticket.ts'
import { seeded } from './typing.test-kit.ts'

const claims: TicketClaims = { doc: 'd', user: 'ann', access: 'write', exp: 2_000 }

test('a signed ticket is read back, and its form is the published one', () => {
  const ticket = signTicket(secret, { ...claims, id: 'x', session: 's', name: 'Ann', color: '#abc' })
  expect(verifyTicket(secret, ticket, 1_999_999)).toMatchObject({ ok: true, value: { doc: 'd', name: 'Ann' } })
  const [body = '', mac = ''] = ticket.split('.')
  expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject(claims)
  expect(Buffer.from(mac, 'base64url').length).toBe(32)
})

test('10,000 mutants of a ticket are refused', () => {
  const ticket = signTicket(secret, claims)
  const random = seeded(11)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/'
  for (let i = 0; i < 10_000; i++) {
    const at = Math.floor(random() * ticket.length)
    const letter = alphabet[Math.floor(random() * alphabet.length)] ?? 'A'
    const cut = random()
    const mutant = cut < 0.1 ? ticket.slice(0, at) : cut < 0.2 ? `${ticket.slice(0, at)}${letter}${ticket.slice(at)}` : `${ticket.slice(0, at)}${letter}${ticket.slice(at + 1)}`
    if (mutant !== ticket) expect(verifyTicket(secret, mutant, 0).ok).toBe(false)
  }
})

test('an expired ticket, one of another secret and one with wrong fields are refused', () => {
  expect(verifyTicket(secret, signTicket(secret, claims), 2_000_000)).toMatchObject({ refusal: { code: 'documents/ticket-expired' } })
  expect(verifyTicket(secret, signTicket('other', claims), 0).ok).toBe(false)
  for (const wrong of [{ access: 'admin' }, { doc: '' }, { doc: 'x'.repeat(101) }, { user: '' }, { exp: '9' }, { exp: 1.5 }, { name: 7 }, { doc: 'a\nb' }]) {
    expect(verifyTicket(secret, signTicket(secret, { ...claims, ...wrong } as TicketClaims), 0).ok).toBe(false)
  }
})

test.each([
  ['no ticket', '/d', 401, 'documents/ticket-missing'],
  ['a broken ticket', '/d?ticket=abc.def', 401, 'documents/ticket-invalid'],
  ['a ticket for another document', `/e?ticket=${ticketFor('d', 'ann')}`, 403, 'documents/ticket-elsewhere'],
  ['a ticket for a suffix of the name', `/xd?ticket=${ticketFor('d', 'ann')}`, 403, 'documents/ticket-elsewhere'],
])('%s is answered with a code and a sentence', async (_name, path, status, code) => {
  await using server = await startTestServer()
  const response = await upgrade(server.port, path)
  expect(response).toMatchObject({ status, body: { code, message: expect.stringMatching(/\.$/) } })
  expect(server.refusals[0]?.code).toBe(code)
  expect(JSON.stringify(server.refusals)).not.toContain('abc.def')
})

test('in the product a ticket opens one socket once', async () => {
  await using server = await startTestServer({ singleUseTickets: true })
  const exp = Math.floor(Date.now() / 1000) + 60
  const path = `/d?ticket=${ticketFor('d', 'ann', { id: 'one', exp })}`
  using client = new RawClient(server.port, 'd', 'ann', { id: 'one', exp })
  await client.opened()
  expect(await upgrade(server.port, path)).toMatchObject({ status: 401, body: { code: 'documents/ticket-spent' } })
  expect(await upgrade(server.port, `/d?ticket=${ticketFor('d', 'ann')}`)).toMatchObject({ body: { code: 'documents/ticket-spent' } })
})

test('tickets that are taken back open nothing, whosever are not or come later do, and what they opened is closed', async () => {
  await using server = await startTestServer()
  const exp = Math.floor(Date.now() / 1000) + 60
  using olive = await new RawClient(server.port, 'd', 'olive', { exp }).join()
  server.sync.takeBack('olive', exp, 4510, 'shown out')
  expect(await olive.closed).toBe(4510)
  expect(await upgrade(server.port, `/d?ticket=${ticketFor('d', 'olive', { exp })}`)).toMatchObject({ status: 401, body: { code: 'documents/ticket-taken-back' } })
  using later = new RawClient(server.port, 'd', 'olive', { exp: exp + 1 })
  using ann = new RawClient(server.port, 'd', 'ann', { exp })
  await Promise.all([later.opened(), ann.opened()])
})

test('a reader sees what is written and can write nothing', async () => {
  await using server = await startTestServer()
  using writer = stockClient(server.port, 'd', 'ann')
  using reader = stockClient(server.port, 'd', 'olive', { claims: { access: 'read' } })
  await expect.poll(() => reader.provider.synced && writer.provider.synced).toBe(true)
  writer.text.insert(0, 'hello')
  await expect.poll(() => reader.text.toString()).toBe('hello')
  reader.text.insert(0, 'no ')
  await expect.poll(() => reader.closes).toContain(4504)
  await expect.poll(() => server.refusals.filter((entry) => entry.code === 'documents/read-only').length).toBeGreaterThan(1)
  expect(writer.text.toString()).toBe('hello')
})

const upgrade = async (port: number, path: string): Promise<{ status: number; body: unknown }> => {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    const asking = request({ port, host: '127.0.0.1', path, headers: { upgrade: 'websocket', connection: 'upgrade', 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' } })
    asking.on('response', (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown }))
    })
    asking.on('upgrade', () => reject(new Error('it was let in')))
    asking.on('error', reject)
    asking.end()
  })
}
