import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    react(),
    // Messages stay in the source in production too, so a sentence travels with the page that says it
    // and English needs no catalogue that somebody could forget to extract.
    lingui({ macroTransform: { macro: { descriptorFields: 'message' }, parser: undefined } }),
  ],
  resolve: {
    // The package's own entry wants Node's globals; its prebuilt file brings what it needs.
    alias: { 'simple-peer': 'simple-peer/simplepeer.min.js' },
  },
  build: {
    // The floor of light-dark() and popover; a lower one would rewrite every colour token.
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    // The content security policy has no data: for fonts, so nothing is inlined.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/socket': { target: 'http://127.0.0.1:3000', ws: true },
      '/documents': { target: 'http://127.0.0.1:3000', ws: true },
    },
  },
})
