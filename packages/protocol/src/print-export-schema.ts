import { exportJsonSchema } from './export.ts'

/** The export's schema as it is committed: `node src/print-export-schema.ts > export.schema.json`. */
export const printedExportSchema = (): string => `${JSON.stringify(exportJsonSchema(), null, 1)}\n`

if (process.argv[1] === import.meta.filename) process.stdout.write(printedExportSchema())
