import { setupI18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Prompt, replacedBy } from './prompt.tsx'

const i18n = setupI18n({ locale: 'en', messages: { en: {} } })
const drawn = (prompt: string, given: readonly string[], replaced: readonly string[]): string =>
  renderToStaticMarkup(createElement(I18nProvider, { i18n }, createElement(Prompt, { prompt: { prompt, given }, replaced })))

test('a sentence that a card replaces is looked for in one line, as the prompt is shown', () => {
  expect(replacedBy([{}, { replaces: 'Return the holder the\nstart can reach.\n' }])).toEqual(['Return the holder the start can reach.'])
})

test('old words stay where they were, struck through and said to be old, with their code and every one of them', () => {
  const page = drawn('Titles fit in `memory`. Nodes never fail. Return ids.', ['Clocks agree.'], replacedBy([{ replaces: 'Titles fit in `memory`.' }, {}, { replaces: 'Clocks agree.' }]))
  const struck = (words: string) => `<s><span class="unseen">No longer so: </span>${words}</s>`
  expect(page).toContain(`${struck('Titles fit in <code>memory</code>.')} Nodes never fail. Return ids.`)
  expect(page).toContain(`<li>${struck('Clocks agree.')}</li>`)
  expect(drawn('Nodes never fail.', [], [])).not.toContain('<s>')
})
