import { describe, expect, test } from 'vitest'
import { frameOf, headOf, readRecording, type About } from './frames.ts'

const about: About = { recording: 'r', session: 's', peer: 'osprey', startedAt: 10_000, type: 'audio/webm' }
const text = (words: string) => new TextEncoder().encode(words)

const framesOf = (seconds: number): Uint8Array[] => [
  frameOf('about', text(JSON.stringify(about)), about.startedAt),
  frameOf('head', text('HEAD'), about.startedAt),
  ...Array.from({ length: seconds }, (_, second) => frameOf('sound', text(`${second === 0 ? 'HEAD' : ''}[${second}]`), about.startedAt + 1_000 * (second + 1))),
]
const fileOf = (...frames: readonly Uint8Array[]) => new Blob(frames.map(frame => Uint8Array.from(frame)))
const broken = (frame: Uint8Array, at: number) => frame.map((byte, index) => (index === at ? byte ^ 0xff : byte))
const heard = async (file: Blob) => {
  const { sound, lost, lengthMs, wasEnded } = await readRecording(file)
  return { sound: await sound.text(), lost, lengthMs, wasEnded }
}

describe('a recording', () => {
  test('is what was appended, whole, with what it is of', async () => {
    const file = fileOf(...framesOf(3), frameOf('end', text(''), 13_000))
    expect(await heard(file)).toEqual({ sound: 'HEAD[0][1][2]', lost: [], lengthMs: 3_000, wasEnded: true })
    expect((await readRecording(file)).about).toEqual(about)
  })

  test('cut anywhere keeps every frame before the cut', async () => {
    const whole = fileOf(...framesOf(4))
    const ends = framesOf(4).reduce<number[]>((list, frame) => [...list, (list.at(-1) ?? 0) + frame.length], [])
    for (let size = 0; size <= whole.size; size += 5) {
      const kept = ends.filter(end => end <= size).length
      const { sound, wasEnded } = await heard(whole.slice(0, size))
      expect(sound).toBe(['HEAD[0]', '[1]', '[2]', '[3]'].slice(0, Math.max(0, kept - 2)).join(''))
      expect(wasEnded).toBe(false)
    }
  })

  test.each([['its checksum', 12], ['its length', 9], ['its first letter', 0], ['what it holds', 25]])('a frame broken in %s is left out and named, and the rest plays', async (_, at) => {
    const frames = framesOf(5)
    const file = fileOf(...frames.map((frame, index) => (index === 4 ? broken(frame, at) : frame)))
    expect(await heard(file)).toEqual({ sound: 'HEAD[0][1][3][4]', lost: [{ fromMs: 2_000, toMs: 3_000 }], lengthMs: 5_000, wasEnded: false })
  })

  test('with a broken first second plays from the copy of its head', async () => {
    const file = fileOf(...framesOf(3).map((frame, index) => (index === 2 ? broken(frame, 26) : frame)))
    expect(await heard(file)).toMatchObject({ sound: 'HEAD[1][2]', lost: [{ fromMs: 0, toMs: 1_000 }] })
  })

  test('of nothing but noise is nothing', async () => {
    expect(await heard(new Blob([new Uint8Array(100_000).fill(7)]))).toEqual({ sound: '', lost: [], lengthMs: 0, wasEnded: false })
    expect((await readRecording(new Blob([]))).about).toBeUndefined()
  })
})

test('the head of a WebM file is all before its first cluster', () => {
  expect([...headOf(Uint8Array.of(1, 2, 3, 0x1f, 0x43, 0xb6, 0x75, 9))]).toEqual([1, 2, 3])
  expect([...headOf(Uint8Array.of(1, 2, 3))]).toEqual([])
})
