import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const id = 'virtual:offline-player'
const resolved = `\0${id}`
const folder = new URL('src/features/replay/offline/', import.meta.url)
const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** The player as one script without imports: what would end it early inside a page is escaped. */
const bundled = async (): Promise<string> => {
  const result = await build({
    configFile: false, logLevel: 'silent',
    build: { write: false, target: 'es2022', lib: { entry: fileURLToPath(new URL('player.ts', folder)), formats: ['iife'], name: 'replay' } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk === undefined) throw new Error('the offline player was not built')
  return chunk.code.replaceAll('</', String.raw`<\/`)
}

/** Gives the page the program of an exported replay as text, made of the same sources as the page's own player. */
export const offlinePlayer = (): Plugin => ({
  name: 'offline-player',
  resolveId: asked => (asked === id ? resolved : undefined),
  async load(asked) {
    if (asked !== resolved) return undefined
    const [script, style] = await Promise.all([bundled(), readFile(new URL('style.css', folder), 'utf8')])
    return Object.entries({ script, scriptHash: hashOf(script), style, styleHash: hashOf(style) }).map(([name, text]) => `export const ${name} = ${JSON.stringify(text)}`).join('\n')
  },
})
