import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const secretsSchema = z.strictObject({ auth: z.string().min(40), documents: z.string().min(40) })
export type Secrets = z.output<typeof secretsSchema>

/** The installation's own secrets, made on first start and kept in the data folder, readable by its owner only. */
export const readSecrets = (dataDirectory: string): Secrets => {
  const file = join(dataDirectory, 'secrets.json')
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const made: Secrets = { auth: randomBytes(32).toString('base64url'), documents: randomBytes(32).toString('base64url') }
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  writeFileSync(file, JSON.stringify(made), { mode: 0o600, flag: 'wx' })
  return made
}
