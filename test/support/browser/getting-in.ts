import type { Browser, Page } from 'playwright-core'
import { openVisitor, type Visitor, type VisitorOptions } from './visitor.ts'

export const password = 'correct horse battery'

/** Makes an account on the sign-in page and stands on the home page afterwards. */
export const signUp = async ({ page, name }: Pick<Visitor, 'page' | 'name'>): Promise<void> => {
  await page.goto('/sign-in')
  await page.getByLabel('Handle').fill(name)
  await page.getByLabel('Work or personal e-mail').fill(`${name}@example.org`)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL(url => url.pathname === '/')
}

/** Signs in to an account that exists, in a browser that has not met it. */
export const signIn = async (page: Page, name: string): Promise<void> => {
  await page.goto('/sign-in')
  await page.getByLabel('Password').waitFor()
  const asMember = page.getByRole('button', { name: 'I have an account here' })
  if (await asMember.isVisible()) await asMember.click()
  await page.getByLabel('Work or personal e-mail').fill(`${name}@example.org`)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(url => url.pathname === '/')
}

/** The session whose room or green room a page shows. */
export const sessionOf = (page: Page): string => /\/r\/([\w-]{22})/.exec(page.url())?.[1] ?? ''

/** A person with an account, at home. */
export const openMember = async (browser: Browser, origin: string, name: string, options: VisitorOptions = {}): Promise<Visitor> => {
  const visitor = await openVisitor(browser, origin, { name, ...options })
  await signUp(visitor)
  return visitor
}

/** Asks for a peer with what the form proposes. */
export const joinQueue = async (page: Page): Promise<void> => {
  await page.goto('/practice')
  await page.getByRole('button', { name: 'Find a peer' }).click()
}

/** Says yes to whoever was found; when both have, both stand in the green room. Gives the session. */
export const acceptMatch = async (pages: readonly [Page, Page]): Promise<string> => {
  for (const page of pages) await page.getByRole('button', { name: 'Accept' }).waitFor()
  for (const page of pages) await page.getByRole('button', { name: 'Accept' }).click()
  for (const page of pages) await page.waitForURL(/\/r\/[\w-]{22}\/green$/)
  const [mine, theirs] = [sessionOf(pages[0]), sessionOf(pages[1])]
  if (mine !== theirs) throw new Error('they were sent to two rooms')
  return mine
}

/** Sends an invite link from the practice page: the inviter stands in the green room, the link is given back. */
export const invite = async (page: Page): Promise<string> => {
  await page.goto('/practice')
  await page.getByRole('button', { name: /invite link/i }).click()
  await page.waitForURL(/\/r\/[\w-]{22}\/green$/)
  return page.getByLabel('Invite link').inputValue()
}

/** Opens an invite link with a name and nothing else. */
export const joinAsGuest = async ({ page, name }: Pick<Visitor, 'page' | 'name'>, link: string): Promise<void> => {
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/r\/[\w-]{22}\/green$/)
}

/** From the green room into the room. */
export const joinRoom = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Join the room' }).click()
  await page.waitForURL(/\/r\/[\w-]{22}$/)
}
