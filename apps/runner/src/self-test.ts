import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Attack, Battlefield } from './attacks/attack.ts'
import { compilerAttacks } from './attacks/compilers.ts'
import { exhaustionAttacks } from './attacks/exhaustion.ts'
import { namespaceAttack, probeAttacks } from './attacks/probe.ts'
import { described } from './described.ts'

export interface Opening { readonly attack: string; readonly what: string }
export interface SelfTest { readonly tried: readonly string[]; readonly open: readonly Opening[] }

type Ground = Pick<Battlefield, 'machine' | 'boxer' | 'unfilteredBoxer' | 'toolchains' | 'spool'>

const attempt = async ({ name, attempt }: Attack, field: Battlefield): Promise<readonly Opening[]> => {
  const found = await attempt(field).catch((error: unknown) => [`could not be tried: ${described(error)}`])
  return found.map((what) => ({ attack: name, what }))
}

/** Somebody who listens on this machine, as a database would. */
const listener = () => new Promise<{ port: number; close: () => void }>((resolve) => {
  const server = createServer((socket) => socket.destroy())
  server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, close: () => server.close() }))
})

/** Plays every attack against real boxes, one after another. Whoever runs code asks this first, and does not begin where one is open. */
export const selfTest = async (ground: Ground): Promise<SelfTest> => {
  const folder = mkdtempSync(join(ground.spool, 'attacks-'))
  const { port, close } = await listener()
  const secret = randomBytes(16).toString('hex')
  const field: Battlefield = { ...ground, port, secret, nothing: join(folder, 'nothing'), secretFile: join(folder, 'secret') }
  writeFileSync(field.nothing, '')
  writeFileSync(field.secretFile, `${secret}\n`)
  const attacks = [...probeAttacks, namespaceAttack, ...exhaustionAttacks, ...compilerAttacks(ground.toolchains.map(({ language }) => language))]
  try {
    const open: Opening[] = []
    for (const attack of attacks) open.push(...await attempt(attack, field))
    return { tried: attacks.map(({ name }) => name), open }
  } finally {
    close()
    rmSync(folder, { recursive: true, force: true })
  }
}
