import { delimiter } from 'node:path'

// `npm run` leaks its own settings into every child, where pnpm would take them for the user's. Kept are only those that
// say how to reach a registry, since behind a company proxy they may be the only way out.
const REACH = /^npm_config_(registry|proxy|https_proxy|noproxy|cafile|ca|strict_ssl|cache|userconfig)$/i

/**
 * The environment for everything this bootstrap starts.
 * @param {NodeJS.ProcessEnv} environment
 * @param {string[]} folders put in front of PATH, the first of them first
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(environment, folders) {
  const kept = Object.entries(environment).filter(([name]) => !/^npm_/i.test(name) || REACH.test(name))
  const pathName = kept.map(([name]) => name).find((name) => name.toLowerCase() === 'path') ?? 'PATH'
  return {
    ...Object.fromEntries(kept),
    [pathName]: [...folders, environment[pathName] ?? ''].join(delimiter),
    // The portable pnpm is older than the one package.json names, and would fetch that one at every call.
    npm_config_manage_package_manager_versions: 'false',
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  }
}
