/**
 * Makes the folder of an empty database, once, when the product is built: a browser that had to make it by itself would take a minute on
 * a small machine before the first statement ran.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'

const folder = new URL('dist/', import.meta.url)

// A database of one person for ten seconds needs no room for a journal.
const database = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] })
await database.exec('vacuum freeze')
await database.exec('checkpoint')
const tar = await (await database.dumpDataDir('none')).arrayBuffer()
await database.close()
await mkdir(folder, { recursive: true })
await writeFile(new URL('empty-database.tar.gz', folder), await promisify(gzip)(new Uint8Array(tar), { level: 9 }))
