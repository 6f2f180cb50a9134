import type { ChangeSpec } from '@codemirror/state'

/**
 * The edits that make one text of another, line by line around what both share, so that a caret or a mark in a line that
 * stays is not lost. Empty when they are equal. Short texts are compared line for line; of long ones the changed middle is
 * replaced as one.
 */
export const changesBetween = (before: string, after: string): readonly ChangeSpec[] => {
  if (before === after) return []
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  if (old.length === fresh.length) return linewise(old, fresh)
  const least = Math.min(before.length, after.length)
  let start = 0
  while (start < least && before[start] === after[start]) start += 1
  let end = 0
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return [{ from: start, to: before.length - end, insert: after.slice(start, after.length - end) }]
}

const linewise = (old: readonly string[], fresh: readonly string[]): readonly ChangeSpec[] => {
  let at = 0
  return old.flatMap((line, index) => {
    const from = at
    at += line.length + 1
    const insert = fresh[index] ?? ''
    return insert === line ? [] : [{ from, to: from + line.length, insert }]
  })
}
