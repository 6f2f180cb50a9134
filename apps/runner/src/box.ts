/*
 * What a box is made of. Nothing in it can be written but three small file systems in memory; no folder of this machine is
 * shared with it for writing, so that nothing it makes is ever a path that somebody outside follows.
 */

/** How much one step may take. Memory counts the whole box, files in it included. */
export interface BoxLimits {
  readonly wallMs: number
  readonly memoryBytes: number
  /** Of one process; undefined for the Java machine, which reserves far more than it uses. */
  readonly addressBytes: number | undefined
  readonly processes: number
  readonly fileBytes: number
  /** Of each of its file systems in memory. */
  readonly diskBytes: number
}

export interface Box {
  readonly command: readonly string[]
  readonly limits: BoxLimits
  /** Files and folders of this machine and where they are seen in the box, for reading only. */
  readonly shown: readonly { readonly from: string; readonly at: string }[]
  readonly environment: Readonly<Record<string, string>>
  readonly cwd: string
}

/** What every box sees of the machine: programs and libraries, no settings, no homes, nothing local. */
export interface Base {
  readonly folders: readonly string[]
  readonly links: readonly { readonly at: string; readonly to: string }[]
}

/** Where the box keeps what it makes. */
export const workFolder = '/box/work'
/** Descriptor on which the filter is handed to bubblewrap. */
export const filterDescriptor = 3
/** Descriptor through which a compile step hands its result out. */
export const resultDescriptor = 4

const devBytes = 1024 * 1024

const pair = (option: string, value: string) => [option, value]

/** The arguments of bubblewrap for a box. Order is part of it: what is mounted first can be covered or closed by what follows. */
export const boxArguments = (base: Base, { command, limits, shown, environment, cwd }: Box): string[] => [
  '--unshare-user', '--unshare-all', '--disable-userns', '--die-with-parent', '--new-session',
  '--hostname', 'box', '--uid', '65534', '--gid', '65534', '--cap-drop', 'ALL',
  '--clearenv', ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
  ...base.folders.flatMap((folder) => ['--ro-bind', folder, folder]),
  ...base.links.flatMap(({ at, to }) => ['--symlink', to, at]),
  '--proc', '/proc',
  // The memory behind /dev has no limit of its own.
  '--dev', '/dev', ...pair('--size', `${devBytes}`), ...pair('--tmpfs', '/dev/shm'), ...pair('--remount-ro', '/dev'),
  ...pair('--size', `${limits.diskBytes}`), ...pair('--tmpfs', '/tmp'),
  ...pair('--size', `${limits.diskBytes}`), ...pair('--tmpfs', workFolder),
  ...shown.flatMap(({ from, at }) => ['--ro-bind', from, at]),
  ...pair('--remount-ro', '/'),
  ...pair('--seccomp', `${filterDescriptor}`),
  '--chdir', cwd,
  '--', ...limited(limits), ...command,
]

/**
 * Set inside: counted there they are the box's own, while outside they would count every process of the runner's user.
 * Time on the processor is a second lock behind the clock, for two processors.
 */
const limited = ({ wallMs, addressBytes, processes, fileBytes }: BoxLimits): string[] => [
  '/usr/bin/prlimit', `--cpu=${Math.ceil(wallMs / 1000) * 2 + 1}`, `--nproc=${processes}`, `--fsize=${fileBytes}`, '--nofile=256', '--core=0',
  '--memlock=65536', '--msgqueue=0', '--stack=67108864', ...(addressBytes === undefined ? [] : [`--as=${addressBytes}`]), '--',
]

/** Folders at the root that are links into /usr on a merged system; where they are folders they are shown as such. */
const rootFolders = ['/bin', '/sbin', '/lib', '/lib64', '/lib32', '/libx32']
const usrFolders = ['/usr/bin', '/usr/lib', '/usr/lib64', '/usr/lib32', '/usr/libx32', '/usr/libexec', '/usr/include', '/usr/share']
const etcFiles = ['/etc/ld.so.cache', '/etc/alternatives']

/** Reads what is there. `linkOf` gives a link's target, undefined for a folder or a file, null for nothing. */
export const findBase = (linkOf: (path: string) => string | undefined | null): Base => {
  const there = [...rootFolders, ...usrFolders, ...etcFiles].map((path) => ({ path, link: linkOf(path) }))
  return {
    folders: there.filter(({ link }) => link === undefined).map(({ path }) => path),
    links: there.flatMap(({ path, link }) => (typeof link === 'string' ? [{ at: path, to: link }] : [])),
  }
}
