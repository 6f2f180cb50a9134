import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { step } from './processes.mjs'

/**
 * Installs the workspace's packages, but only when the lock, a manifest or the Node version differs from last time: an
 * unchanged tree starts without a network and without asking pnpm.
 * @param {string} root
 * @param {{nodeVersion: string, pnpm: string[]}} tools
 * @param {NodeJS.ProcessEnv} env
 */
export async function installPackages(root, tools, env) {
  const stampFile = join(root, 'node_modules', '.unanimous-install')
  const stamp = fingerprint(root, tools)
  // .modules.yaml is pnpm's own mark: without it somebody ran `npm install` over the folder.
  const isOurs = existsSync(join(root, 'node_modules', '.modules.yaml'))
  if (isOurs && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const [command = '', ...first] = tools.pnpm
  const args = ['install', '--frozen-lockfile', '--prefer-offline', '--config.confirmModulesPurge=false', '--reporter=append-only']
  await step('Installing packages', command, [...first, ...args], { cwd: root, env })
  writeFileSync(stampFile, stamp)
}

/** @param {string} root @param {{nodeVersion: string, pnpm: string[]}} tools */
function fingerprint(root, tools) {
  const hash = createHash('sha256').update(`${tools.nodeVersion} ${process.platform}-${process.arch}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests(root)]) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** @param {string} root */
function manifests(root) {
  const inside = (/** @type {string} */ folder) => readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json'))
  const all = ['package.json', ...inside('apps'), ...inside('packages'), ...inside('infra'), 'test/package.json']
  return all.filter((file) => existsSync(join(root, file))).sort()
}
