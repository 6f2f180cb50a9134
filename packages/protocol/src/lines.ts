const newline = 10

const joined = (parts: readonly Uint8Array[], size: number): Uint8Array => {
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/**
 * Cuts a stream of bytes into lines of UTF-8, without their ends. `tooLong` is called once, when a line takes more than
 * `mostBytes`; nothing is read after that.
 */
export const createLines = ({ mostBytes, line, tooLong }: { readonly mostBytes: number; readonly line: (text: string) => void; readonly tooLong: () => void }): ((bytes: Uint8Array) => void) => {
  const decoder = new TextDecoder()
  let parts: Uint8Array[] = []
  let size = 0
  let broken = false
  return (bytes) => {
    for (let rest = bytes; rest.length > 0 && !broken;) {
      const end = rest.indexOf(newline)
      const piece = end === -1 ? rest : rest.subarray(0, end)
      size += piece.length
      if (size > mostBytes) {
        broken = true
        return tooLong()
      }
      parts.push(piece)
      if (end === -1) return
      const text = decoder.decode(joined(parts, size))
      parts = []
      size = 0
      rest = rest.subarray(end + 1)
      line(text)
    }
  }
}
