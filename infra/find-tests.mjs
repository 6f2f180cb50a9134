// Finds the tests of a TypeScript file without a parser: vitest's `test` and `it`, with modifiers and tables.

const QUOTES = "'\"`"
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};>]|\breturn)\s*$/
const CALL = /(?<![\w.$])(?:test|it)((?:\s*\.\s*\w+)*)\s*(?=[(`<])/g

/** @param {string} source @param {number} from at an opening quote @returns {number} just after the closing one */
function endOfString(source, from) {
  const quote = source[from]
  let at = from + 1
  while (at < source.length && source[at] !== quote) {
    if (source[at] === '\\') at += 2
    else if (quote === '`' && source.startsWith('${', at)) at = endOfSubstitution(source, at + 2)
    else at += 1
  }
  return at + 1
}

/** @param {string} source @param {number} from just inside `${` @returns {number} just after its `}` */
function endOfSubstitution(source, from) {
  let depth = 1
  let at = from
  while (at < source.length && depth > 0) {
    const sign = source[at] ?? ''
    if (QUOTES.includes(sign)) at = endOfString(source, at)
    else {
      if (sign === '{') depth += 1
      if (sign === '}') depth -= 1
      at += 1
    }
  }
  return at
}

/** @param {string} source @param {number} at @returns {number} the end of the comment, string or regular expression that begins here, or `at` */
function endOfOpaque(source, at) {
  const sign = source[at] ?? ''
  if (QUOTES.includes(sign)) return endOfString(source, at)
  if (sign !== '/') return at
  const end = (/** @type {number} */ found) => (found < 0 ? source.length : found)
  if (source[at + 1] === '/') return end(source.indexOf('\n', at))
  if (source[at + 1] === '*') return end(source.indexOf('*/', at) + 2)
  if (!BEFORE_REGEX.test(source.slice(Math.max(0, at - 40), at))) return at
  const regex = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//.exec(source.slice(at))
  return regex === null ? at : at + regex[0].length
}

/** @param {string} opaque @returns {string} its length in spaces; a string keeps its quotes */
function blank(opaque) {
  const spaces = opaque.replace(/[^\n]/g, ' ')
  return QUOTES.includes(opaque[0] ?? '/') ? `${opaque[0]}${spaces.slice(1, -1)}${opaque.at(-1)}` : spaces
}

/** @param {string} source @returns {string} the same length, with the inside of strings, comments and regular expressions blanked */
function mask(source) {
  let masked = ''
  let at = 0
  while (at < source.length) {
    const end = endOfOpaque(source, at)
    masked += end > at ? blank(source.slice(at, end)) : source[at]
    at = Math.max(end, at + 1)
  }
  return masked
}

/** @param {string} masked @param {number} from at an opening parenthesis @returns {number} just after the closing one */
function endOfGroup(masked, from) {
  let depth = 0
  for (let at = from; at < masked.length; at += 1) {
    if ('([{'.includes(masked[at] ?? '')) depth += 1
    if (')]}'.includes(masked[at] ?? '')) depth -= 1
    if (depth === 0) return at + 1
  }
  return masked.length
}

/** @param {string} source @param {string} masked @param {number} from after `test`, `test.each` and the like @returns {string | undefined} */
function titleAt(source, masked, from) {
  let at = from
  while (at < masked.length) {
    if (masked[at] === '`') at = masked.indexOf('`', at + 1) + 1
    const inside = /^\(\s*/.exec(masked.slice(at))
    if (inside === null) return undefined
    const first = at + inside[0].length
    if (QUOTES.includes(source[first] ?? ' ')) return source.slice(first + 1, endOfString(source, first) - 1)
    at = endOfGroup(masked, at)
  }
  return undefined
}

/**
 * Every call of `test` and `it` in a file: its title where that is a literal, its line, and whether it runs
 * (`skip`, `todo` and their like don't show a rule).
 * @param {string} source @returns {{title: string | undefined, line: number, runs: boolean}[]}
 */
export function findTests(source) {
  const masked = mask(source)
  // Type arguments of a table say nothing here and may hold brackets of every sort.
  const calls = masked.replace(/(\.\s*(?:each|for))(<[^(`]*>)(?=\s*[(`])/g, (_, name, types) => name + ' '.repeat(types.length))
  return [...calls.matchAll(CALL)].map((call) => ({
    title: titleAt(source, calls, call.index + call[0].length),
    line: source.slice(0, call.index).split('\n').length,
    runs: !/\b(?:skip|todo|skipIf|runIf)\b/.test(call[1] ?? ''),
  }))
}
