import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { isMissing } from '@unanimous/testing'
import { describe, expect, test } from 'vitest'

interface Found { readonly tried: readonly string[]; readonly open: readonly { attack: string; what: string }[]; readonly bounds: string; readonly tight: boolean; readonly lines: readonly string[] }

const selfTest = (weakness: string, groups = 'with-cgroups') => new Promise<Found>((done, reject) => {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../support/runner-self-test.ts'), weakness, groups], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  child.on('close', code => (code === 0 ? done(JSON.parse(out) as Found) : reject(new Error(err))))
})

const missing = isMissing('bubblewrap') || isMissing('g++') || isMissing('java')
if (missing) console.error('SKIPPED: running code on the host needs bubblewrap that may make boxes here, g++ and a JDK (Debian packages bubblewrap, g++, default-jdk-headless).')

describe.skipIf(missing)('the box that code runs in', () => {
  test.each(['with-cgroups', 'without-cgroups'])('contains every attack, %s', async groups => {
    const { tried, open, tight } = await selfTest('', groups)
    expect(open).toEqual([])
    expect(tight).toBe(true)
    expect(tried).toEqual(expect.arrayContaining([
      'processes of the machine', 'files of the machine', 'network', 'capabilities', 'the filter of system calls', 'a user namespace of its own', 'processes without end',
      'memory without end', 'memory without end, in many processes', 'a loop without end', 'a file without end', 'files without end', 'output without end', 'staying when the run is over',
      'killing everything in reach', '#include of a file', '.incbin of a file', 'a Java program that reads a file',
    ]))
  })

  test.each([
    ['no filter', ['the filter of system calls']],
    ['an open root', ['writing outside its own folders']],
    ['an open dev', ['writing outside its own folders']],
    ['the network of the machine', ['network']],
    ['the processes of the machine', ['processes of the machine']],
    ['further user namespaces', ['a user namespace of its own']],
    ['the settings of the machine', ['files of the machine', '#include of a file']],
    ['no limit of files', ['a file without end']],
    ['variables of the runner', ['settings and secrets of the runner']],
  ])('with %s it is not begun, and what is open is said', async (weakness, attacks) => {
    const { open, tight, lines } = await selfTest(weakness)
    expect([...new Set(open.map(({ attack }) => attack))]).toEqual(expect.arrayContaining(attacks))
    expect(tight).toBe(false)
    for (const attack of attacks) expect(lines.some(line => line.startsWith(`OPEN  ${attack}: `))).toBe(true)
    expect(lines.at(-1)).toMatch(/^refuses to start: \d+ of \d+ attacks/)
  })
})
