import { expect, test } from 'vitest'
import { returnPath } from './return-path.ts'

test('signing in leads back to a page of this site', () => {
  expect(returnPath('?to=%2Fr%2FCCBUrp0d0hXR3Lu-cU5IdQ%2Fgreen')).toBe('/r/CCBUrp0d0hXR3Lu-cU5IdQ/green')
  expect(returnPath('?to=%2Fhistory%3Fkind%3Dsd')).toBe('/history?kind=sd')
})

test('a link cannot send anybody away through the sign-in page', () => {
  for (const to of ['//evil.example', '/\\evil.example', '/\t/evil.example', '/\n/evil.example', 'https://evil.example', 'javascript:alert(1)', '']) {
    expect(returnPath(`?to=${encodeURIComponent(to)}`), to).toBe('/')
  }
  expect(returnPath('')).toBe('/')
})
