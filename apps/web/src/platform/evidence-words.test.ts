import { i18n } from '@lingui/core'
import { expect, test } from 'vitest'
import { evidenceWords } from './evidence-words.ts'

i18n.loadAndActivate({ locale: 'en', messages: {} })

test('a silence is worded by its length, and everything else is what was said of it', () => {
  expect(evidenceWords({ id: 'silence:60', text: '', lastsMs: 150_900 })).toBe('Silent for 2:30')
  expect(evidenceWords({ id: 'silence:60', text: '' })).toBe('Still silent')
  expect(evidenceWords({ id: 'mark:p/f', text: 'And at ten times the load?' })).toBe('And at ten times the load?')
})
