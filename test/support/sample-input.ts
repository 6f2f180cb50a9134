import { z } from 'zod'

type Json = Readonly<Record<string, unknown>>

/** A text that fits each shape of text on the wire; a new shape must be given one here. */
const texts: readonly (readonly [pattern: RegExp, sample: string])[] = [
  [/\{22\}/, 'a'.repeat(22)], [/\{16,64\}/, 'b'.repeat(22)], [/\{1,64\}/, 'c'.repeat(12)], [/\\\/\[a-z0-9-\]/, 'coding.some-pack/f1'], [/^\^\[a-z0-9\.-\]/, 'coding.some-pack'], [/a-z\]\{2,3\}/, 'en'], [/^\^\[0-9a\]/, '0'], [/^\^\[01\]/, '1'], [/\\p\{L\}/, 'somebody'],
]

const sampleText = ({ pattern, format, minLength }: Json): string => {
  if (format === 'email') return 'somebody@example.org'
  if (format === 'date') return '2999-12-31'
  if (typeof pattern !== 'string') return 'words'.padEnd(Number(minLength ?? 0), '.')
  const found = texts.find(([shape]) => shape.test(pattern))
  if (!found) throw new Error(`no sample for ${pattern}`)
  return found[1]
}

/** A schema, or the part with a name that it points at. */
const pointedAt = (schema: Json, named: Json): Json => (typeof schema['$ref'] === 'string' ? named[schema['$ref'].replace('#/$defs/', '')] as Json : schema)

const sample = (given: Json, named: Json): unknown => {
  const schema = pointedAt(given, named)
  const [first] = (schema['anyOf'] ?? schema['oneOf'] ?? []) as Json[]
  if (first) return sample(first, named)
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  switch (schema['type']) {
    case 'object': {
      const required = (schema['required'] ?? []) as string[]
      return Object.fromEntries(Object.entries((schema['properties'] ?? {}) as Record<string, Json>).filter(([key]) => required.includes(key)).map(([key, value]) => [key, sample(value, named)]))
    }
    case 'array': return Number(schema['minItems'] ?? 0) > 0 ? [sample(schema['items'] as Json, named)] : []
    case 'string': return sampleText(schema)
    case 'integer':
    case 'number': return schema['minimum'] ?? 0
    case 'boolean': return true
    default: return null
  }
}

/** The smallest input that a schema accepts; what it names does not exist. */
export const sampleInput = (schema: z.ZodType): Record<string, unknown> => {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json
  const made = sample(described, (described['$defs'] ?? {}) as Json) as Record<string, unknown>
  const parsed = schema.safeParse(made)
  if (!parsed.success) throw new Error(`the sample does not fit: ${JSON.stringify(made)} ${parsed.error.message}`)
  return made
}
