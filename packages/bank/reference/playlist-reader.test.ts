import { expect, test } from 'vitest'
import { solve, type Playlist } from './playlist-reader.ts'
import { seeded, times } from './random-input.ts'

const VALUE = '(?:[0-9]{1,9}|"[^"\\n]*")'
const MORE = `(?:[a-z-]+=${VALUE},)*`

/** Attributes with those that are needed among them. That a key may not come twice is tested by itself. */
const attributes = (...needed: string[]): string => `${needed.map(each => `(?=${MORE}${each}[,\\n])`).join('')}${MORE}[a-z-]+=${VALUE}\\n`
const VARIANT = `#VARIANT ${attributes('name="[^"\\n]*"', 'kbps=[0-9]{1,9}')}`
const SEGMENT = `#SEGMENT ${attributes('ms=[0-9]{1,9}')}[^#\\n][^\\n]*\\n`
const REMARK = '#(?!(?:VARIANT|SEGMENT|LIST|END)[ \\n])[^\\n]*\\n'
const LIST = new RegExp(`^#LIST\\n(?:${REMARK})*(?:${VARIANT}(?:${REMARK}|${SEGMENT})*)*#END\\n$`)

const isList = (lines: readonly string[]): boolean => LIST.test(lines.map(line => `${line}\n`).join(''))

/** A beginning is good when some end makes a list of it. */
const isBeginning = (lines: readonly string[]): boolean => [[], ['#LIST', '#END'], ['#END'], ['x', '#END']].some(end => isList([...lines, ...end]))

/** One pattern over the whole text, for it and for each of its beginnings. */
function bruteForce(lines: readonly string[]): Playlist {
  if (!isList(lines)) return { wrong: 1 + times(lines.length, index => index).filter(index => isBeginning(lines.slice(0, index + 1))).length }
  const text = lines.map(line => `${line}\n`).join('')
  const blocks = text.match(new RegExp(`${VARIANT}(?:${REMARK}|${SEGMENT})*`, 'g')) ?? []
  const valueOf = (key: string, block: string): string => {
    const [, text, digits] = new RegExp(`^#\\w+ ${MORE}${key}=(?:"([^"\\n]*)"|([0-9]+))`).exec(block) ?? []
    return text ?? digits ?? ''
  }
  return {
    variants: blocks.map(block => {
      const segments = block.match(new RegExp(SEGMENT, 'g')) ?? []
      const lengths = segments.map(segment => Number(valueOf('ms', segment)))
      return {
        name: valueOf('name', block),
        kbps: Number(valueOf('kbps', block)),
        segments: segments.map((segment, index) => {
          const from = lengths.slice(0, index).reduce((sum, ms) => sum + ms, 0)
          return [segment.split('\n')[1] ?? '', from, lengths[index] ?? 0] as const
        }),
      }
    }),
  }
}

const GOOD = [
  '#VARIANT name="a, b",kbps=300', '#VARIANT kbps=7,codec="x",name=""', '#SEGMENT ms=5\nx.seg',
  '#SEGMENT title="ms=9",ms=20\nms=4 #', '#', '#VARIANTS', '# END',
]
const BAD = [
  '#VARIANT', '#VARIANT name=a,kbps=3', '#VARIANT name="a" ,kbps=3', '#VARIANT name="a",kbps="3"', '#SEGMENT ms=5\n#x', '#SEGMENT ms=5\n',
  '#SEGMENT ms="5"\nx', '#SEGMENT ms=5,\nx', '#SEGMENT  ms=5\nx', '#SEGMENT ms=1234567890\nx', '#END x', '#LIST', '', 'x',
]

test('playlist reader: one pattern over the whole text and its beginnings', () => {
  const below = seeded(26)
  const seen = { lists: 0, wrong: 0 }
  for (let round = 0; round < 3000; round++) {
    const pick = (lines: readonly string[]): string => lines[below(lines.length)] ?? ''
    const middle = times(below(7), () => pick(below(12) === 0 ? BAD : GOOD))
    const start = below(20) === 0 ? [] : ['#LIST', ...(below(5) === 0 ? [] : ['#VARIANT name="v",kbps=1'])]
    const end = pick(['#END', '#END', '#END', '#END', '#END', '#SEGMENT ms=1', '#SEGMENT ms=1\n#END', '#', '#END\n#'])
    const lines = [...start, ...middle, end].join('\n').split('\n')
    const read = solve({ lines })
    seen['variants' in read ? 'lists' : 'wrong'] += 1
    expect(read, lines.join('\n')).toEqual(bruteForce(lines))
  }
  expect(Math.min(seen.lists, seen.wrong)).toBeGreaterThan(500)
})

test('playlist reader: of every playlist that is cut off, the line that is missing is named, or the one that is cut', () => {
  const lines = ['#LIST', '#VARIANT name="late, late",kbps=900', '# by hand', '#SEGMENT ms=6000', 'a.seg', '#SEGMENT ms=4000', 'b.seg', '#END']
  const text = lines.join('\n')
  for (let length = 0; length < text.length; length++) {
    const cut = text.slice(0, length).split('\n')
    const read = solve({ lines: cut })
    expect('wrong' in read && [cut.length, cut.length + 1].includes(read.wrong), text.slice(0, length)).toBe(true)
  }
})

test('playlist reader: no key comes twice', () => {
  const list = (attributes: string): Playlist => solve({ lines: ['#LIST', `#VARIANT ${attributes}`, '#END'] })
  expect(list('name="a",kbps=1,x=1,y=1')).toHaveProperty('variants')
  for (const twice of ['name="a",kbps=1,x=1,x=1', 'name="a",name="a",kbps=1', 'kbps=1,kbps=2,name="a"']) expect(list(twice)).toEqual({ wrong: 2 })
})
