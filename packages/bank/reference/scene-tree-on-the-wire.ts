/** A part of a film: its name, and the parts below it in their order. */
export type Part = readonly [name: string, parts: readonly Part[]]
export type WireQuestion = { readonly write: Part } | { readonly read: string }

/** A part that is still being read. */
type Growing = [name: string, parts: Growing[]]

/** The length of a name as `write` puts it: no leading zero, and shorter than a billion. */
const LENGTH = /(0|[1-9][0-9]{0,8}):/y

/** Writes one direction or the other, as the question asks. */
export const solve = (question: WireQuestion): string | Part | null =>
  'write' in question ? write(question.write) : read(question.read)

/** Keeps what is still to be written on a stack of its own, because a tree may be deeper than calls can be. */
export function write(tree: Part): string {
  const written: string[] = []
  const ahead: (Part | ')')[] = [tree]
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === ')') {
      written.push(next)
      continue
    }
    const [name, parts] = next
    written.push(`${name.length}:${name}(`)
    ahead.push(')')
    for (const part of parts.toReversed()) ahead.push(part)
  }
  return written.join('')
}

/** Reads once from left to right with the open parts on a stack, and never looks into a name. */
export function read(text: string): Part | null {
  const open: Growing[] = []
  for (let at = 0; at < text.length; ) {
    if (text[at] === ')') {
      const closed = open.pop()
      at += 1
      if (closed === undefined) return null
      if (open.length === 0) return at === text.length ? closed : null
      continue
    }
    LENGTH.lastIndex = at
    const length = LENGTH.exec(text)?.[1]
    if (length === undefined) return null
    const from = LENGTH.lastIndex
    const to = from + Number(length)
    if (text[to] !== '(') return null
    const part: Growing = [text.slice(from, to), []]
    open.at(-1)?.[1].push(part)
    open.push(part)
    at = to + 1
  }
  return null
}
