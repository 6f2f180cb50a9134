import { expect, test } from 'vitest'
import { boardLimits, keepBoard, mayHoldElement, openBoard, outlineOfBoard, bareNodes, outlineLines, readElement, storeElement } from '../index.ts'
import { box, seeded } from './canvas.test-kit.ts'
import { isOrderKey, keyBetween } from './order-keys.ts'

const placed = (id: string, more = {}) => ({ ...box(id), index: 'a0', ...more })
const stroke = (points: readonly (readonly [number, number])[]) => placed('s', { type: 'freedraw', points, pressures: [], simulatePressure: true })

test('an element comes back as it was put in, with nothing usual kept', () => {
  const kept = storeElement(placed('a', { backgroundColor: '#ffec99', customData: { kind: 'queue' } }))
  expect(kept).toEqual({ t: 'rectangle', x: 10, y: 20, w: 120, h: 60, i: 'a0', s: 7, v: 1, n: kept?.['n'], fill: '#ffec99', kind: 'queue' })
  const drawn = readElement('a', kept)
  expect(drawn).toMatchObject({ id: 'a', type: 'rectangle', width: 120, backgroundColor: '#ffec99', customData: { kind: 'queue' }, link: null, strokeColor: '#1e1e1e' })
  expect(storeElement(drawn ?? {})).toEqual(kept)
})

test('a stroke of 200 points is a few hundred bytes, to a tenth of a pixel', () => {
  const random = seeded(1)
  let [x, y] = [0, 0]
  const points = Array.from({ length: 200 }, () => [x += random() * 6 - 3, y += random() * 6 - 3] as const)
  const kept = storeElement(stroke(points))
  expect(kept?.['p']).toSatisfy((packed: Uint8Array) => packed.length < 500)
  const drawn = readElement('s', kept)
  for (const [at, point] of points.entries()) for (const axis of [0, 1] as const) expect(Math.abs((drawn?.points?.[at]?.[axis] ?? 99) - point[axis])).toBeLessThan(0.051)
  expect(storeElement(drawn ?? {})).toEqual(kept)
})

test('a stroke longer than the limit loses every other point and keeps its end', () => {
  const kept = storeElement(stroke(Array.from({ length: boardLimits.points * 3 }, (_, at) => [at, at] as const)))
  const drawn = readElement('s', kept)
  expect(drawn?.points?.length).toBeLessThanOrEqual(boardLimits.points)
  expect(drawn?.points?.at(-1)).toEqual([boardLimits.points * 3 - 1, boardLimits.points * 3 - 1])
})

test('what a canvas says beyond the whitelist falls back to the usual; links go', () => {
  const kept = storeElement(placed('a', { link: 'javascript:alert(1)', strokeColor: 'url(http://evil.example/x)', fontFamily: 'x', customData: { kind: 'bomb', html: '<b>' } }))
  const drawn = readElement('a', kept)
  expect(drawn).toMatchObject({ link: null, strokeColor: '#1e1e1e' })
  expect(drawn?.customData).toBeUndefined()
})

const good = storeElement(placed('a')) ?? {}
test.each([
  ['an iframe', { ...good, t: 'iframe' }], ['an embed', { ...good, t: 'embeddable' }], ['a picture', { ...good, t: 'image' }],
  ['a link', { ...good, link: 'https://evil.example' }], ['a field nobody knows', { ...good, html: '<script>' }], ['no type', { x: 1 }],
  ['a list', [1]], ['nothing', null], ['words', 'rectangle'],
  ['a colour that fetches', { ...good, stroke: 'url(https://evil.example/a.svg)' }],
  ['a place that is not one', { ...good, x: Number.NaN }], ['one too far off', { ...good, y: 1e9 }],
  ['a key that the canvas throws over', { ...good, i: 'a00' }], ['a version beyond reach', { ...good, v: 2 ** 52 }],
  ['a text without words', { ...good, t: 'text' }], ['half a character', { ...storeElement(placed('t', { type: 'text', text: 'x', originalText: 'x' })), text: '\ud800' }],
  ['too many words', { ...storeElement(placed('t', { type: 'text', text: 'x', originalText: 'x' })), text: 'x'.repeat(boardLimits.textChars + 1) }],
  ['points cut short', { ...storeElement(stroke([[1, 1]])), p: new Uint8Array([0x80]) }], ['too many points', { ...storeElement(stroke([[1, 1]])), p: new Uint8Array(boardLimits.points * 2 + 2) }],
  ['points as a list', { ...storeElement(stroke([[1, 1]])), p: [[0, 0]] }],
  ['a binding to a path', { ...storeElement(placed('r', { type: 'arrow', points: [[0, 0]] })), to: { elementId: '../x', focus: 0, gap: 0, fixedPoint: null } }],
  ['a group without end', { ...good, groups: Array.from({ length: 17 }, (_, at) => `g${at}`) }],
])('%s is refused', (_name, value) => {
  expect(mayHoldElement({ key: 'a', value: good })).toBe(true)
  expect(mayHoldElement({ key: 'a', value })).toBe(false)
})

