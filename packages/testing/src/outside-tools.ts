import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { unprivileged } from './outside-process.ts'

/** A program that tests use and that no npm package brings. */
export interface OutsideTool {
  readonly name: 'chromium' | 'postgresql' | 'coturn' | 'git' | 'python' | 'java' | 'bubblewrap' | 'g++' | 'espeak-ng'
  /** What to install on Debian and its children. */
  readonly debianPackage: string
  /** The executable; for PostgreSQL the folder of `initdb`, `postgres` and `createdb`, for Java that of `javac` and `java`. */
  readonly path: string | undefined
  /** Why it cannot be used though it is installed. */
  readonly trouble?: string
}

/** Every outside tool, found or not, as this machine stands now. */
export function findOutsideTools(): OutsideTool[] {
  return [
    { name: 'chromium', debianPackage: 'chromium', path: onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') },
    { name: 'postgresql', debianPackage: 'postgresql', path: postgresFolder() },
    { name: 'coturn', debianPackage: 'coturn', path: onPath('turnserver') },
    { name: 'espeak-ng', debianPackage: 'espeak-ng', path: onPath('espeak-ng') },
    { name: 'git', debianPackage: 'git', path: onPath('git') },
    { name: 'python', debianPackage: 'python3', path: onPath('python3') },
    { name: 'java', debianPackage: 'default-jdk-headless', path: folderOf(['javac', 'java'], folders()) },
    { name: 'g++', debianPackage: 'g++', path: onPath('g++') },
    bubblewrap(),
  ]
}

/** Whether tests that need this tool have to be skipped: `describe.skipIf(isMissing('coturn'))`. With CI set the run then fails. */
export const isMissing = (name: OutsideTool['name']): boolean => pathOf(name) === undefined

/** Where the tool is. Throws when it is missing, so that a test which forgot to ask fails with the package's name. */
export function requireTool(name: OutsideTool['name']): string {
  const path = pathOf(name)
  if (path === undefined) throw new Error(`This test needs ${name}: install the Debian package that carries it, or put it on the PATH.`)
  return path
}

const pathOf = (name: OutsideTool['name']) => findOutsideTools().find((tool) => tool.name === name)?.path

const folders = () => [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']

const onPath = (...names: string[]) => names.flatMap((name) => folders().map((folder) => join(folder, name))).find(isExecutable)

let boxesWork: OutsideTool | undefined

/** It is of use only where this user may make a user namespace in a user namespace that allows no further one, as the runner does. */
function bubblewrap(): OutsideTool {
  if (boxesWork) return boxesWork
  const tool = { name: 'bubblewrap', debianPackage: 'bubblewrap' } as const
  const path = onPath('bwrap')
  if (path === undefined) return { ...tool, path }
  const args = ['--unshare-user', '--unshare-all', '--disable-userns', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', 'true']
  const { status, stderr, error } = spawnSync(path, args, { ...unprivileged('nobody'), cwd: '/', encoding: 'utf8' })
  boxesWork = status === 0 ? { ...tool, path } : { ...tool, path: undefined, trouble: `it may not make boxes on this machine: ${error?.message ?? stderr.trim()}` }
  return boxesWork
}

/** Debian keeps the server's programs off the PATH, one folder per major version; the newest is taken. */
function postgresFolder(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return folderOf(['initdb', 'postgres', 'createdb'], [...folders(), ...versions.map((version) => join(debian, version, 'bin'))])
}

const folderOf = (programs: readonly string[], among: readonly string[]): string | undefined =>
  among.find((folder) => programs.every((program) => isExecutable(join(folder, program))))

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// Run as a program it prints the list, for the job that installs what is missing.
if (import.meta.main) process.stdout.write(JSON.stringify(findOutsideTools()))
