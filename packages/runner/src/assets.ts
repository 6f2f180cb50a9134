/// <reference path="./vite-urls.d.ts" />
// The build makes these modules: each is the address of a file.
// oxlint-disable import/default
import pgliteData from '@electric-sql/pglite/pglite.data?url'
import pgliteWasm from '@electric-sql/pglite/pglite.wasm?url'
import pyodideWasm from 'pyodide/pyodide.asm.wasm?url'
import pythonStdlib from 'pyodide/python_stdlib.zip?url'
import emptyDatabase from '../dist/empty-database.tar.gz?url'
import pythonWorker from './worker-python.ts?worker&url'
import scriptWorker from './worker-script.ts?worker&url'
import sqlWorker from './worker-sql.ts?worker&url'
import type { Runtimes } from './runtimes.ts'

/** Addresses of everything that runs in a frame, as the build names them: hashed, served by the product itself, fetched when first needed. */
export const runtimes: Runtimes = {
  script: { frame: '/runner/script', worker: { url: scriptWorker, module: false, bytes: 220_000 }, files: {} },
  python: {
    frame: '/runner/wasm', worker: { url: pythonWorker, module: true, bytes: 1_270_000 },
    files: { 'pyodide.asm.wasm': { url: pyodideWasm, bytes: 9_598_218 }, 'python_stdlib.zip': { url: pythonStdlib, bytes: 2_545_637 } },
  },
  sql: {
    frame: '/runner/wasm', worker: { url: sqlWorker, module: true, bytes: 500_000 },
    files: { 'pglite.wasm': { url: pgliteWasm, bytes: 9_086_480 }, 'pglite.data': { url: pgliteData, bytes: 6_242_272 }, 'empty-database.tar.gz': { url: emptyDatabase, bytes: 4_380_000 } },
  },
}