test('an id that names a property of objects is none', () => {
  expect(readElement('__proto__', good)).toBeUndefined()
  expect(readElement('a/b', good)).toBeUndefined()
})

test('a key is always found between two others', () => {
  const random = seeded(5)
  const keys = ['a0', 'a1']
  for (let i = 0; i < 400; i++) {
    const at = Math.floor(random() * keys.length)
    const key = keyBetween(keys[at], keys[at + 1])
    if (key.length > 400) break
    expect(isOrderKey(key) && key > (keys[at] ?? '') && key < (keys[at + 1] ?? '~')).toBe(true)
    keys.splice(at + 1, 0, key)
  }
  expect(keyBetween('az', undefined)).toBe('b00')
})

const text = (id: string, words: string, containerId: string | null = null, more = {}) => placed(id, { type: 'text', text: words, originalText: words, containerId, ...more })
const arrow = (id: string, from: string, to: string, more = {}) =>
  placed(id, { type: 'arrow', points: [[0, 0], [50, 0]], startBinding: { elementId: from, focus: 0, gap: 1, fixedPoint: null }, endBinding: { elementId: to, focus: 0, gap: 1, fixedPoint: null }, startArrowhead: null, endArrowhead: 'arrow', ...more })

const design = [
  placed('region', { x: 300, y: 0, width: 400, height: 400, customData: { kind: 'region' } }), text('region-text', 'us-east', 'region'),
  placed('api', { x: 0, y: 50 }), text('api-text', 'Ingest API\nowns the contract', 'api'),
  placed('queue', { x: 320, y: 60, customData: { kind: 'queue' } }), text('queue-text', 'Job queue', 'queue'),
  placed('store', { x: 320, y: 200 }), text('store-text', 'Kafka', 'store'),
  placed('tick', { x: 325, y: 60, width: 5, height: 5, customData: { part: true } }),
  arrow('one', 'api', 'queue'), text('one-text', 'title.ready', 'one'), arrow('two', 'queue', 'store', { startArrowhead: 'arrow' }),
  placed('note', { x: 0, y: 400, customData: { kind: 'note' } }), text('note-text', '3 k titles a day', 'note'),
  text('loose', 'drain, do not retry'), placed('gone', { isDeleted: true }), stroke([[0, 0], [5, 5]]),
]

test('a design reads as a tree: regions around components, what goes where, and the words beside', () => {
  const outline = outlineOfBoard(design)
  expect(outline.nodes.map(({ id, kind, label, because }) => [id, kind, label, because])).toEqual([['api', 'box', 'Ingest API', 'owns the contract'], ['region', 'region', 'us-east', '']])
  expect(outline.nodes[1]?.children.map(({ id, kind }) => [id, kind])).toEqual([['queue', 'queue'], ['store', 'box']])
  expect(outline.nodes[0]?.edges).toEqual([{ arrow: 'one', way: 'to', other: 'queue', otherLabel: 'Job queue', label: 'title.ready' }])
  expect(outline.nodes[1]?.children[1]?.edges).toEqual([{ arrow: 'two', way: 'between', other: 'queue', otherLabel: 'Job queue', label: '' }])
  expect(outline.texts.map(each => each.text)).toEqual(['3 k titles a day', 'drain, do not retry'])
  expect(outline.strokes).toBe(1)
})

test('a component without a because is bare; a region and where requests come from are not asked for one', () => {
  expect(bareNodes(outlineOfBoard(design)).map(node => node.label)).toEqual(['Job queue', 'Kafka'])
})

test('a selection reads as lines', () => {
  expect(outlineLines(outlineOfBoard(design))).toEqual(['- Ingest API (owns the contract)', '  → Job queue: title.ready', '- us-east', '  - Job queue', '    ↔ Kafka', '  - Kafka', '3 k titles a day', 'drain, do not retry'])
  expect(outlineLines(outlineOfBoard(design), new Set(['api', 'loose']))).toEqual(['- Ingest API (owns the contract)', '  → Job queue: title.ready', 'drain, do not retry'])
})

test('a board goes through plain JSON and back, and nothing that may not lie on one comes out', () => {
  const drawn = design.flatMap(element => readElement(element.id, storeElement(element)) ?? [])
  expect(drawn).toHaveLength(design.length)
  const kept = JSON.parse(JSON.stringify(keepBoard(drawn)))
  expect(openBoard(kept)).toEqual(drawn)
  expect(openBoard([{ ...kept[0], t: 'iframe' }, { id: 7 }, { ...keepBoard([drawn.at(-1) ?? box('x')])[0], p: '*' }])).toEqual([])
})
