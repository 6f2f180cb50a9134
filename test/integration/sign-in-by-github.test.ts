import { schema } from '@unanimous/db'
import { expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { startFakeGitHub, type GitHubPerson } from '../support/fake-github.ts'
import { publicUrl } from '../support/mail.ts'
import { Person } from '../support/person.ts'
import { startApp, type StartOptions } from '../support/start-app.ts'

const keys = { clientId: 'an-oauth-app', clientSecret: 'its-secret' }
const octo: GitHubPerson = { id: 583_231, login: 'octo-ann', email: 'ann@example.org', verified: true }

const start = async (options: StartOptions = {}) => {
  const github = await startFakeGitHub(keys)
  const running = await startApp({ ...options, config: { PUBLIC_URL: publicUrl, GITHUB_CLIENT_ID: keys.clientId, GITHUB_CLIENT_SECRET: keys.clientSecret } })
  return { ...running, github }
}

/** From the button to where the browser ends up: a path of this site. */
const signInWith = async (github: Awaited<ReturnType<typeof startFakeGitHub>>, person: Person, who: GitHubPerson, change: (back: string) => string = back => back): Promise<string> => {
  const { status, body } = await person.http('POST', '/api/auth/sign-in/social', { provider: 'github', callbackURL: '/practice', errorCallbackURL: '/sign-in' })
  expect(status).toBe(200)
  const { url } = body as { url: string }
  expect(url).toMatch(/^https:\/\/github\.com\/login\/oauth\/authorize\?/)
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({ client_id: keys.clientId, redirect_uri: `${publicUrl}/api/auth/callback/github`, scope: 'user:email' })
  const back = change(github.agree(url, who)).replace(publicUrl, person.url)
  const response = await fetch(back, { redirect: 'manual', headers: { Cookie: person.cookie } })
  const cookies = response.headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '').filter(cookie => /session_token=./.test(cookie))
  if (cookies.length > 0) person.cookie = cookies.join('; ')
  return (response.headers.get('location') ?? '').replace(publicUrl, '')
}

eachEngine('on %s', engine => {
  test('GitHub vouches for somebody: a new account under their name there, the same one the next time, and nothing of theirs kept', async () => {
    const { url, github, storage } = await start({ engine })
    const ann = new Person(url)
    expect((await ann.read('host', {})).signInMethods).toEqual(['password', 'github'])
    expect(await signInWith(github, ann, octo)).toBe('/practice')
    expect((await ann.read('me', {})).profile.handle).toBe('octo-ann')
    expect(await ann.read('account', {})).toMatchObject({ email: 'ann@example.org', verified: true, password: false, github: true })
    const again = new Person(url)
    await signInWith(github, again, { ...octo, login: 'octo-renamed', email: 'moved@example.org' })
    expect((await again.read('me', {})).person).toBe((await ann.read('me', {})).person)
    const stored = JSON.stringify([await storage.db.select().from(schema.authAccount), await storage.db.select().from(schema.authUser)])
    for (const secret of [...github.tokens(), 'avatars', 'A Name Nobody Chose']) expect(stored).not.toContain(secret)
    expect(new Set(github.hosts)).toEqual(new Set(['github.com', 'api.github.com']))
  })
})

test('an account that only a password vouches for is not handed to whoever has its address at GitHub', async () => {
  const { url, github } = await start()
  const ann = await new Person(url).signUp('ann')
  const stranger = new Person(url)
  expect(await signInWith(github, stranger, octo)).toBe('/sign-in?error=account_not_linked')
  await expect(stranger.read('me', {})).rejects.toMatchObject({ code: 'account/sign-in-first' })
  expect(await ann.read('account', {})).toMatchObject({ github: false, password: true })
})

test('a handle that somebody has already gets a number, and a login that is none gets another', async () => {
  const { url, github } = await start()
  await new Person(url).signUp('octo-ann')
  const ann = new Person(url)
  await signInWith(github, ann, { ...octo, email: 'other@example.org' })
  expect((await ann.read('me', {})).profile.handle).toBe('octo-ann-2')
  const odd = new Person(url)
  await signInWith(github, odd, { ...octo, id: 7, login: '<b>', email: 'odd@example.org' })
  expect((await odd.read('me', {})).profile.handle).toMatch(/^peer-[a-z0-9]+$/)
})

test('an answer of GitHub is good for the browser that asked, once', async () => {
  const { url, github } = await start()
  const forged = await signInWith(github, new Person(url), octo, back => back.replace(/state=[^&]+/, 'state=forged'))
  expect(forged).toMatch(/^\/sign-in\?error=/)
  const victim = new Person(url)
  const attacker = new Person(url)
  const taken = await signInWith(github, attacker, octo, back => {
    attacker.cookie = victim.cookie
    return back
  })
  expect(taken).toMatch(/error=/)
  const refused = await signInWith(github, new Person(url), octo, back => back.replace(/code=[^&]+/, 'error=access_denied'))
  expect(refused).toBe('/sign-in?error=access_denied')
})

test('without its keys nobody is asked', async () => {
  const github = await startFakeGitHub(keys)
  const { url } = await startApp()
  const person = new Person(url)
  expect(await person.http('POST', '/api/auth/sign-in/social', { provider: 'github', callbackURL: '/' })).toMatchObject({ status: 404, body: { code: 'http/not-found' } })
  expect((await person.http('GET', '/api/auth/callback/github?code=x&state=y')).status).toBe(404)
  expect(github.hosts).toEqual([])
})
