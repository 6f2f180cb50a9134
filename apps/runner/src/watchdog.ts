import { readdirSync, readFileSync } from 'node:fs'

const pauseMs = 100
const pageBytes = 4096

interface Row { readonly id: number; readonly parent: number; readonly bytes: number }

/** One line of /proc/ID/stat: the name in brackets may hold anything, so what follows the last bracket counts. */
export const readStat = (text: string): Row | undefined => {
  const id = Number.parseInt(text, 10)
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [parent, pages] = [Number(fields[1]), Number(fields[21])]
  return Number.isFinite(id) && Number.isFinite(parent) && Number.isFinite(pages) ? { id, parent, bytes: pages * pageBytes } : undefined
}

const rowOf = (id: string): Row[] => {
  try {
    const row = readStat(readFileSync(`/proc/${id}/stat`, 'utf8'))
    return row ? [row] : []
  } catch {
    return []
  }
}

/** What a process and all that came of it hold in memory; what they share is counted for each. */
export const bytesBelow = (root: number, rows: readonly Row[]): number => {
  const family = new Set([root])
  for (let before = 0; before !== family.size;) {
    before = family.size
    for (const { id, parent } of rows) if (family.has(parent)) family.add(id)
  }
  return rows.filter(({ id }) => family.has(id)).reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Where no control group can be made: looks ten times a second and calls `tooMuch` once. Gives how to stop looking. */
export const watchMemory = (root: number, memoryBytes: number, tooMuch: () => void): (() => void) => {
  const timer = setInterval(() => {
    const rows = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap(rowOf)
    if (bytesBelow(root, rows) <= memoryBytes) return
    clearInterval(timer)
    tooMuch()
  }, pauseMs)
  return () => clearInterval(timer)
}
