import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** In whose boot the folder was last opened, and whether it was closed. */
export interface Run {
  readonly boot: string
  readonly clean: boolean
}

/** Writes it down for the next start; never half: one that could not read it would take a power cut for a crash. */
export const writeRun = async (directory: string, run: Run): Promise<void> => {
  const path = join(directory, 'run.json')
  await writeFile(`${path}.new`, JSON.stringify(run), { flush: true })
  await rename(`${path}.new`, path)
}

/** What the last process wrote; undefined when there was none. */
export const readRun = async (directory: string): Promise<Run | undefined> => {
  try {
    const raw: unknown = JSON.parse(await readFile(join(directory, 'run.json'), 'utf8'))
    if (typeof raw !== 'object' || raw === null || !('boot' in raw) || !('clean' in raw)) return undefined
    return { boot: String(raw.boot), clean: raw.clean === true }
  } catch {
    return undefined
  }
}
