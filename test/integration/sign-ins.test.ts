import { expect, onTestFinished, test, vi } from 'vitest'
import { openDocument } from '../support/document.ts'
import { eachEngine } from '../support/each-engine.ts'
import { freshId, meet, Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'
const password = 'correct horse battery'

const signInFrom = async (url: string, email: string, userAgent: string): Promise<Person> => {
  const person = new Person(url)
  expect((await person.http('POST', '/api/auth/sign-in/email', { email, password }, { 'User-Agent': userAgent })).status).toBe(200)
  return person
}
const closed = (person: Person) => {
  const from = Date.now()
  return new Promise<number>(resolve => { person.socket.once('disconnect', () => resolve(Date.now() - from)) })
}

eachEngine('on %s', engine => {
  test('each browser that is signed in is listed in words, and ending one closes its sockets and documents and no other', async () => {
    const { url } = await startApp({ engine })
    const { inviter, other, session } = await meet(url, { bothWays: false })
    const [round] = inviter.session?.rounds ?? []
    await inviter.send('start-round', { round: round?.round ?? '' })
    const { email } = await other.read('me', {})
    const desk = await signInFrom(url, email ?? '', firefox)
    const mobile = await (await signInFrom(url, email ?? '', phone)).connect()
    const page = await openDocument(mobile, round?.document ?? '')

    const { signIns } = await desk.read('account', {})
    expect(signIns.map(({ here, browser, system, open }) => ({ here, browser, system, open }))).toEqual([
      { here: true, browser: 'Firefox', system: 'Linux', open: false }, { here: false, browser: 'Safari', system: 'iPhone', open: true }, { here: false, browser: null, system: null, open: true },
    ])
    expect(JSON.stringify(signIns)).not.toMatch(/127\.0\.0\.1|Mozilla/)
    const ofMobile = signIns[1]?.signIn ?? ''
    await expect(inviter.post('end-sign-in', { signIn: ofMobile })).rejects.toMatchObject({ code: 'account/sign-in-unknown' })
    const [gone, shut] = [closed(mobile), new Promise<void>(resolve => { page.provider.on('connection-close', () => resolve()) })]
    await desk.post('end-sign-in', { signIn: ofMobile })
    // Two seconds are the promise; what is on top is for a machine that does other things.
    expect(await gone).toBeLessThan(4_000)
    await shut
    expect(mobile.received.at(-1)).toMatchObject({ name: 'goodbye', body: { reason: 'signed-out' } })
    expect(other.socket.connected && inviter.socket.connected).toBe(true)
    await expect(mobile.read('session', { session })).rejects.toMatchObject({ code: 'account/sign-in-first' })
    await expect(desk.post('end-sign-in', { signIn: ofMobile })).rejects.toMatchObject({ code: 'account/sign-in-unknown' })
  })

  test('a new password, or one word, ends every sign-in but the one it came from', async () => {
    const { url } = await startApp({ engine })
    const ann = await (await new Person(url).signUp(`ann-${freshId().slice(0, 4).replaceAll(/[-_]/g, 'x')}`)).connect()
    const { email } = await ann.read('me', {})
    const elsewhere = await (await signInFrom(url, email ?? '', firefox)).connect()
    await expect(ann.post('change-password', { current: 'not my password', password: 'another horse entirely' })).rejects.toMatchObject({ code: 'account/wrong-password' })
    await expect(ann.post('change-password', { current: password, password: 'short' })).rejects.toMatchObject({ code: 'input/invalid' })
    expect(elsewhere.socket.connected).toBe(true)
    const first = closed(elsewhere)
    await ann.post('change-password', { current: password, password: 'another horse entirely' })
    await first
    expect((await new Person(url).http('POST', '/api/auth/sign-in/email', { email, password })).status).toBe(401)
    expect((await elsewhere.http('POST', '/api/auth/sign-in/email', { email, password: 'another horse entirely' })).status).toBe(200)
    await elsewhere.connect()
    const second = closed(elsewhere)
    await ann.post('end-other-sign-ins', {})
    await second
    expect((await ann.read('account', {})).signIns).toMatchObject([{ here: true, open: true }])
    expect(ann.socket.connected).toBe(true)
  })

  test('whether sign-ins go on is asked in one text however many there are, and of those that do nothing comes back', async () => {
    const { url, storage, clock } = await startApp({ engine })
    const asked: { text: string; rows: number | null }[] = []
    const query = storage.pool.query.bind(storage.pool) as (...args: unknown[]) => Promise<{ rowCount: number | null }>
    const spy = vi.spyOn(storage.pool, 'query').mockImplementation((async (...args: unknown[]) => {
      const answer = await query(...args)
      const [first] = args as [string | { readonly text: string }]
      const text = typeof first === 'string' ? first : first.text
      // Of all that reads sign-ins the sweep alone asks for nobody in particular.
      if (/auth_session/.test(text) && /expires_at" >/.test(text)) asked.push({ text, rows: answer.rowCount })
      return answer
    }) as typeof storage.pool.query)
    onTestFinished(() => spy.mockRestore())
    for (const name of ['ada', 'ben', 'cleo']) {
      await (await new Person(url).signUp(name)).connect()
      const before = asked.length
      clock.forward(1_500)
      await expect.poll(() => asked.length).toBeGreaterThan(before)
    }
    expect([new Set(asked.map(({ text }) => text)).size, new Set(asked.map(({ rows }) => rows))]).toEqual([1, new Set([0])])
  })
})

test('a password is not guessed with a stolen cookie: after ten tries in a minute even the right one waits', async () => {
  const { url } = await startApp()
  const ann = await new Person(url).signUp('ann')
  const codes: string[] = []
  for (let attempt = 0; attempt < 11; attempt++) {
    const current = attempt === 10 ? password : `guess ${attempt}`
    await ann.post('change-email', { email: 'eve@example.org', current }).catch((error: { code: string }) => void codes.push(error.code))
  }
  expect(codes).toEqual([...Array.from({ length: 10 }, () => 'account/wrong-password'), 'rate/too-many'])
  expect((await ann.read('account', {})).email).toBe('ann@example.org')
})
