import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import type { RunnerLanguage } from '@unanimous/protocol'

/** The tools of one language on this machine. */
export interface Toolchain {
  readonly language: RunnerLanguage
  /** What it calls itself, in one line. */
  readonly tool: string
  /** Programs and folders by the name its recipe knows them by. */
  readonly paths: Readonly<Record<string, string>>
  /** Folders outside of what every box sees anyhow. */
  readonly shown: readonly string[]
}

export interface Absent { readonly language: RunnerLanguage; readonly reason: string }

export interface ToolchainPlaces {
  /** Folders that programs are looked for in. */
  readonly path: string
  /** The unpacked Kotlin compiler: the folder with `lib/kotlin-compiler.jar`. */
  readonly kotlin: string | undefined
  /** A folder of the runner's own, for what a toolchain has to prepare once. */
  readonly stateFolder: string
}

const isReadable = (file: string, mode = constants.X_OK) => {
  try {
    accessSync(file, mode)
    return true
  } catch {
    return false
  }
}

const find = (name: string, path: string): string | undefined =>
  path.split(delimiter).filter(Boolean).map((folder) => join(folder, name)).find((file) => isReadable(file))

const ask = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent', ...env }, cwd: '/', timeout: 120_000, maxBuffer: 32 * 1024 * 1024 })
  return { ok: status === 0, out: stdout ?? '', firstLine: (`${stdout ?? ''}${stderr ?? ''}`.split('\n')[0] ?? '').trim().slice(0, 200) }
}

/** Seen by every box already. */
const seenAnyhow = ['/usr/bin/', '/usr/lib/', '/usr/libexec/', '/usr/share/', '/usr/include/']
const unlessSeen = (folder: string): string[] => (seenAnyhow.some((start) => `${folder}/`.startsWith(start)) ? [] : [folder])

const absent = (language: RunnerLanguage, reason: string): Absent => ({ language, reason })

const findJava = ({ path }: ToolchainPlaces): Toolchain | Absent => {
  const javac = find('javac', path)
  if (javac === undefined) return absent('java', 'there is no javac')
  const home = dirname(dirname(realpathSync(javac)))
  if (!isReadable(join(home, 'bin/java'))) return absent('java', `${home} has no java`)
  const { ok, firstLine } = ask(join(home, 'bin/javac'), ['-version'])
  if (!ok) return absent('java', `${javac} does not run: ${firstLine}`)
  // Debian keeps the machine's settings outside of it.
  const settings = existsSync('/etc') ? readdirSync('/etc').filter((name) => /^java(-\d+-openjdk)?$/.test(name)).map((name) => `/etc/${name}`) : []
  return { language: 'java', tool: firstLine, paths: { home }, shown: [...unlessSeen(home), ...settings] }
}

const findKotlin = (places: ToolchainPlaces): Toolchain | Absent => {
  const kotlinc = find('kotlinc', places.path)
  const home = places.kotlin ?? (kotlinc === undefined ? undefined : dirname(dirname(realpathSync(kotlinc))))
  if (home === undefined) return absent('kotlin', 'there is no kotlinc; RUNNER_KOTLIN names the folder of an unpacked compiler')
  if (!isReadable(join(home, 'lib/kotlin-compiler.jar'), constants.R_OK)) return absent('kotlin', `${home}/lib/kotlin-compiler.jar cannot be read`)
  const java = findJava(places)
  if (!('tool' in java)) return absent('kotlin', `it needs Java: ${java.reason}`)
  const build = ask('/bin/cat', [join(home, 'build.txt')]).firstLine
  return { language: 'kotlin', tool: `kotlinc ${build}`.trim(), paths: { home: realpathSync(home), java: java.paths['home'] ?? '' }, shown: [...unlessSeen(realpathSync(home)), ...java.shown] }
}

const findCpp = ({ path }: ToolchainPlaces): Toolchain | Absent => {
  const compiler = find('g++', path)
  if (compiler === undefined) return absent('cpp', 'there is no g++')
  const { ok, firstLine } = ask(compiler, ['--version'])
  return ok ? { language: 'cpp', tool: firstLine, paths: { compiler: realpathSync(compiler) }, shown: unlessSeen(dirname(realpathSync(compiler))) } : absent('cpp', `${compiler} does not run: ${firstLine}`)
}

/** rustc may be a front that picks one of several, so it is asked where it really lives. */
const findRust = ({ path }: ToolchainPlaces): Toolchain | Absent => {
  const front = find('rustc', path)
  if (front === undefined) return absent('rust', 'there is no rustc')
  const linker = find('gcc', path) ?? find('cc', path)
  if (linker === undefined) return absent('rust', 'there is no gcc or cc to link with')
  const root = ask(front, ['--print', 'sysroot'], { HOME: process.env['HOME'] })
  const home = root.firstLine
  if (!root.ok || !isReadable(join(home, 'bin/rustc'))) return absent('rust', `${front} does not run for this user: ${root.firstLine}`)
  const { firstLine } = ask(join(home, 'bin/rustc'), ['--version'])
  return { language: 'rust', tool: firstLine, paths: { compiler: join(home, 'bin/rustc'), linker: realpathSync(linker) }, shown: unlessSeen(home) }
}

/** Up to 1.19 the compiled standard library lies beside the tools, a file a package. */
const libraryBeside = (root: string): string => {
  const folder = join(root, 'pkg', `linux_${process.arch === 'x64' ? 'amd64' : process.arch}`)
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.a')) : []
  return files.map((name) => `packagefile ${name.slice(0, -2)}=${join(folder, name)}\n`).join('')
}

/**
 * The go command itself stays outside: it runs what a source asks it to. Once, here, it says where the compiled standard
 * library lies, or compiles it, which takes half a minute; in the box compiler and linker are called with that list.
 */
const findGo = ({ path, stateFolder }: ToolchainPlaces): Toolchain | Absent => {
  const go = find('go', path)
  if (go === undefined) return absent('go', 'there is no go')
  const cache = join(stateFolder, 'go-cache')
  const env = { HOME: stateFolder, GOCACHE: cache, GOFLAGS: '', GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GO111MODULE: 'off' }
  const version = ask(go, ['version'], env)
  const [root = '', tools = ''] = ask(go, ['env', 'GOROOT', 'GOTOOLDIR'], env).out.split('\n').map((folder) => (existsSync(folder) ? realpathSync(folder) : ''))
  if (!version.ok || root === '' || tools === '') return absent('go', `${go} does not run: ${version.firstLine}`)
  const beside = libraryBeside(root)
  const list = beside === '' ? ask(go, ['list', '-export', '-f', '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}', 'std'], env) : { ok: true, out: beside, firstLine: '' }
  if (!list.ok) return absent('go', `${go} cannot make its library: ${list.firstLine}`)
  return {
    language: 'go', tool: version.firstLine, paths: { root, tools, library: list.out },
    shown: [...unlessSeen(root), ...unlessSeen(tools), ...(beside === '' ? [cache] : [])],
  }
}

/** What this machine can run, and why it cannot run the rest. Starts the tools to hear their names. */
export const findToolchains = (places: ToolchainPlaces): { readonly found: readonly Toolchain[]; readonly absent: readonly Absent[] } => {
  const all = [findJava, findKotlin, findGo, findCpp, findRust].map((look) => look(places))
  return { found: all.filter((one) => 'tool' in one), absent: all.filter((one) => 'reason' in one) }
}
