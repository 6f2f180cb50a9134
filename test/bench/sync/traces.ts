import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'

interface Trace {
  readonly endContent?: string
  readonly txns: readonly { readonly patches: readonly (readonly [number, number, string])[] }[]
}

/** Where the public trace lies when the machine has it: 259,778 edits of one paper, typed by one person. */
const publicTrace = (root: string): string => join(root, '../shared/data/automerge-paper.json.gz')

/** Writes the trace as Yjs updates, one per edit, into a file the load generator reads; gives its name and how many edits it has. */
export const writeTrace = async (root: string, file: string): Promise<{ readonly name: string; readonly edits: number }> => {
  const hasPublic = existsSync(publicTrace(root))
  const trace = hasPublic ? (JSON.parse(gunzipSync(readFileSync(publicTrace(root))).toString('utf8')) as Trace) : generated()
  const doc = new Y.Doc()
  doc.clientID = 1
  const text = doc.getText('text')
  const updates: Buffer[] = []
  doc.on('update', (update: Uint8Array) => {
    const length = Buffer.alloc(2)
    length.writeUInt16LE(update.length)
    updates.push(length, Buffer.from(update))
  })
  for (const { patches } of trace.txns) {
    doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        if (deleted > 0) text.delete(at, deleted)
        if (inserted !== '') text.insert(at, inserted)
      }
    })
  }
  const content = Buffer.from(text.toString())
  if (trace.endContent !== undefined && trace.endContent !== text.toString()) throw new Error('the trace does not end as it says')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(content.length)
  await writeFile(file, Buffer.concat([length, content, ...updates]))
  return { name: hasPublic ? 'B4 trace' : 'generated trace', edits: updates.length / 2 }
}

/** A stand-in of the same size and habits: runs of typing, jumps, and one deletion in three edits. */
const generated = (): Trace => {
  let seed = 4
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const txns: { patches: [number, number, string][] }[] = []
  let length = 0
  let at = 0
  while (txns.length < 259_778) {
    if (random() < 0.03) at = Math.floor(random() * (length + 1))
    if (random() < 0.3 && at > 0) {
      txns.push({ patches: [[--at, 1, '']] })
      length--
    } else {
      txns.push({ patches: [[at++, 0, String.fromCharCode(97 + Math.floor(random() * 26))]] })
      length++
    }
  }
  return { txns }
}
