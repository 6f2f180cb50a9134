import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'pseudo'],
  // Accented and longer words made from the English: what is still plain on the screen was never wrapped.
  pseudoLocale: 'pseudo',
  fallbackLocales: { pseudo: 'en' },
  // The kit is a specimen sheet for developers, not a page of the product.
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['src'], exclude: ['src/features/kit'] }],
  format: formatter({ lineNumbers: false }),
})
