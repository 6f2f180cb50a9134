import { freePort, isMissing, launchChromium, openMailSink, takeForeignRequests, type MailSink } from '@unanimous/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, signIn, signUp } from '../support/browser/getting-in.ts'
import { overflowing, settled, violations } from '../support/browser/looks.ts'
import { openVisitor, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { linkIn } from '../support/mail.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: signing in by mail needs a browser (Debian package chromium).')

let browser: Browser
let sink: MailSink
let app: RunningApp
beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  sink = await openMailSink()
  const port = await freePort()
  app = await openApp({
    webDirectory, port,
    config: { PUBLIC_URL: `http://127.0.0.1:${port}`, SMTP_URL: sink.url, MAIL_FROM: 'Unanimous <mock@example.org>', GITHUB_CLIENT_ID: 'an-oauth-app', GITHUB_CLIENT_SECRET: 'its-secret' },
  })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await sink?.close()
})

const visit = (name: string): Promise<Visitor> => openVisitor(browser, app.url, { name })
const openLinkTo = async (page: Page, address: string): Promise<void> => {
  const { page: to, values } = linkIn(await sink.next(address))
  // As from a mail: a page of its own, not a change of the fragment.
  await page.goto('about:blank')
  await page.goto(`${to}#${values.toString()}`)
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** Nothing sticks out on a phone, and axe has nothing to say. */
const expectSound = async (page: Page, where: string): Promise<void> => {
  await settled(page)
  expect(await violations(page), where).toEqual([])
  const size = page.viewportSize() ?? { width: 1440, height: 900 }
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflowing(page), where).toEqual([])
  await page.setViewportSize(size)
}

