import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from './failure.mjs'
import { TESTED_NODE, decideNode, isMusl } from './node-version.mjs'
import { capture, step } from './processes.mjs'

/**
 * Version and integrity hash by package name, and no registry's address: npm takes each from whichever registry this machine
 * is set up for and refuses a tarball that is not the one that was tested.
 * @typedef {Record<string, {version: string, integrity: string, bin?: Record<string, string>}>} ToolsLock
 *
 * @typedef {{root: string, env: NodeJS.ProcessEnv, lock: ToolsLock}} Place env: without npm's own variables
 */

/**
 * Makes sure that a new enough Node and our own pnpm stand in `.tools`.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{node: string, nodeVersion: string, pnpm: string[], folders: string[]}>} the Node to run, how pnpm is
 *   called, folders for PATH
 */
export async function bringTools(root, env) {
  const system = { version: process.versions.node, platform: process.platform, arch: process.arch, musl: isMusl() }
  const decision = decideNode(system)
  if (decision.kind === 'refuse') throw new Failure(decision.reason)
  const place = { root, env, lock: JSON.parse(readFileSync(join(root, 'infra', 'tools.lock.json'), 'utf8')) }
  const node = decision.kind === 'system' ? process.execPath : await bringNode(place, decision.packageName)
  const nodeVersion = decision.kind === 'system' ? system.version : versionOf(place, decision.packageName)
  const { pnpm, folder } = await bringPnpm(place, system, node)
  return { node, nodeVersion, pnpm, folders: [dirname(node), folder] }
}

/** @param {Place} place @param {string} packageName */
async function bringNode(place, packageName) {
  const title = `Node ${versionOf(place, packageName)}`
  const remedy = `This is Node ${process.versions.node}, too old for the product: connect to a package registry, or install Node ${TESTED_NODE}.`
  const folder = await bringPackage(place, packageName, title, remedy)
  const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const { output } = await capture(node, ['--version'], { cwd: place.root, env: place.env })
  if (output.trim() === `v${versionOf(place, packageName)}`) return node
  throw new Failure(`The fetched ${title} does not run here (${output.trim()}). Install Node ${TESTED_NODE} and run this again.`)
}

/**
 * The package that is nothing but pnpm's executable, since the one called `pnpm` is a stub that a script has to turn into
 * one. Elsewhere than on glibc Linux the last version in plain JavaScript serves.
 * @param {Place} place @param {{platform: string, arch: string, musl: boolean}} system @param {string} node
 */
async function bringPnpm(place, { platform, arch, musl }, node) {
  const native = `@pnpm/exe.${platform}-${arch}`
  const packageName = !musl && place.lock[native] ? native : 'pnpm'
  const remedy = 'The first start needs a package registry; later ones do not.'
  const folder = await bringPackage(place, packageName, `pnpm ${versionOf(place, packageName)}`, remedy)
  if (packageName === native) return { pnpm: [join(folder, 'pnpm')], folder }
  return { pnpm: [node, join(folder, 'bin', 'pnpm.cjs')], folder: join(folder, '..', '.bin') }
}

/**
 * Installs one package of the lock unless exactly that is there; a half-done one is never seen under its name.
 * @param {Place} place @param {string} packageName @param {string} title @param {string} remedy
 * @returns {Promise<string>} the package's folder
 */
async function bringPackage(place, packageName, title, remedy) {
  const entry = place.lock[packageName]
  const { version = '' } = entry ?? {}
  const key = createHash('sha256').update(JSON.stringify([packageName, entry])).digest('hex').slice(0, 12)
  const folder = join(place.root, '.tools', `${packageName.replace(/^.*\//, '')}-${version}-${key}`)
  if (existsSync(folder)) return join(folder, 'node_modules', packageName)
  const incoming = `${folder}.incoming`
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true })
  const manifest = { name: 'tool', dependencies: { [packageName]: version } }
  const packages = { '': manifest, [`node_modules/${packageName}`]: entry }
  writeFileSync(join(incoming, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(incoming, 'package-lock.json'), JSON.stringify({ ...manifest, lockfileVersion: 3, packages }))
  const { command, args, shell } = npmCommand()
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000']
  const explain = (/** @type {string} */ output) => `${title} could not be fetched: ${reasonOf(output)}. ${remedy}`
  await step(`Fetching ${title}`, command, [...args, ...flags], { cwd: incoming, env: place.env, shell, explain })
  renameSync(incoming, folder)
  return join(folder, 'node_modules', packageName)
}

/** @param {Place} place @param {string} packageName */
const versionOf = (place, packageName) => place.lock[packageName]?.version ?? ''

/** npm's last words are where its log lies; the code comes first. @param {string} output */
function reasonOf(output) {
  const lines = output.split('\n').flatMap((line) => /^npm (?:error|ERR!) (.*)/.exec(line)?.[1] ?? [])
  return lines.slice(0, 2).join(', ').replace(/[.]$/, '') || 'npm gave no reason'
}

/** npm tells its children where it lies; started without npm, the one on PATH has to do. */
function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli[.]c?js$/.test(cli)) return { command: process.execPath, args: [cli], shell: false }
  return { command: 'npm', args: [], shell: process.platform === 'win32' }
}
