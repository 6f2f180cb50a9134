/// <reference path="./vite-urls.d.ts" />
import { loadPyodide } from 'pyodide'
import createPyodideModule from 'pyodide/pyodide.asm.mjs'
import type { CaseAnswer, RunRequest } from './backend.ts'
import { pythonHarness } from './python-source.ts'
import { readSignature } from './signature.ts'
import { type Runtime, serveRuns } from './worker-side.ts'

type RunMain = (code: string, stdin: string, write: (text: string) => void, cases: string, answer: (index: number, answer: string) => void) => boolean

let runMain: RunMain | undefined

/** The runtime asks for its files by address. Nothing is fetched here: the page has brought them. */
const answerFromFiles = (files: Readonly<Record<string, ArrayBuffer>>) => {
  const types: Readonly<Record<string, string>> = { wasm: 'application/wasm' }
  const fetchGiven = async (address: RequestInfo | URL): Promise<Response> => {
    const name = String(address instanceof Request ? address.url : address).split('/').at(-1) ?? ''
    const file = files[name]
    if (!file) throw new TypeError(`there is no ${name} here`)
    return new Response(file, { headers: { 'Content-Type': types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream' } })
  }
  Object.assign(self, { fetch: fetchGiven })
}

/** Packages are none of this runtime; what is imported is in the standard library or not there. */
const noPackages = { info: { arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2', abi_version: '2026_0' }, packages: {} }

const runtime: Runtime = {
  async prepare(files) {
    const fetched = self.fetch
    answerFromFiles(files)
    const python = await loadPyodide({ indexURL: 'https://given.invalid/', lockFileContents: JSON.stringify(noPackages), packageBaseUrl: 'https://given.invalid/', createPyodideModule, stdin: () => null } as Parameters<typeof loadPyodide>[0])
    Object.assign(self, { fetch: fetched })
    const names = python.toPy({ __name__: 'harness' })
    await python.runPythonAsync(pythonHarness, { globals: names })
    runMain = names.get('run_main') as RunMain
  },
  async run({ code, stdin, cases }: RunRequest, speaker) {
    const plan = cases && readSignature(cases.signature)
    const asked = cases && plan ? JSON.stringify({ plan, inputs: cases.inputs }) : ''
    const ended = runMain?.(code, stdin, speaker.print, asked, (index, answer) => speaker.case(index, JSON.parse(answer) as CaseAnswer))
    return { failed: ended !== true }
  },
}

serveRuns(runtime)