describe.skipIf(missing)('by mail', () => {
  test('a newcomer gets in by a link, sets a password, moves to another address, and a lost password is replaced', async () => {
    const ann = await visit('ann')
    const { page } = ann
    await page.goto('/sign-in?to=/practice')
    await expectSound(page, 'sign-in')
    await page.getByLabel('Handle').fill('ann')
    await press(page, 'No password, send me a sign-in link')
    await page.getByText('Write an e-mail address').waitFor()
    await page.getByLabel('Work or personal e-mail').fill('ann@example.org')
    await press(page, 'No password, send me a sign-in link')
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    await expectSound(page, 'sent')
    await openLinkTo(page, 'ann@example.org')
    await expectSound(page, 'by-mail')
    await press(page, 'Sign in')
    await page.waitForURL(url => url.pathname === '/practice' && url.hash === '')

    await page.goto('/settings')
    await page.getByText('Verified').waitFor()
    await page.getByLabel('New password').fill(password)
    await press(page, 'Set a password')
    await page.getByText('You have a password now.').waitFor()
    await page.getByRole('button', { name: 'Change the e-mail' }).click()
    await page.getByLabel('New e-mail').fill('ann@new.example.org')
    await page.getByRole('form', { name: 'Change the e-mail' }).getByLabel('Password').fill('not my password')
    await press(page, 'Change the e-mail')
    await page.getByText('This is not your password.').waitFor()
    await page.getByRole('form', { name: 'Change the e-mail' }).getByLabel('Password').fill(password)
    await press(page, 'Change the e-mail')
    await page.getByText('A link is on its way to ann@new.example.org').waitFor()
    await expectSound(page, 'settings')
    await openLinkTo(page, 'ann@new.example.org')
    await page.getByText('From then on it is the address of ann').waitFor()
    await press(page, 'Confirm')
    await page.waitForURL(url => url.pathname === '/settings')
    await page.locator('.address', { hasText: 'ann@new.example.org' }).waitFor()

    const elsewhere = await visit('elsewhere')
    await elsewhere.goto('/sign-in')
    await press(elsewhere.page, 'I have an account here')
    await press(elsewhere.page, 'Forgot your password?')
    await elsewhere.page.getByLabel('Work or personal e-mail').fill('ann@new.example.org')
    await press(elsewhere.page, 'Send me a link to a new password')
    await elsewhere.page.getByText('a link to a new password is on its way').waitFor()
    await openLinkTo(elsewhere.page, 'ann@new.example.org')
    await elsewhere.page.getByRole('textbox', { name: 'New password' }).fill('short')
    await press(elsewhere.page, 'Set the password')
    await elsewhere.page.getByText('A password needs 8 characters.').waitFor()
    await elsewhere.page.getByRole('textbox', { name: 'New password' }).fill('another horse entirely')
    await press(elsewhere.page, 'Set the password')
    await elsewhere.page.waitForURL(url => url.pathname === '/sign-in')
    // The browser that was signed in before is out, and can come back although it still holds the old cookie.
    await page.waitForURL(url => url.pathname === '/sign-in')
    await page.getByLabel('Work or personal e-mail').fill('ann@new.example.org')
    await page.getByLabel('Password').fill('another horse entirely')
    await press(page, 'Sign in')
    await page.waitForURL(url => url.pathname === '/settings')
    expect([...ann.complaints, ...elsewhere.complaints]).toEqual([])
  }, 120_000)

  test('a link opened in another browser asks who one is first, is worth something once, and says so', async () => {
    const bob = await visit('bob')
    await signUp(bob)
    const { page: to, values } = linkIn(await sink.next('bob@example.org'))
    const { page, ...phone } = await visit('phone')
    await page.goto(`${to}#${values.toString()}`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await press(page, 'I have an account here')
    await page.getByLabel('Work or personal e-mail').fill('bob@example.org')
    await page.getByLabel('Password').fill(password)
    await press(page, 'Sign in')
    await press(page, 'Confirm')
    await page.getByText('Verified').waitFor()
    await bob.goto(`${to}#${values.toString()}`)
    await press(bob.page, 'Confirm')
    await bob.page.getByText('This link was used before').waitFor()
    await bob.goto('/by-mail')
    await bob.page.getByRole('heading', { name: 'This link is not whole' }).waitFor()
    expect([...bob.complaints, ...phone.complaints]).toEqual([])
  })

  test('a browser that is signed out from another one is out at once', async () => {
    const cleo = await visit('cleo')
    await signUp(cleo)
    const phone = await openVisitor(browser, app.url, { name: 'phone', userAgent: 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36', viewport: { width: 390, height: 844 } })
    await signIn(phone.page, 'cleo')
    await cleo.goto('/settings')
    await cleo.page.getByText('Chrome on Android').waitFor()
    await press(cleo.page, 'Sign out Chrome on Android')
    await phone.page.waitForURL(url => url.pathname === '/sign-in')
    await cleo.page.getByText('Chrome on Android').waitFor({ state: 'detached' })
    expect([...cleo.complaints, ...phone.complaints]).toEqual([])
  })

  test('the button to GitHub leads there, and a refusal comes back in words', async () => {
    // In a browser of its own, which with the test is gone: it knocks at another host ahead of the page, and at times after it.
    const own = await launchChromium()
    const dan = await openVisitor(own, app.url, { name: 'dan' })
    await dan.page.route('https://github.com/**', route => route.fulfill({ body: 'GitHub' }))
    await dan.goto('/sign-in?error=account_not_linked')
    await dan.page.getByText('An account here has the same e-mail').waitFor()
    await press(dan.page, 'Continue with GitHub')
    await dan.page.waitForURL(url => url.hostname === 'github.com' && url.searchParams.get('client_id') === 'an-oauth-app')
    expect(dan.complaints.map(complaint => complaint.split('?')[0])).toEqual(['dan: a foreign host: https://github.com/login/oauth/authorize'])
    await own.close()
    // This one is meant: the person pressed the button that leads there.
    for (const asked of await takeForeignRequests()) expect(asked).toBe('CONNECT github.com:443')
  })
})

describe.skipIf(missing)('without mail', () => {
  test('nothing is offered that needs it, and the settings say what that means', async () => {
    const plain = await openApp({ webDirectory })
    const eve = await openVisitor(browser, plain.url, { name: 'eve' })
    await eve.goto('/sign-in')
    await settled(eve.page)
    await press(eve.page, 'I have an account here')
    for (const name of [/link/, /Forgot/, /GitHub/]) expect(await eve.page.getByRole('button', { name }).count()).toBe(0)
    await signUp(eve)
    await eve.goto('/settings')
    await eve.page.getByText('This server cannot send mail, so nothing is ever sent there').waitFor()
    await expectSound(eve.page, 'settings without mail')
    expect(await eve.page.getByText('Not verified').count()).toBe(0)
    await eve.page.getByRole('button', { name: 'Change the e-mail' }).click()
    await eve.page.getByLabel('New e-mail').fill('eve@new.example.org')
    await eve.page.getByRole('form', { name: 'Change the e-mail' }).getByLabel('Password').fill(password)
    await press(eve.page, 'Change the e-mail')
    await eve.page.getByText('Your e-mail is changed.').waitFor()
    expect(eve.complaints).toEqual([])
    await plain.close()
  })
})
