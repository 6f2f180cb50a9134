import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { offlinePlayer } from './offline-player.ts'
import { boardCanvas } from './board-canvas.ts'
import { textScales } from './text-scales.ts'

/** Where `vite` and `vite preview` find the server of the product. */
const server = process.env.SERVER_URL ?? 'http://127.0.0.1:3000'

/** The package binds its keys in calls that its own build has marked as free of effects, so that a bundler drops them all. */
const emacsKeepsItsKeys: Plugin = {
  name: 'emacs-keeps-its-keys',
  transform: (code, id) => (id.includes('@replit/codemirror-emacs') ? code.replaceAll('/*@__PURE__*/', '') : undefined),
}

export default defineConfig({
  plugins: [
    boardCanvas(),
    emacsKeepsItsKeys,
    react(),
    offlinePlayer(),
    // Messages stay in the source in production too, so a sentence travels with the page that says it
    // and English needs no catalogue that somebody could forget to extract.
    lingui({ macroTransform: { macro: { descriptorFields: 'message' }, parser: undefined } }),
  ],
  css: { postcss: { plugins: [textScales] } },
  // The canvas asks which drawing library it runs under.
  define: { 'process.env.IS_PREACT': '"false"' },
  build: {
    // The floor of light-dark() and popover; a lower one would rewrite every colour token.
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    // The content security policy has no data: for fonts, so nothing is inlined.
    assetsInlineLimit: 0,
  },
  // In development too it goes through the plugin above.
  optimizeDeps: { exclude: ['@replit/codemirror-emacs'] },
  // The text of some is handed to a frame: a module must stay one, and be one file, since a frame reaches no other.
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: false } } },
  server: {
    proxy: {
      // The server compares the page's origin with the host asked for, so that is passed on as it is.
      '/api': { target: server, changeOrigin: false },
      // Both lines to the server: the one for everything, and one a document.
      '/socket': { target: server, ws: true },
      '/documents': { target: server, ws: true },
      // The frames in which code runs have policies of their own.
      '/runner': { target: server, changeOrigin: false },
    },
  },
})
