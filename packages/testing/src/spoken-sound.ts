import { execFileSync } from 'node:child_process'
import { requireTool } from './outside-tools.ts'

/** What else sounds in the room while somebody speaks. */
export type Room = 'clean' | 'fan' | 'typing'

/** Speech of which every moment is known, because it was put together here. */
export interface SpokenSound {
  readonly rate: number
  readonly samples: Float32Array
  /** Whether somebody speaks, for each 20 ms. */
  readonly truth: readonly boolean[]
}

const RATE = 16_000
const FRAME = RATE / 50
const QUIET = 0.004

const phrases = [
  ['en-us', 'I keep a heap of the nearest sources and drop stale entries when they come up'],
  ['en-gb', 'the count may be a minute old because the store is asked again anyway'],
  ['en-us+f3', 'if this region goes dark we serve the last list that was known to be good'],
  ['en-gb+m3', 'I would rather write twice than read twice here since reads are the hot path'],
  ['en-us+m7', 'let me walk through the second example by hand before I go on'],
  ['en-gb+f2', 'what breaks first is the connection pool and not the disk'],
] as const

/** Seconds of quiet before each phrase and after the last. */
const pauses = [1.2, 3.1, 1.7, 4.2, 2.4, 3.6, 2.1] as const

/** The same numbers each time, between -1 and 1. */
const noiseFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}

/** One phrase without the quiet around it. */
const spoken = (voice: string, text: string): Float32Array => {
  const wav = execFileSync(requireTool('espeak-ng'), ['-v', voice, '-s', '150', '--stdout', text], { maxBuffer: 64 * 1024 * 1024 })
  const rate = wav.readUInt32LE(24)
  const data = wav.indexOf('data') + 8
  const raw = Float32Array.from({ length: (wav.length - data) >> 1 }, (_, index) => wav.readInt16LE(data + 2 * index) / 32_768)
  const length = Math.floor((raw.length * RATE) / rate)
  const same = Float32Array.from({ length }, (_, index) => {
    const at = (index * rate) / RATE
    const left = Math.floor(at)
    return (raw[left] ?? 0) + (at - left) * ((raw[left + 1] ?? 0) - (raw[left] ?? 0))
  })
  const first = same.findIndex((sample) => Math.abs(sample) > QUIET)
  return same.slice(first, same.findLastIndex((sample) => Math.abs(sample) > QUIET) + 1)
}

/** A low hum with air in it, about -38 dB. */
const addFan = (samples: Float32Array): void => {
  const noise = noiseFrom(7)
  let low = 0
  for (let at = 0; at < samples.length; at++) {
    low += 0.08 * (noise() - low)
    samples[at] = (samples[at] ?? 0) + 0.05 * low + 0.004 * Math.sin((2 * Math.PI * 120 * at) / RATE)
  }
}

/** About five keys a second all through: each a click down, with the wood of the desk in it, and a softer one up. */
const addTyping = (samples: Float32Array): void => {
  const noise = noiseFrom(11)
  const click = (from: number, loud: number) => {
    const ring = 900 + 500 * noise()
    for (let at = 0; at < 0.045 * RATE && from + at < samples.length; at++) {
      const fades = Math.exp(-at / (0.007 * RATE))
      samples[from + at] = (samples[from + at] ?? 0) + loud * fades * (0.7 * noise() + 0.5 * Math.sin((2 * Math.PI * ring * at) / RATE))
    }
  }
  for (let at = 0.1; at < samples.length / RATE; at += 0.2 + 0.08 * noise()) {
    click(Math.round(at * RATE), 0.16 + 0.06 * noise())
    click(Math.round((at + 0.075) * RATE), 0.07)
  }
}

const ADD: Readonly<Record<Room, (samples: Float32Array) => void>> = { clean: () => undefined, fan: addFan, typing: addTyping }

/** Three quarters of a minute of six phrases by six voices, or of the first of them, in a room of one's choice. Needs espeak-ng. */
export const spokenSound = (room: Room, count: number = phrases.length): SpokenSound => {
  const parts = phrases.slice(0, count).map(([voice, text]) => spoken(voice, text))
  const quiet = pauses.slice(0, count + 1).map((seconds) => Math.round((seconds * RATE) / FRAME) * FRAME)
  const total = parts.reduce((sum, part) => sum + part.length, 0) + quiet.reduce((sum, each) => sum + each, 0)
  const samples = new Float32Array(Math.ceil(total / FRAME) * FRAME)
  const truth = Array.from({ length: samples.length / FRAME }, () => false)
  let at = 0
  for (const [index, part] of parts.entries()) {
    at += quiet[index] ?? 0
    samples.set(part, at)
    truth.fill(true, Math.round(at / FRAME), Math.round((at + part.length) / FRAME))
    at += part.length
  }
  ADD[room](samples)
  return { rate: RATE, samples, truth }
}

/** The same as a file that a browser takes for a microphone. */
export const toWav = ({ rate, samples }: Pick<SpokenSound, 'rate' | 'samples'>): Buffer => {
  const wav = Buffer.alloc(44 + 2 * samples.length)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + 2 * samples.length, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(2 * rate, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(2 * samples.length, 40)
  samples.forEach((sample, index) => wav.writeInt16LE(Math.round(32_767 * Math.max(-1, Math.min(1, sample))), 44 + 2 * index))
  return wav
}
