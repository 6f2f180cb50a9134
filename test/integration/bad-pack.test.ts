import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PACKS_DIRECTORY, loadBank } from '@unanimous/bank'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from '../support/start-app.ts'

const bad = 'coding.licence-store.yaml'

/** The product's packs, one of them with a slip of the keyboard in line 6. */
const packsWithAFault = () => {
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-packs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(PACKS_DIRECTORY, folder, { recursive: true })
  const file = join(folder, bad)
  writeFileSync(file, readFileSync(file, 'utf8').replace('level: L5', 'level: L9'))
  return folder
}

test('a pack with a fault is left out, the server starts with the rest, and its health page says which, where and why', async () => {
  const whole = loadBank()
  const { url } = await startApp({ bank: loadBank(packsWithAFault()) })
  const health: unknown = await fetch(`${url}/healthz`).then(response => response.json())
  expect(health).toEqual({
    alive: true,
    packs: whole.all().length - 1,
    refusedPacks: [...(whole.refused ?? []), { file: bad, line: 6, rule: 'pack/schema', sentence: expect.stringContaining('level') }],
  })
})

test('with nothing to object to, it says so', async () => {
  const whole = loadBank()
  const { url } = await startApp({ bank: { ...whole, refused: [] } })
  expect(await fetch(`${url}/healthz`).then(response => response.json())).toEqual({ alive: true, packs: whole.all().length, refusedPacks: [] })
})
