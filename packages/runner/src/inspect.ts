const deepest = 4
const mostItems = 100
const mostChars = 10_000
const lineWidth = 76

const identifier = /^[A-Za-z_$][\w$]*$/

const quoted = (text: string): string => `'${(text.length > mostChars ? `${text.slice(0, mostChars)}…` : text).replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
const keyOf = (key: string | symbol): string => (typeof key === 'symbol' ? `[${String(key)}]` : identifier.test(key) ? key : quoted(key))

const nameOf = (value: object): string => {
  const made = (Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null)?.constructor?.name
  return typeof made === 'string' ? made : 'null'
}

/** Parts in one line where they fit, else one a line. */
const joined = (head: string, open: string, parts: readonly string[], close: string, indent: string): string => {
  const lead = head === '' ? '' : `${head} `
  if (parts.length === 0) return `${lead}${open}${close}`
  const line = `${lead}${open} ${parts.join(', ')} ${close}`
  if (line.length + indent.length <= lineWidth && !line.includes('\n')) return open === '[' ? `${lead}[${parts.join(', ')}]` : line
  return `${lead}${open}\n${parts.map(part => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`
}

const primitive = (value: unknown): string | undefined => {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return Function.prototype.toString.call(value).startsWith('class') ? `[class ${value.name || '(anonymous)'}]` : `[Function${value.name ? `: ${value.name}` : ' (anonymous)'}]`
  if (Object.is(value, -0)) return '-0'
  return typeof value === 'object' && value !== null ? undefined : String(value)
}

const special = (value: object): string | undefined => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (value instanceof Error) return value.stack ?? `${value.name}: ${value.message}`
  if (value instanceof Promise) return 'Promise'
  if (value instanceof WeakMap || value instanceof WeakSet) return `${nameOf(value)} { … }`
  return undefined
}

type Show = (value: unknown) => string

const more = (count: number): readonly string[] => (count > mostItems ? [`… ${count - mostItems} more`] : [])

const listed = (items: Iterable<unknown>, count: number, show: Show): readonly string[] => {
  const parts: string[] = []
  for (const item of items) {
    if (parts.length === mostItems) break
    parts.push(show(item))
  }
  return [...parts, ...more(count)]
}

const pairsOf = (value: object, show: Show): readonly string[] => {
  const keys = Reflect.ownKeys(value).filter(key => Object.prototype.propertyIsEnumerable.call(value, key))
  const parts = keys.slice(0, mostItems).map(key => {
    const about = Object.getOwnPropertyDescriptor(value, key)
    return `${keyOf(key)}: ${about && 'value' in about ? show(about.value) : '[Getter]'}`
  })
  return [...parts, ...more(keys.length)]
}

const titled = (value: object, plain: string): string => {
  const name = nameOf(value)
  return name === plain ? '' : name === 'null' ? '[null prototype]' : name
}

const shownObject = (value: object, indent: string, show: Show): string => {
  if (Array.isArray(value)) return joined(titled(value, 'Array'), '[', listed(value, value.length, show), ']', indent)
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const numbers = value as unknown as ArrayLike<unknown> & Iterable<unknown>
    return joined(`${nameOf(value)}(${numbers.length})`, '[', listed(numbers, numbers.length, show), ']', indent)
  }
  if (value instanceof Set) return joined(`${nameOf(value)}(${value.size})`, '{', listed(value, value.size, show), '}', indent)
  if (value instanceof Map) {
    const pairs = [...value].slice(0, mostItems).map(([key, each]) => `${show(key)} => ${show(each)}`)
    return joined(`${nameOf(value)}(${value.size})`, '{', [...pairs, ...more(value.size)], '}', indent)
  }
  return joined(titled(value, 'Object'), '{', pairsOf(value, show), '}', indent)
}

/** A value as a person reads it in a terminal. Never throws, whatever traps the value sets. */
export const inspect = (value: unknown, indent = '', within: readonly object[] = []): string => {
  try {
    const simple = primitive(value)
    if (simple !== undefined) return simple
    const object = value as object
    const known = special(object)
    if (known !== undefined) return known
    if (within.includes(object)) return '[Circular]'
    if (within.length >= deepest) return Array.isArray(object) ? '[Array]' : `[${nameOf(object)}]`
    const chain = [...within, object]
    return shownObject(object, indent, each => inspect(each, `${indent}  `, chain))
  } catch {
    return '[unreadable]'
  }
}

/** What `console.log` prints for its arguments: texts as they are, `%s %d %i %f %j %o %O %%` in the first, the rest inspected. */
export const formatLog = (given: readonly unknown[]): string => {
  const [first, ...rest] = given
  if (typeof first !== 'string') return given.map(each => (typeof each === 'string' ? each : inspect(each))).join(' ')
  const left = [...rest]
  const text = first.replaceAll(/%([sdifjoOc%])/g, (found, kind: string) => {
    if (kind === '%') return '%'
    if (left.length === 0) return found
    const value = left.shift()
    if (kind === 'c') return ''
    if (kind === 's') return typeof value === 'string' ? value : inspect(value)
    if (kind === 'd' || kind === 'f') return String(Number(value))
    if (kind === 'i') return String(Math.trunc(Number(value)))
    return kind === 'j' ? JSON.stringify(value) : inspect(value)
  })
  return [text, ...left.map(each => (typeof each === 'string' ? each : inspect(each)))].join(' ')
}
