// Takes the 16 kHz weights of Silero VAD v6 out of its ONNX file and writes them as numbers of half precision:
//   node extract.mjs silero_vad_v6.onnx silero-vad-v6.bin
// The ONNX file is the one in the npm package @ricky0123/vad-web 0.0.31 (dist/silero_vad_v6.onnx).
import { readFileSync, writeFileSync } from 'node:fs'

const ORDER = [
  ...[0, 1, 2, 3].flatMap(layer => [`encoder.${layer}.reparam_conv.weight`, `encoder.${layer}.reparam_conv.bias`]),
  'decoder.rnn.weight_ih', 'decoder.rnn.weight_hh', 'decoder.rnn.bias_ih', 'decoder.rnn.bias_hh', 'decoder.decoder.2.weight', 'decoder.decoder.2.bias',
]

/** The fields of a protocol buffers message: number and value. */
const fields = bytes => {
  let at = 0
  const varint = () => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return value
    }
  }
  const take = size => bytes.subarray(at, at += size)
  const read = { 0: varint, 1: () => take(8), 2: () => take(Number(varint())), 5: () => take(4) }
  const found = []
  while (at < bytes.length) {
    const key = varint()
    found.push([Number(key >> 3n), read[Number(key & 7n)]()])
  }
  return found
}

const one = (message, number) => message.find(([each]) => each === number)?.[1]
const text = bytes => Buffer.from(bytes ?? []).toString()
const tensors = new Map()

/** Walks nodes and their inner graphs; the branch for 16 kHz is the `then` of the outermost choice. */
const walk = (graph, inside) => {
  for (const [number, node] of graph) {
    if (number !== 1) continue
    for (const [field, attribute] of fields(node)) {
      if (field !== 5) continue
      const parts = fields(attribute)
      const name = text(one(parts, 1))
      const tensor = one(parts, 5) && fields(one(parts, 5))
      if (inside && tensor && one(tensor, 9)) tensors.set(text(one(tensor, 8)), one(tensor, 9))
      const inner = one(parts, 6)
      if (inner && (inside || name === 'then_branch')) walk(fields(inner), true)
    }
  }
}

const toHalf = value => {
  const [bits] = new Uint32Array(new Float32Array([value]).buffer)
  const sign = (bits >>> 16) & 0x8000
  const exponent = ((bits >>> 23) & 0xff) - 112
  const fraction = bits & 0x7fffff
  if (exponent >= 31) throw new Error(`${value} is too large`)
  if (exponent <= 0) return sign | Math.round(Math.abs(value) * 2 ** 24)
  const rounded = (exponent << 10) + (fraction >>> 13) + ((fraction >>> 12) & 1)
  return sign | rounded
}

const [from, to] = process.argv.slice(2)
walk(fields(one(fields(readFileSync(from)), 7)), false)
const halves = ORDER.flatMap(name => {
  const raw = tensors.get(name)
  if (!raw) throw new Error(`${name} is not in ${from}`)
  return Array.from({ length: raw.length / 4 }, (_, index) => toHalf(raw.readFloatLE(index * 4)))
})
const file = Buffer.alloc(halves.length * 2)
halves.forEach((half, index) => file.writeUInt16LE(half, index * 2))
writeFileSync(to, file)
process.stdout.write(`${to}: ${halves.length} numbers, ${file.length} bytes\n`)
