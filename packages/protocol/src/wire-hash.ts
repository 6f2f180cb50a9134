import { createHash } from 'node:crypto'
import { z } from 'zod'
import * as socket from './socket.ts'
import { commands, queries } from './table.ts'

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/**
 * A hash of the JSON schema of everything that crosses the wire: operations with who may ask, and socket messages.
 * Used by the test that ties it to PROTOCOL_VERSION, and by `node src/wire-hash.ts`, which prints it.
 */
export const wireHash = (operations: typeof commands & typeof queries = { ...commands, ...queries }): string => {
  const described = Object.entries(operations).map(([name, spec]) => [name, spec.who, schemaOf(spec.input), schemaOf(spec.output)])
  const messages = Object.entries(socket).filter(([, value]) => value instanceof z.ZodType).toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([name, value]) => [name, schemaOf(value as z.ZodType)])
  return createHash('sha256').update(JSON.stringify([described, messages])).digest('hex')
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${wireHash()}\n`)
