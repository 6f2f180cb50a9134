import { generateOpenApi } from './platform/http-door.ts'
import { readFileSync } from 'node:fs'

/** The API's document as it is committed in `openapi.json`: `node src/print-openapi.ts > openapi.json`. */
export const printedOpenApi = async (): Promise<string> => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
  return `${JSON.stringify(await generateOpenApi(version), null, 1)}\n`
}

if (process.argv[1] === import.meta.filename) process.stdout.write(await printedOpenApi())
