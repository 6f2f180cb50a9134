import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page as it stands, by WCAG 2.2 AA, each with the place. */
export const violations = async (page: Page): Promise<readonly string[]> => {
  // Evaluated as text, because the page's own policy lets no script in.
  const found: unknown = await page.evaluate(`(async () => {
    const module = { exports: {} };
    (function (module, exports) { ${axe} })(module, module.exports);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await (window.axe ?? module.exports).run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.flatMap((each) => each.nodes.map((node) => each.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary));
  })()`)
  return found as readonly string[]
}

/** The page's title and its main headings; a dialog over it has its own. */
export const headings = (page: Page): Promise<{ title: string; h1: string[] }> =>
  page.evaluate(() => ({ title: document.title, h1: [...document.querySelectorAll('h1')].filter(each => each.closest('dialog') === null).map(each => each.textContent?.trim() ?? '') }))

/** What reaches past the right edge, with the parts that scroll by themselves left out. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll('body *')]
    .filter(each => {
      const { right, width, height } = each.getBoundingClientRect()
      return width > 0 && height > 0 && right > innerWidth + 1 && !each.closest('.scroll-x, svg, .cm-editor, .unseen') && each.checkVisibility({ visibilityProperty: true })
    })
    .map(each => `${each.tagName.toLowerCase()}.${String(each.className)}`))

/** The page is drawn: fonts are there, nothing is being fetched, no placeholder stands. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .sk, .skeleton') === null)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}
