import { describe, expect, test } from 'vitest'
import { preferencesIn } from './preferences.ts'

const from = (stored: Readonly<Record<string, string>>) => preferencesIn(key => stored[key])

describe('how a person likes their editor', () => {
  test('is the plain editor in the colours of the page while nothing is stored', () => {
    expect(from({})).toEqual({ keys: 'plain', theme: 'page', face: 'geist', font: '13', tab: '2', wrap: 'off', suggest: 'on', problems: 'on' })
  })

  test('is what the browser holds, and what it cannot mean is not chosen', () => {
    expect(from({ 'editor-keys': 'vim', 'editor-font': '18', 'editor-theme': 'hot-pink', 'editor-tab': '3', 'editor-problems': 'off' }))
      .toMatchObject({ keys: 'vim', font: '18', theme: 'page', tab: '2', problems: 'off' })
  })
})
