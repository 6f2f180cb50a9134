/** Units of text from which on a block ends with its line. */
export const blockUnits = 4_096

/**
 * A long output in blocks of whole lines, which the page lays out each by itself and only where it is looked at. Joined they are
 * the output. A line that is longer than a block is one block.
 */
export const outputBlocks = (text: string): readonly string[] => {
  const blocks: string[] = []
  for (let from = 0; from < text.length;) {
    const end = from + blockUnits
    const within = end < text.length ? text.lastIndexOf('\n', end - 1) : text.length
    const at = within >= from ? within : text.indexOf('\n', end)
    const next = at === -1 ? text.length : Math.min(text.length, at + 1)
    blocks.push(text.slice(from, next))
    from = next
  }
  return blocks
}

/** How many lines a block takes where none of them is wrapped. */
export const linesIn = (block: string): number => block.split('\n').length - (block.endsWith('\n') ? 1 : 0)
