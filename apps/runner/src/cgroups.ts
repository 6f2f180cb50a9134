import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one box is counted in: joined by writing its process number into every file of `joins`. */
export interface Cage {
  readonly joins: readonly string[]
  /** Whether the kernel ended something in it for want of memory. */
  ranOutOfMemory(): boolean
  close(): Promise<void>
}

export interface Cages {
  readonly kind: 'cgroup v1' | 'cgroup v2'
  open(name: string, limits: { readonly memoryBytes: number; readonly processes: number }): Cage
}

const closeTries = 100
const closePauseMs = 20

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const writeIfThere = (file: string, value: string) => {
  if (existsSync(file)) writeFileSync(file, value)
}

const oomKills = (folder: string) => Number(/^oom_kill (\d+)$/m.exec(read(join(folder, 'memory.events')) + read(join(folder, 'memory.oom_control')))?.[1] ?? 0)

/** Emptied by the kernel a moment after the last process is gone. */
const removeFolders = async (folders: readonly string[]) => {
  for (const folder of folders) {
    for (let left = closeTries; left > 0 && existsSync(folder); left--) {
      try {
        rmdirSync(folder)
      } catch {
        // Whatever hides in it is ended, however it got away from its box.
        for (const process of read(join(folder, 'cgroup.procs')).split('\n').filter(Boolean)) endProcess(Number(process))
        await new Promise((resolve) => setTimeout(resolve, closePauseMs))
      }
    }
  }
}

const endProcess = (id: number) => {
  try {
    process.kill(id, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

const cage = (folders: readonly string[]): Cage => ({
  joins: folders.map((folder) => join(folder, 'cgroup.procs')),
  ranOutOfMemory: () => folders.some((folder) => oomKills(folder) > 0),
  close: () => removeFolders(folders),
})

const versionOne = (memory: string, pids: string): Cages => ({
  kind: 'cgroup v1',
  open(name, limits) {
    const folders = [join(memory, name), join(pids, name)]
    for (const folder of folders) mkdirSync(folder)
    const [ofMemory = '', ofPids = ''] = folders
    writeFileSync(join(ofMemory, 'memory.limit_in_bytes'), `${limits.memoryBytes}`)
    writeIfThere(join(ofMemory, 'memory.memsw.limit_in_bytes'), `${limits.memoryBytes}`)
    // Two more than the box may have: bubblewrap's own two.
    writeFileSync(join(ofPids, 'pids.max'), `${limits.processes + 2}`)
    return cage(folders)
  },
})

const versionTwo = (root: string): Cages => ({
  kind: 'cgroup v2',
  open(name, limits) {
    const folder = join(root, name)
    mkdirSync(folder)
    writeFileSync(join(folder, 'memory.max'), `${limits.memoryBytes}`)
    writeIfThere(join(folder, 'memory.swap.max'), '0')
    writeFileSync(join(folder, 'pids.max'), `${limits.processes + 2}`)
    return cage([folder])
  },
})

interface Mount { readonly at: string; readonly kind: string; readonly options: readonly string[] }

const mounts = (text: string): Mount[] => text.split('\n').filter(Boolean).map((line) => {
  const [, at = '', kind = '', options = ''] = line.split(' ')
  return { at, kind, options: options.split(',') }
})

/** Our own group in a hierarchy; in a container its root is often all that can be seen. */
const ownFolder = (at: string, path: string) => (existsSync(join(at, path)) ? join(at, path) : at)

const folderName = (uid: number) => `unanimous-runner-${uid}`

/** What a killed runner left behind; groups in use cannot be removed and stay. */
const sweep = (folder: string) => {
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    try {
      rmdirSync(join(folder, name))
    } catch {
      // Another runner's, and busy.
    }
  }
}

const ours = (parent: string, uid: number): string => {
  const folder = join(parent, folderName(uid))
  mkdirSync(folder, { recursive: true })
  sweep(folder)
  return folder
}

const give = (folder: string, uid: number, files: readonly string[]) => {
  if (process.getuid?.() !== 0) return
  for (const path of [folder, ...files.map((file) => join(folder, file)).filter((file) => existsSync(file))]) chownSync(path, uid, uid)
}

const tryVersionOne = (all: readonly Mount[], own: string, uid: number): Cages | undefined => {
  const folderFor = (controller: string) => {
    const mount = all.find(({ kind, options }) => kind === 'cgroup' && options.includes(controller))
    const path = own.split('\n').map((line) => line.split(':')).find(([, names = '']) => names.split(',').includes(controller))?.[2]
    return mount && path !== undefined ? ours(ownFolder(mount.at, path), uid) : undefined
  }
  const [memory, pids] = ['memory', 'pids'].map(folderFor)
  if (memory === undefined || pids === undefined) return undefined
  for (const folder of [memory, pids]) give(folder, uid, ['cgroup.procs', 'tasks'])
  return versionOne(memory, pids)
}

/** A group with children holds no process of its own, so the runner itself moves into a group beside the boxes. */
const tryVersionTwo = (all: readonly Mount[], own: string, uid: number): Cages | undefined => {
  const mount = all.find(({ kind }) => kind === 'cgroup2')
  const path = /^0::(.*)$/m.exec(own)?.[1]
  if (mount === undefined || path === undefined) return undefined
  const here = ownFolder(mount.at, path)
  if (!['memory', 'pids'].every((name) => read(join(here, 'cgroup.controllers')).split(/\s+/).includes(name))) return undefined
  const root = ours(here, uid)
  const self = join(root, 'runner')
  mkdirSync(self, { recursive: true })
  give(root, uid, ['cgroup.procs', 'cgroup.subtree_control'])
  give(self, uid, ['cgroup.procs'])
  // Only itself: what else runs in the group is not ours to move, and then the kernel refuses the next step.
  writeFileSync(join(self, 'cgroup.procs'), `${process.pid}`)
  try {
    for (const folder of [here, root]) writeFileSync(join(folder, 'cgroup.subtree_control'), '+memory +pids')
  } catch (error) {
    writeFileSync(join(here, 'cgroup.procs'), `${process.pid}`)
    throw error
  }
  return versionTwo(root)
}

/**
 * Control groups that this process may make for its boxes, already given to the user it is about to become; undefined
 * where it may not, and limits of the single process and a watch over the whole have to do.
 */
export const openCgroups = (uid: number, proc = '/proc'): Cages | undefined => {
  const all = mounts(read(join(proc, 'mounts')))
  const own = read(join(proc, 'self/cgroup'))
  for (const attempt of [tryVersionOne, tryVersionTwo]) {
    try {
      const cages = attempt(all, own, uid)
      if (cages) return cages
    } catch {
      // Not ours to write.
    }
  }
  return undefined
}
