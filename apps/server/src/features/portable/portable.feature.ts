import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import type { Downloads } from '../../platform/downloads.ts'
import { createDeleteAccount, type DeleteNeeds } from './delete-account.ts'
import { exportParts, type ExportNeeds } from './export-parts.ts'
import { toHtmlFile } from './html-file.ts'
import { createImport, type ImportNeeds } from './import-history.ts'
import { toJsonFile } from './json-file.ts'

interface PortableNeeds extends ExportNeeds, ImportNeeds, DeleteNeeds {}

interface Portable {
  readonly commands: CommandHandlers<'import-history' | 'delete-account'>
  readonly queries: QueryHandlers<'imported-cards' | 'imported-card'>
  /** Everything of the person who asks, as the file that the address names. */
  readonly downloads: Downloads
}

/** What a person may take with them, bring along, and have removed. */
export const createPortable = (needs: PortableNeeds): Portable => {
  const { commands, queries } = createImport(needs)
  const nameOf = (ending: string) => `unanimous-${new Date(needs.clock.now()).toISOString().slice(0, 10)}.${ending}`
  return {
    commands: { ...commands, 'delete-account': createDeleteAccount(needs) },
    queries,
    downloads: {
      '/api/export.json': async ({ person }) => ({ type: 'application/json', fileName: nameOf('json'), chunks: toJsonFile(await exportParts(needs, person)) }),
      '/api/export.html': async ({ person }) => ({ type: 'text/html', fileName: nameOf('html'), chunks: toHtmlFile(await exportParts(needs, person)) }),
    },
  }
}
