import { isMissing, startPostgres } from '@unanimous/testing'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL to make databases on, or undefined where none is installed. */
    postgresUrl: string | undefined
  }
}

/** One server for a whole run; a test file asks `inject('postgresUrl')` and makes its own database with `createDatabase`. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const postgres = isMissing('postgresql') ? undefined : await startPostgres()
  project.provide('postgresUrl', postgres?.url)
  return postgres?.stop
}
