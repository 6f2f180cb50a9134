import type { DocumentSnapshot } from './document-log.ts'

/** A snapshot as bytes: u32 length of the JSON part, the JSON part, the document's state. */
export const encodeSnapshot = ({ state, ...rest }: DocumentSnapshot): Uint8Array => {
  const json = Buffer.from(JSON.stringify(rest))
  const bytes = Buffer.allocUnsafeSlow(4 + json.length + state.length)
  bytes.writeUInt32LE(json.length, 0)
  bytes.set(json, 4)
  bytes.set(state, 4 + json.length)
  return bytes
}

/** Reads a snapshot whose checksum was verified before, which is why its fields are believed. */
export const decodeSnapshot = (bytes: Uint8Array): DocumentSnapshot => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = 4 + buffer.readUInt32LE(0)
  const rest = JSON.parse(buffer.toString('utf8', 4, end)) as Omit<DocumentSnapshot, 'state'>
  return { ...rest, state: new Uint8Array(buffer.subarray(end)) }
}
