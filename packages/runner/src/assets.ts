/// <reference path="./vite-urls.d.ts" />
// The build makes these modules: each is the address of a file.
// oxlint-disable import/default
import scriptWorker from './worker-script.ts?worker&url'
import type { Runtimes } from './runtimes.ts'

/** Addresses of everything that runs in a frame, as the build names them: hashed, served by the product itself, fetched when first needed. */
export const runtimes: Runtimes = {
  script: { frame: '/runner/script', worker: { url: scriptWorker, module: false, bytes: 220_000 }, files: {} },
}
