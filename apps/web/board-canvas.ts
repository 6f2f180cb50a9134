import { createReadStream } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const canvas = dirname(createRequire(import.meta.url).resolve('@excalidraw/excalidraw'))
const strangersHost = 'https://esm.sh/'
const fontPath = /^\/excalidraw\/(fonts\/[\w-]+\/[\w.-]+\.woff2)$/

/**
 * Makes the board's canvas one's own: its fonts are served from here, its list of font addresses no longer ends at a stranger's host,
 * and what would draw diagrams out of a foreign language is left out of the build.
 */
export const boardCanvas = (): Plugin => ({
  name: 'board-canvas',
  enforce: 'pre',
  resolveId: source => (source === '@excalidraw/mermaid-to-excalidraw' ? '\0no-diagrams' : undefined),
  load: id => (id === '\0no-diagrams' ? 'export const parseMermaidToExcalidraw = () => Promise.reject(new Error("not here"))' : undefined),
  transform(code, id) {
    if (!id.includes('@excalidraw/excalidraw/dist') || !code.includes(strangersHost)) return undefined
    // The fonts stand earlier in the list, so this address of our own is never asked for.
    return { code: code.replaceAll(`\`${strangersHost}`, '`${location.origin}/excalidraw/'), map: null }
  },
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const font = fontPath.exec(request.url ?? '')?.[1]
      if (font === undefined) return next()
      response.setHeader('Content-Type', 'font/woff2')
      createReadStream(join(canvas, font)).on('error', () => next()).pipe(response)
    })
  },
  async generateBundle() {
    for await (const font of glob('fonts/*/*.woff2', { cwd: canvas })) {
      this.emitFile({ type: 'asset', fileName: join('excalidraw', font), source: await readFile(join(canvas, font)) })
    }
  },
})
