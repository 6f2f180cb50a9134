const table = new Uint32Array(256)
for (let i = 0; i < 256; i++) {
  let value = i
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1
  table[i] = value >>> 0
}

/** CRC-32C (Castagnoli, RFC 3720 B.4) of `bytes[from, to)`: every flipped bit and every burst of up to 32 bits changes it. */
export const crc32c = (bytes: Uint8Array, from = 0, to = bytes.length): number => {
  let crc = 0xffffffff
  for (let i = from; i < to; i++) crc = (table[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
