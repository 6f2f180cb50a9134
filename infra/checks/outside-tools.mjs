import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { capture, say, step } from '../bootstrap/processes.mjs'

/**
 * @typedef {{name: string, debianPackage: string, path?: string, trouble?: string}} Tool
 * @typedef {import('../bootstrap/index.mjs').Workshop} Workshop
 */

/**
 * Looks for the programs that tests use beside npm's packages and installs what is missing where that is possible.
 * @param {Workshop} workshop
 * @returns {Promise<Tool[]>} those still missing
 */
export async function bringOutsideTools(workshop) {
  const missing = await missingTools(workshop)
  if (missing.length === 0) return []
  const packages = missing.map(({ debianPackage }) => debianPackage)
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return missing
  try {
    await aptInstall(workshop, packages)
  } catch (error) {
    say(/** @type {Error} */ (error).message)
  }
  return missingTools(workshop)
}

/** @param {Workshop} workshop @returns {Promise<Tool[]>} */
async function missingTools({ root, node, env }) {
  const { code, output } = await capture(node, ['packages/testing/src/outside-tools.ts'], { cwd: root, env })
  if (code !== 0) throw new Error(output)
  return JSON.parse(output).filter((/** @type {Tool} */ { path }) => path === undefined)
}

/** @param {Workshop} workshop @param {string[]} packages */
async function aptInstall({ root, env }, packages) {
  const options = { cwd: root, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  // A freshly installed server would start at once, as root and on its default port; tests start their own.
  const policy = '/usr/sbin/policy-rc.d'
  const isOurs = !existsSync(policy)
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await step('Reading the Debian package lists', 'apt-get', ['update', '-qq'], options)
    await step(`Installing ${packages.join(', ')}`, 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options)
  } finally {
    if (isOurs) rmSync(policy, { force: true })
  }
}
