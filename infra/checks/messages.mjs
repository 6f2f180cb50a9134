import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from '../bootstrap/processes.mjs'

/**
 * Whether the committed message catalogues hold what the source says. Afterwards the files are as they were.
 * @param {import('../bootstrap/index.mjs').Workshop} workshop
 */
export async function checkMessages({ root, node, env }) {
  const web = join(root, 'apps', 'web')
  const before = catalogues(web)
  const cli = join(web, 'node_modules', '@lingui', 'cli', 'dist', 'lingui.js')
  const { code, output } = await capture(node, [cli, 'extract', '--clean'], { cwd: web, env })
  const after = catalogues(web)
  for (const [file, text] of before) writeFileSync(file, text)
  const stale = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file)
  if (code === 0 && stale.length === 0) return { code: 0, output: '' }
  return { code: 1, output: code === 0 ? `Out of date: ${stale.join(', ')}. Run "pnpm --filter @unanimous/web i18n".\n` : output }
}

/** @param {string} web @returns {Map<string, string>} text by path */
function catalogues(web) {
  const folder = join(web, 'src', 'locales')
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder).filter((name) => name.endsWith('.po'))
  return new Map(files.map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]))
}
