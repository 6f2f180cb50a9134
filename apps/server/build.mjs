// Bundles the server and the workspace packages it uses into dist; npm packages stay outside and are found in node_modules.
import { cpSync, existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const packages = resolve(here, '../../packages')
const dist = join(here, 'dist')

// Threads are started by file name, so each is a bundle of its own beside main.js.
const workers = globSync('*/src/**/*-worker.ts', { cwd: packages }).map((file) => join(packages, file))

rmSync(dist, { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: [join(here, 'src/main.ts'), ...workers],
  outdir: dist,
  entryNames: '[name]',
  absWorkingDir: here,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
  plugins: [{ name: 'workspace', setup: bundleWorkspace }],
})
refuseUndeclared(metafile)

/** @param {import('esbuild').PluginBuild} setup */
function bundleWorkspace(setup) {
  setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
    if (kind === 'entry-point' || path.startsWith('@unanimous/')) return undefined
    return { path, external: true }
  })
  setup.onLoad({ filter: /[/\\](packages|server)[/\\].*[.]ts$/ }, ({ path }) => ({
    loader: 'ts',
    contents: readFileSync(path, 'utf8').replace(/new URL\(\s*'([.][^']*)',\s*import[.]meta[.]url\s*\)/g, (_, file) => {
      return `new URL('${placeOf(resolve(dirname(path), file), file.endsWith('/'))}', import.meta.url)`
    }),
  }))
}

/**
 * Where a file named by `new URL(…, import.meta.url)` is found from dist: a worker's bundle, a copy of a package's data
 * (migrations, packs, a snapshot), or, outside the packages, the thing itself.
 * @param {string} file @param {boolean} isFolder
 */
function placeOf(file, isFolder) {
  const end = isFolder ? '/' : ''
  if (workers.includes(file)) return `./${basename(file, '.ts')}.js`
  if (!file.startsWith(packages + sep)) return relative(dist, file).split(sep).join('/') + end
  const copy = relative(packages, file).split(sep).join('/')
  if (existsSync(file)) cpSync(file, join(dist, copy), { recursive: true })
  return `./${copy}${end}`
}

/**
 * A package's own dependency resolves from the package, but its bundled code resolves from here: it has to be declared here
 * too, in the same version. @param {import('esbuild').Metafile} metafile
 */
function refuseUndeclared(metafile) {
  const own = dependenciesOf(here)
  const versions = Object.assign({}, ...globSync('*/package.json', { cwd: packages }).map((file) => dependenciesOf(join(packages, dirname(file)))))
  const outside = new Set(Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter((i) => i.external).map((i) => nameOf(i.path))))
  const wrong = [...outside].filter((name) => !name.startsWith('node:') && (own[name] === undefined || own[name] !== (versions[name] ?? own[name])))
  if (wrong.length === 0) return
  console.error(`Add to apps/server/package.json: ${wrong.map((name) => `"${name}": "${versions[name] ?? '?'}"`).join(', ')}`)
  process.exitCode = 1
}

/** @param {string} folder @returns {Record<string, string>} */
function dependenciesOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies ?? {}
}

/** @param {string} path */
function nameOf(path) {
  return path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/')
}
