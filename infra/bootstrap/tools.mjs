import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from './failure.mjs'
import { capture, step } from './processes.mjs'
import { FETCHED_NODE, decideNode, isMusl } from './node-version.mjs'

// infra/tools/<name> holds a manifest and a lock with the integrity hash of each package but no registry's address, so npm
// takes them from whichever registry the machine is set up for and refuses a tarball that is not the one that was tested.

/**
 * Makes sure that a new enough Node and our own pnpm stand in `.tools`.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env without npm's own variables
 * @returns {Promise<{node: string, nodeVersion: string, pnpm: string[], folders: string[]}>} the Node to run, how pnpm is called, folders for PATH
 */
export async function bringTools(root, env) {
  const system = { version: process.versions.node, platform: process.platform, arch: process.arch, musl: isMusl() }
  const decision = decideNode(system)
  if (decision.kind === 'refuse') throw new Failure(decision.reason)
  const node = decision.kind === 'system' ? process.execPath : await bringNode(root, env, decision.packageName)
  const nativePnpm = nativePnpmOf(system)
  const folder = await bringTool(root, env, nativePnpm ? 'pnpm' : 'pnpm-portable', async (incoming) => {
    // npm leaves an optional package out without a word when its hash is wrong.
    if (nativePnpm && !existsSync(join(incoming, 'node_modules', nativePnpm, 'pnpm'))) {
      throw new Failure('The fetched pnpm is not the one that infra/tools/pnpm/package-lock.json names. Nothing was installed.')
    }
  })
  const bin = nativePnpm ? join(folder, 'node_modules', nativePnpm) : join(folder, 'node_modules', '.bin')
  const pnpm = nativePnpm ? [join(bin, 'pnpm')] : [node, join(folder, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs')]
  const nodeVersion = decision.kind === 'system' ? system.version : FETCHED_NODE
  return { node, nodeVersion, pnpm, folders: [dirname(node), bin] }
}

/**
 * The package that is nothing but pnpm's executable; the one called `pnpm` is a stub that a script has to turn into one.
 * Elsewhere than on glibc Linux the last version in plain JavaScript serves.
 * @param {{platform: string, arch: string, musl: boolean}} system
 */
const nativePnpmOf = ({ platform, arch, musl }) =>
  platform === 'linux' && !musl && (arch === 'x64' || arch === 'arm64') ? `@pnpm/exe.linux-${arch}` : undefined

/** @param {string} root @param {NodeJS.ProcessEnv} env @param {string} packageName */
async function bringNode(root, env, packageName) {
  const binary = join('node_modules', packageName, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const folder = await bringTool(root, env, 'node', async (incoming) => {
    const { output } = await capture(join(incoming, binary), ['--version'], { cwd: root, env })
    if (output.trim() !== `v${FETCHED_NODE}`) {
      throw new Failure(`The fetched Node ${FETCHED_NODE} does not run here (${output.trim()}). Install Node 24 and run this again.`)
    }
  })
  return join(folder, binary)
}

/**
 * Installs one folder of infra/tools unless exactly that is there; a half-done one is never seen under its name.
 * @param {string} root @param {NodeJS.ProcessEnv} env @param {string} name
 * @param {(incoming: string) => Promise<void>} [verify] throws when what was fetched cannot be used
 */
async function bringTool(root, env, name, verify) {
  const source = join(root, 'infra', 'tools', name)
  const folder = join(root, '.tools', name)
  const lock = readFileSync(join(source, 'package-lock.json'), 'utf8')
  const stamp = createHash('sha256').update(`${lock}${process.platform}-${process.arch}`).digest('hex')
  if (existsSync(join(folder, 'stamp')) && readFileSync(join(folder, 'stamp'), 'utf8') === stamp) return folder
  const incoming = `${folder}.incoming`
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true })
  cpSync(source, incoming, { recursive: true })
  const { command, args, shell } = npmCommand()
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline']
  const what = describe(source)
  const explain = (/** @type {string} */ output) => `${what} could not be fetched: ${reasonOf(output)}. ${remedy(name)}`
  await step(`Fetching ${what}`, command, [...args, ...flags], { cwd: incoming, env, shell, explain })
  await verify?.(incoming)
  writeFileSync(join(incoming, 'stamp'), stamp)
  rmSync(folder, { recursive: true, force: true })
  renameSync(incoming, folder)
  return folder
}

/** @param {string} source */
function describe(source) {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  const [[packageName, version]] = Object.entries({ ...dependencies, ...optionalDependencies })
  return `${packageName.includes('pnpm') ? 'pnpm' : 'Node'} ${version}`
}

/** npm's last words are where its log lies; the code comes first. @param {string} output */
function reasonOf(output) {
  const lines = output.split('\n').flatMap((line) => /^npm (?:error|ERR!) (.*)/.exec(line)?.[1] ?? [])
  return lines.slice(0, 2).join(', ').replace(/[.]$/, '') || 'npm gave no reason'
}

/** @param {string} name */
const remedy = (name) =>
  name === 'node'
    ? `This is Node ${process.versions.node}, too old for the product: connect to a package registry, or install Node 24.`
    : 'The first start needs a package registry; later ones do not.'

/** npm tells its children where it lies; started without npm, the one on PATH has to do. */
function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli[.]c?js$/.test(cli)) return { command: process.execPath, args: [cli], shell: false }
  return { command: 'npm', args: [], shell: process.platform === 'win32' }
}
