/// <reference lib="dom" />
import type { BoardElement } from '@unanimous/room-doc'

/**
 * The board as a drawing of plain SVG: what the replay and its exported file show of a moment. Only the kinds of elements that a board
 * may hold, no links, nothing fetched, every word set as text.
 */

const space = 'http://www.w3.org/2000/svg'
const marginPx = 40
const leastWidth = 600
const leastHeight = 400
const headPx = 12
const struckColor = '#e03131'

type Attributes = Readonly<Record<string, string | number | undefined>>

const made = (tag: string, attributes: Attributes, inside: readonly (SVGElement | string)[] = []): SVGElement => {
  const element = document.createElementNS(space, tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, String(value))
  element.append(...inside)
  return element
}

const wordOf = (value: unknown, usual: string): string => (typeof value === 'string' ? value : usual)
const numberOf = (value: unknown, usual: number): number => (typeof value === 'number' && Number.isFinite(value) ? value : usual)

/** Where an element lies, strokes by their points. */
const cornersOf = ({ x, y, width, height, points }: BoardElement): readonly (readonly [number, number])[] =>
  points === undefined ? [[x, y], [x + width, y + height]] : points.map(([dx, dy]) => [x + dx, y + dy] as const)

/** Everything that lies on the board, in one frame. */
const frameOf = (elements: readonly BoardElement[]): string => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of elements.flatMap(cornersOf)) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  const [width, height] = [Math.max(leastWidth, right - left + 2 * marginPx), Math.max(leastHeight, bottom - top + 2 * marginPx)]
  return `${(left + right - width) / 2} ${(top + bottom - height) / 2} ${width} ${height}`
}

const dashes: Readonly<Record<string, string>> = { dashed: '8 6', dotted: '2 5' }

const lookOf = (element: BoardElement): Attributes => {
  const background = wordOf(element['backgroundColor'], 'transparent')
  return {
    stroke: wordOf(element['strokeColor'], '#1e1e1e'), fill: background === 'transparent' ? 'none' : background, 'stroke-width': numberOf(element['strokeWidth'], 2),
    'stroke-dasharray': dashes[wordOf(element['strokeStyle'], 'solid')], 'stroke-linejoin': 'round', 'stroke-linecap': 'round',
  }
}

const wordsIn = (element: BoardElement): SVGElement => {
  const { text = '', width } = element
  const size = numberOf(element['fontSize'], 20)
  const lead = size * numberOf(element['lineHeight'], 1.25)
  const aligned = wordOf(element['textAlign'], 'left')
  const [anchor, x] = aligned === 'center' ? ['middle', width / 2] : aligned === 'right' ? ['end', width] : ['start', 0]
  const lines = text.split('\n').map((line, index) => made('tspan', { x, y: size * 0.95 + index * lead }, [line]))
  return made('text', { 'font-size': size, 'font-family': 'system-ui, sans-serif', fill: wordOf(element['strokeColor'], '#1e1e1e'), 'text-anchor': anchor }, lines)
}

const head = ([x, y]: readonly [number, number], [fromX, fromY]: readonly [number, number]): SVGElement => {
  const turn = (Math.atan2(y - fromY, x - fromX) * 180) / Math.PI
  return made('path', { d: `M-${headPx} -${headPx / 2} L0 0 L-${headPx} ${headPx / 2}`, transform: `translate(${x} ${y}) rotate(${turn})` })
}

const strokeOf = (element: BoardElement): SVGElement => {
  const { points = [], type } = element
  const line = made('polyline', { points: points.map(([x, y]) => `${x},${y}`).join(' ') })
  const [first, second, before, end] = [points[0], points[1], points.at(-2), points.at(-1)]
  const heads = type !== 'arrow' ? [] : [
    ...(end && before && element['endArrowhead'] !== null ? [head(end, before)] : []),
    ...(first && second && typeof element['startArrowhead'] === 'string' ? [head(first, second)] : []),
  ]
  return made('g', { ...lookOf(element), ...(type === 'line' ? {} : { fill: 'none' }) }, [line, ...heads])
}

const shapeOf = (element: BoardElement): SVGElement => {
  const { width, height, type, name } = element
  const look = lookOf(element)
  const [middle, centre] = [width / 2, height / 2]
  switch (type) {
    case 'rectangle': return made('rect', { width, height, rx: element['roundness'] ? 8 : 0, ...look })
    case 'frame': return made('g', {}, [made('rect', { width, height, rx: 8, ...look, fill: 'none' }), made('text', { y: -8, 'font-size': 14, 'font-family': 'system-ui, sans-serif', fill: '#777' }, [wordOf(name, '')])])
    case 'ellipse': return made('ellipse', { cx: middle, cy: centre, rx: middle, ry: centre, ...look })
    case 'diamond': return made('polygon', { points: `${middle},0 ${width},${centre} ${middle},${height} 0,${centre}`, ...look })
    case 'text': return wordsIn(element)
    case 'line':
    case 'arrow':
    case 'freedraw': return strokeOf(element)
  }
}

const crossOver = ({ width, height }: BoardElement): SVGElement =>
  made('g', { class: 'struck', stroke: struckColor, 'stroke-width': 2.5 }, [made('line', { x1: 0, y1: 0, x2: width, y2: height }), made('line', { x1: 0, y1: height, x2: width, y2: 0 })])

const drawn = (element: BoardElement, isStruck: boolean): SVGElement => {
  const { id, x, y, width, height, angle } = element
  const place = `translate(${x} ${y}) rotate(${(angle * 180) / Math.PI} ${width / 2} ${height / 2})`
  return made('g', { transform: place, opacity: numberOf(element['opacity'], 100) / 100, 'data-element': id }, [shapeOf(element), ...(isStruck ? [crossOver(element)] : [])])
}

/** Draws a board; what the interviewer struck out is crossed. */
export const sketchOf = (elements: readonly BoardElement[], struck: readonly string[], label: string): SVGElement =>
  made('svg', { viewBox: frameOf(elements), role: 'img', 'aria-label': label }, elements.map(element => drawn(element, struck.includes(element.id))))
