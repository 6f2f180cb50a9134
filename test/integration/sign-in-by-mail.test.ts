import { request as httpRequest } from 'node:http'
import { schema } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { linkIn, publicUrl, startMailingApp, tokenIn } from '../support/mail.ts'
import { freshId, Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'

const password = 'correct horse battery'
let addresses = 0
/** Everybody comes from an address of their own, because the library counts for the whole process. */
const somebodyAt = (url: string) => {
  const person = new Person(url)
  person.forwardedFor = `198.51.100.${++addresses}`
  return person
}
const askForLink = (person: Person, email: string, more: Record<string, unknown> = {}) => person.http('POST', '/api/auth/sign-in/magic-link', { email, ...more })
const openLink = (person: Person, token: string) => person.http('POST', '/api/auth/magic-link/verify', { token })
const askForReset = (person: Person, email: string) => person.http('POST', '/api/auth/request-password-reset', { email })
const signIn = (person: Person, email: string, with_ = password) => person.http('POST', '/api/auth/sign-in/email', { email, password: with_ })
const disconnected = (person: Person) => new Promise<void>(resolve => { person.socket.once('disconnect', () => resolve()) })

eachEngine('on %s', engine => {
  test('a link in a mail signs in, once, whoever has an account and whoever has none', async () => {
    const { url, sink } = await startMailingApp({ engine })
    const ann = await somebodyAt(url).signUp('ann')
    await ann.post('confirm-email', { token: tokenIn(await sink.next('ann@example.org'), 'address') })

    const elsewhere = somebodyAt(url)
    const [known, unknown] = [await askForLink(elsewhere, 'ann@example.org', { callbackURL: '/i/some-invite' }), await askForLink(elsewhere, 'new@example.org', { name: 'Newcomer' })]
    expect(known.status).toBe(200)
    expect(unknown).toEqual(known)
    const mail = await sink.next('ann@example.org')
    const { page, values } = linkIn(mail)
    expect([page, values.get('to')]).toEqual([`${publicUrl}/by-mail`, '/i/some-invite'])
    expect((await elsewhere.http('GET', `/api/auth/magic-link/verify?token=${values.get('sign-in')}`)).status).toBe(404)
    expect(await openLink(elsewhere, tokenIn(mail, 'sign-in'))).toEqual({ status: 200, body: {} })
    expect((await elsewhere.read('me', {})).person).toBe((await ann.read('me', {})).person)
    expect(await openLink(somebodyAt(url), tokenIn(mail, 'sign-in'))).toMatchObject({ status: 410, body: { code: 'account/link-spent' } })
    // Who proved the address before keeps the password they had.
    expect((await signIn(somebodyAt(url), 'ann@example.org')).status).toBe(200)

    const newcomer = somebodyAt(url)
    await openLink(newcomer, tokenIn(await sink.next('new@example.org'), 'sign-in'))
    expect((await newcomer.read('me', {})).profile.handle).toBe('Newcomer')
    expect(await newcomer.read('account', {})).toMatchObject({ email: 'new@example.org', verified: true, password: false, newEmail: null })
  })

  test('a forgotten password is replaced by mail; every sign-in from before ends, sockets with it', async () => {
    const { url, sink } = await startMailingApp({ engine })
    const ann = await (await somebodyAt(url).signUp('ann')).connect()
    await sink.next('ann@example.org')
    const somebody = somebodyAt(url)
    const [unknown, known] = [await askForReset(somebody, 'nobody@example.org'), await askForReset(somebody, 'ann@example.org')]
    expect(known.status).toBe(200)
    expect(unknown).toEqual(known)
    const token = tokenIn(await sink.next('ann@example.org'), 'reset')
    expect(await somebody.http('POST', '/api/auth/reset-password', { token, newPassword: 'short' })).toMatchObject({ status: 400, body: { code: 'PASSWORD_TOO_SHORT' } })
    const gone = disconnected(ann)
    expect((await somebody.http('POST', '/api/auth/reset-password', { token, newPassword: 'another horse entirely' })).status).toBe(200)
    await gone
    expect(await somebody.http('POST', '/api/auth/reset-password', { token, newPassword: 'a third horse' })).toMatchObject({ status: 400, body: { code: 'INVALID_TOKEN' } })
    expect((await signIn(somebody, 'ann@example.org')).status).toBe(401)
    expect((await signIn(somebody, 'ann@example.org', 'another horse entirely')).status).toBe(200)
    expect(await somebody.read('account', {})).toMatchObject({ verified: true, password: true })
    expect((await sink.next('ann@example.org')).headers.get('subject')).toBe('Your password at mock.example.org changed')
    expect(sink.mails.flatMap(mail => mail.to)).not.toContain('nobody@example.org')
  })

  test('a new address counts once a link sent there was opened by its owner, and the old one is told', async () => {
    const { url, sink } = await startMailingApp({ engine })
    const ann = await somebodyAt(url).signUp('ann')
    const eve = await somebodyAt(url).signUp('eve')
    const first = tokenIn(await sink.next('ann@example.org'), 'address')
    expect(await ann.read('account', {})).toMatchObject({ verified: false, newEmail: null })
    await ann.post('confirm-email', { token: first })
    expect(await ann.read('account', {})).toMatchObject({ verified: true })
    await expect(ann.post('confirm-email', { token: first })).rejects.toMatchObject({ code: 'account/link-spent' })
    await expect(ann.post('verify-email', {})).rejects.toMatchObject({ code: 'account/email-verified' })

    await expect(ann.post('change-email', { email: 'ann@new.example.org', current: 'not my password' })).rejects.toMatchObject({ code: 'account/wrong-password' })
    await expect(ann.post('change-email', { email: 'ann@new.example.org', current: null })).rejects.toMatchObject({ code: 'account/wrong-password' })
    await expect(ann.post('change-email', { email: 'EVE@example.org', current: password })).rejects.toMatchObject({ code: 'account/email-taken' })
    await expect(ann.post('change-email', { email: 'Ann@Example.org', current: password })).rejects.toMatchObject({ code: 'account/email-same' })
    expect(await ann.post('change-email', { email: 'Ann@new.example.org', current: password })).toEqual({ changed: false })
    expect(await ann.read('account', {})).toMatchObject({ email: 'ann@example.org', newEmail: 'ann@new.example.org' })
    const token = tokenIn(await sink.next('ann@new.example.org'), 'address')
    await expect(eve.post('confirm-email', { token })).rejects.toMatchObject({ code: 'account/link-spent' })
    expect(await ann.post('confirm-email', { token })).toEqual({ email: 'ann@new.example.org' })
    expect(await ann.read('account', {})).toMatchObject({ email: 'ann@new.example.org', verified: true, newEmail: null })
    expect((await sink.next('ann@example.org')).text).toContain('ann@new.example.org')
    expect((await signIn(somebodyAt(url), 'ann@example.org')).status).toBe(401)
    expect((await signIn(somebodyAt(url), 'ann@new.example.org')).status).toBe(200)
  })

  test('of two who want one address at once, one is refused in words', async () => {
    const { url, sink } = await startMailingApp({ engine })
    const people = [await somebodyAt(url).signUp('ann'), await somebodyAt(url).signUp('bob')]
    for (const person of people) await person.post('change-email', { email: 'both@example.org', current: password })
    const tokens = [tokenIn(await sink.next('both@example.org'), 'address'), tokenIn(await sink.next('both@example.org'), 'address')]
    const outcomes = await Promise.allSettled(people.map((person, index) => person.post('confirm-email', { token: tokens[index] ?? '' })))
    // Both mails went to one address, in whichever order.
    const swapped = outcomes.every(outcome => outcome.status === 'rejected') ? await Promise.allSettled(people.map((person, index) => person.post('confirm-email', { token: tokens[1 - index] ?? '' }))) : outcomes
    expect(swapped.map(outcome => (outcome.status === 'fulfilled' ? 'ok' : (outcome.reason as { code: string }).code)).sort()).toEqual(['account/email-taken', 'ok'])
  })
})

test('a link that proves an address first takes away what others may have put there', async () => {
  const { url, sink } = await startMailingApp()
  // Somebody signs up with an address that is not theirs, and waits.
  const mallory = await somebodyAt(url).signUp('ann')
  await sink.next('ann@example.org')
  const ann = somebodyAt(url)
  await askForLink(ann, 'ann@example.org')
  await openLink(ann, tokenIn(await sink.next('ann@example.org'), 'sign-in'))
  expect(await ann.read('account', {})).toMatchObject({ verified: true, password: false })
  await expect(mallory.read('me', {})).rejects.toMatchObject({ code: 'account/sign-in-first' })
  expect((await signIn(somebodyAt(url), 'ann@example.org')).status).toBe(401)
})

test('a guest who keeps the account is written to, and a moderator is one only by a proven address', async () => {
  const { url, sink } = await startMailingApp({ config: { MODERATORS: ['mod@example.org'] } })
  const guest = await somebodyAt(url).signInAsGuest()
  await guest.post('keep-account', { email: 'mod@example.org', password, handle: 'mod' })
  const asked = () => guest.read('card-to-void', { round: freshId() }).then(() => 'ok', (error: { code: string }) => error.code)
  expect(await asked()).toBe('moderation/not-a-moderator')
  await guest.post('confirm-email', { token: tokenIn(await sink.next('mod@example.org'), 'address') })
  expect(await asked()).not.toBe('moderation/not-a-moderator')
})

test('who has no password proves themselves by a sign-in of just now', async () => {
  const { url, sink, clock } = await startMailingApp()
  const ann = somebodyAt(url)
  await askForLink(ann, 'ann@example.org')
  await openLink(ann, tokenIn(await sink.next('ann@example.org'), 'sign-in'))
  expect((await ann.read('me', {})).profile.handle).toMatch(/^peer-[a-z0-9]{2,6}$/)
  clock.forward(limits.freshSignInMs + 60_000)
  await expect(ann.post('change-password', { current: null, password })).rejects.toMatchObject({ code: 'account/sign-in-again' })
  await askForLink(ann, 'ann@example.org')
  await openLink(ann, tokenIn(await sink.next('ann@example.org'), 'sign-in'))
  clock.forward(-limits.freshSignInMs)
  await ann.post('change-password', { current: null, password })
  expect((await signIn(somebodyAt(url), 'ann@example.org')).status).toBe(200)
})

/** Asks as a client that names the host it likes; fetch would not. */
const askAs = (url: string, host: string, headers: Record<string, string>) => new Promise<number>((resolve, reject) => {
  const asked = httpRequest(`${url}/api/auth/sign-in/magic-link`, { method: 'POST', headers: { Host: host, 'Content-Type': 'application/json', ...headers } }, response => {
    response.resume()
    response.on('end', () => resolve(response.statusCode ?? 0))
  })
  asked.on('error', reject)
  asked.setHeader('Content-Length', 27)
  asked.end('{"email":"ann@example.org"}')
})

test('links begin with the operator’s address whatever host a request names, and lead to no other site', async () => {
  const { url, sink } = await startMailingApp()
  for (const headers of [{}, { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' }, { Origin: 'http://evil.example' }]) expect(await askAs(url, 'evil.example', headers)).toBe(200)
  for (const elsewhere of ['https://evil.example/', '//evil.example', 'javascript:alert(1)']) expect((await askForLink(somebodyAt(url), 'ann@example.org', { callbackURL: elsewhere })).status).toBe(403)
  for (let count = 0; count < 3; count++) {
    const mail = await sink.next('ann@example.org')
    expect(linkIn(mail).page).toBe(`${publicUrl}/by-mail`)
    expect(mail.text + mail.html).not.toContain('evil')
  }
})

test('a link is worth nothing when it is old, and reset links nothing once the password was changed', async () => {
  const { url, sink, clock, storage } = await startMailingApp()
  const ann = await somebodyAt(url).signUp('ann')
  const proof = tokenIn(await sink.next('ann@example.org'), 'address')
  clock.forward(limits.mailedLinkMs + 1)
  await expect(ann.post('confirm-email', { token: proof })).rejects.toMatchObject({ code: 'account/link-spent' })

  await askForReset(ann, 'ann@example.org')
  const reset = tokenIn(await sink.next('ann@example.org'), 'reset')
  const tokens = await storage.db.select().from(schema.authVerification)
  expect(JSON.stringify(tokens)).not.toContain(reset)
  await ann.post('change-password', { current: password, password: 'another horse entirely' })
  expect(await ann.http('POST', '/api/auth/reset-password', { token: reset, newPassword: 'a third horse' })).toMatchObject({ status: 400, body: { code: 'INVALID_TOKEN' } })

  await askForLink(ann, 'ann@example.org')
  await sink.next('ann@example.org')
  const mail = await sink.next('ann@example.org')
  await storage.db.update(schema.authVerification).set({ expiresAt: new Date(Date.now() - 1) })
  expect(await openLink(somebodyAt(url), tokenIn(mail, 'sign-in'))).toMatchObject({ body: { code: 'account/link-spent' } })
})

test('a mailbox is not flooded, and whoever floods it is not told', async () => {
  const { url, sink } = await startMailingApp()
  const answers = []
  for (let attempt = 0; attempt < limits.mailsPerAddressPerHour + 3; attempt++) {
    answers.push(await askForLink(somebodyAt(url), attempt % 2 === 0 ? 'ann@example.org' : 'ANN@example.org'))
  }
  expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]))
  await askForLink(somebodyAt(url), 'bob@example.org')
  await sink.next('bob@example.org')
  expect(sink.mails.filter(mail => mail.to.some(to => to.toLowerCase() === 'ann@example.org'))).toHaveLength(limits.mailsPerAddressPerHour)
})

test('with a mail server that refuses or is gone, everything but the mail goes on and nothing is told apart', async () => {
  const { url, sink } = await startMailingApp()
  sink.refuseWith('451 Try later')
  const ann = await somebodyAt(url).signUp('ann')
  const refused = [await askForLink(ann, 'ann@example.org'), await askForReset(ann, 'ann@example.org')]
  await sink.close()
  const gone = [await askForLink(ann, 'ann@example.org'), await askForReset(ann, 'ann@example.org')]
  expect(gone).toEqual(refused)
  expect(gone.map(answer => answer.status)).toEqual([200, 200])
  await ann.post('change-password', { current: password, password: 'another horse entirely' })
  expect((await signIn(somebodyAt(url), 'ann@example.org', 'another horse entirely')).status).toBe(200)
})

test('without a mail server nothing is offered that needs one, and an address changes with the password alone', async () => {
  const { url, storage } = await startApp({ config: { TRUST_PROXY: true } })
  const ann = await somebodyAt(url).signUp('ann')
  expect((await ann.read('host', {})).signInMethods).toEqual(['password'])
  for (const path of ['sign-in/magic-link', 'magic-link/verify', 'request-password-reset', 'reset-password', 'sign-in/social', 'change-email', 'change-password', 'update-user', 'delete-user']) {
    expect(await ann.http('POST', `/api/auth/${path}`, { email: 'ann@example.org', provider: 'github', token: 'x', newPassword: password, name: 'eve' }), path).toMatchObject({ status: 404, body: { code: 'http/not-found' } })
  }
  await expect(ann.post('verify-email', {})).rejects.toMatchObject({ code: 'account/no-mail' })
  await expect(ann.post('change-email', { email: 'ann@new.example.org', current: 'not my password' })).rejects.toMatchObject({ code: 'account/wrong-password' })
  expect(await ann.post('change-email', { email: 'ann@new.example.org', current: password })).toEqual({ changed: true })
  expect(await ann.read('account', {})).toMatchObject({ email: 'ann@new.example.org', verified: false })
  expect(await storage.db.select().from(schema.authVerification)).toEqual([])
  expect((await signIn(somebodyAt(url), 'ann@new.example.org')).status).toBe(200)
})
