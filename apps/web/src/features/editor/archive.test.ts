import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { zipOf } from './archive.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0
if (!hasPython) console.error('SKIPPED: the archive of texts is opened by an independent reader (python3).')

describe.skipIf(!hasPython)('everything in one file', () => {
  test('is an archive that an independent reader opens and checks, umlauts and empty files included', () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'))
    try {
      const file = join(folder, 'texts.zip')
      const files = [{ name: 'solution.ts', text: 'const größe = "✓"\n' }, { name: 'outline.md', text: '' }]
      writeFileSync(file, Buffer.concat(zipOf(files)))
      const read = execFileSync('python3', ['-c', 'import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps([{"name":n,"text":z.read(n).decode()} for n in z.namelist()]))', file], { encoding: 'utf8' })
      expect(JSON.parse(read)).toEqual(files)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
