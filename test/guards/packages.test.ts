import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Names and versions of everything that is installed, as the lockfile has them. */
const locked = new Set([...read('pnpm-lock.yaml').matchAll(/^ {2}'?(@?[^@'\s]+)@([^:('\s]+)/gm)].map(([, name, version]) => `${name}@${version}`))
const versionsOf = (name: string): string[] => [...locked].filter(each => each.startsWith(`${name}@`)).map(each => each.slice(name.length + 1))

const sourcesOfThePage = execFileSync('git', ['ls-files', 'apps/web/src'], { cwd: root, encoding: 'utf8' }).split('\n').filter(path => /\.tsx?$/.test(path) && !/\.test\./.test(path))
const sourcesOfTests = execFileSync('git', ['ls-files', 'test', 'packages'], { cwd: root, encoding: 'utf8' }).split('\n').filter(path => path.endsWith('.ts'))
const importing = (what: RegExp): string[] => sourcesOfThePage.filter(path => what.test(read(path)))

/** Packages that look right by their names and are not: notes on the registry that nobody has to find out again. */
describe('what is installed', () => {
  test('reads the lockfile at all', () => {
    expect(versionsOf('yjs')).toEqual([expect.stringMatching(/^13\./)])
    expect(versionsOf('@codemirror/state')).toHaveLength(1)
  })

  test('has no CodeMirror 5 under the name of 6: its newest release is called 6.65', () => {
    expect(versionsOf('codemirror').filter(version => !version.startsWith('6.0.'))).toEqual([])
  })

  test('gives the page a TypeScript that runs in a browser: 7 is a native program', () => {
    const { dependencies } = JSON.parse(read('apps/web/package.json')) as { dependencies: Record<string, string> }
    expect(dependencies['typescript-browser']).toMatch(/^npm:typescript@5\.9\.\d+$/)
    expect(importing(/from 'typescript'/)).toEqual([])
    expect(importing(/from 'typescript-browser'/).length).toBeGreaterThan(0)
  })

  test('has no board whose licence forbids a server of one’s own, no binding that redraws everything, no GPL runtime', () => {
    for (const name of ['tldraw', '@tldraw/tldraw', '@tldraw/editor', 'y-excalidraw', '@php-wasm/web', '@php-wasm/universal']) expect(versionsOf(name), name).toEqual([])
  })

  test('opens a browser in one place alone, where it is shut in', () => {
    expect(sourcesOfTests.filter(path => /chromium\.launch|launchPersistent[C]ontext/.test(read(path)))).toEqual(['packages/testing/src/chromium.ts'])
  })

  test('keeps the library’s own undo out of the shared editor: it would take back the other person’s edits', () => {
    expect(importing(/\bhistory\b[^'\n]*from '@codemirror\/commands'/)).toEqual(['apps/web/src/features/editor/yaml-editor.tsx'])
  })
})
