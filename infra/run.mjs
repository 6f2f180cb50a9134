// The one way in: `npm start`, `npm test` and `pnpm dev|check|bench|…` all come here. It runs on any Node from 20.19 on, has no
// dependencies, and brings everything else: see infra/bootstrap.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from './bootstrap/failure.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const jobs = ['start', 'test', 'check', 'dev', 'bench', 'script']
const [job = '', ...args] = process.argv.slice(2)

try {
  if (!jobs.includes(job)) throw new Failure(`Usage: node infra/run.mjs ${jobs.join('|')} [arguments]`)
  const { run } = await import(`./jobs/${job}.mjs`)
  process.exitCode = await run(root, args)
} catch (error) {
  if (!(error instanceof Failure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
