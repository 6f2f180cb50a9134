/** A file for the archive. Names are plain; nothing checks them. */
export interface ArchivedFile {
  readonly name: string
  readonly text: string
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  return rest
})
const crc32 = (bytes: Uint8Array): number => ~bytes.reduce((crc, byte) => (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8), -1) >>> 0

type Field = readonly [bytes: 2 | 4, value: number]

const record = (fields: readonly Field[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  return bytes
}

// Names are UTF-8 (bit 11), nothing is compressed, and the day is the first that the format knows: equal texts make equal archives.
const asUtf8 = 0x0800
const firstDay = 0x21

/** A zip of text files as APPNOTE 6.3 has it, without compression: a few short programs are not worth a library. */
export const zipOf = (files: readonly ArchivedFile[]): Uint8Array<ArrayBuffer>[] => {
  const encoder = new TextEncoder()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let at = 0
  for (const { name, text } of files) {
    const [path, data] = [encoder.encode(name), encoder.encode(text)]
    const about: readonly Field[] = [[2, 20], [2, asUtf8], [2, 0], [2, 0], [2, firstDay], [4, crc32(data)], [4, data.length], [4, data.length], [2, path.length], [2, 0]]
    const head = record([[4, 0x04034b50], ...about])
    pieces.push(head, path, data)
    directory.push(record([[4, 0x02014b50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), path)
    at += head.length + path.length + data.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  return [...pieces, ...directory, record([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]])]
}
