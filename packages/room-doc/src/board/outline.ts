import type { BoardElement, StampKind } from './element.ts'

/** One end of a connection, seen from a component. */
export interface OutlineEdge {
  readonly arrow: string
  /** Away from the component, towards it, or both at once (no heads, or two). */
  readonly way: 'to' | 'from' | 'between'
  readonly other: string
  readonly otherLabel: string
  readonly label: string
}

/** A component of a design, with what it lies around. */
export interface OutlineNode {
  readonly id: string
  readonly kind: StampKind | 'box'
  /** The first line that stands in it; empty where nothing does. */
  readonly label: string
  /** What stands below the first line: why it is there. */
  readonly because: string
  readonly edges: readonly OutlineEdge[]
  readonly children: readonly OutlineNode[]
}

/** A design as a tree: components in reading order, inside the region that they lie in, and the words that belong to none. */
export interface BoardOutline {
  readonly nodes: readonly OutlineNode[]
  readonly texts: readonly { readonly id: string; readonly text: string }[]
  /** Lines drawn by hand. */
  readonly strokes: number
}

const BOXES: readonly string[] = ['rectangle', 'ellipse', 'diamond', 'frame']
const ROW_PX = 60
const NEAR_PX = 24

const isBox = (element: BoardElement): boolean => BOXES.includes(element.type) && element.customData?.part !== true
const right = (element: BoardElement): number => element.x + element.width
const bottom = (element: BoardElement): number => element.y + element.height
const area = (element: BoardElement): number => element.width * element.height

/** Row by row, as one reads. */
const byReading = (a: BoardElement, b: BoardElement): number => Math.floor(a.y / ROW_PX) - Math.floor(b.y / ROW_PX) || a.x - b.x || (a.id < b.id ? -1 : 1)

const lies = (inner: BoardElement, outer: BoardElement): boolean =>
  inner.id !== outer.id && area(inner) < area(outer) && inner.x >= outer.x && inner.y >= outer.y && right(inner) <= right(outer) && bottom(inner) <= bottom(outer)

const wordsOf = (text: BoardElement | undefined): string => (text?.originalText ?? text?.text ?? '').trim()

interface Drawn {
  readonly boxes: readonly BoardElement[]
  readonly arrows: readonly BoardElement[]
  readonly texts: readonly BoardElement[]
  /** What stands in a box or on an arrow, by its id. */
  readonly textIn: ReadonlyMap<string, BoardElement>
  readonly strokes: number
}

const sorted = (elements: readonly BoardElement[]): Drawn => {
  const there = elements.filter(element => !element.isDeleted).toSorted(byReading)
  const ids = new Set(there.map(element => element.id))
  const texts = there.filter(element => element.type === 'text')
  const held = texts.filter(text => typeof text.containerId === 'string' && ids.has(text.containerId))
  return {
    boxes: there.filter(isBox),
    arrows: there.filter(element => element.type === 'arrow'),
    texts: texts.filter(text => !held.includes(text)),
    textIn: new Map(held.map(text => [String(text.containerId), text])),
    strokes: there.filter(element => element.type === 'freedraw').length,
  }
}

/** The box at an end of an arrow: the one it holds on to, else the smallest that it reaches. */
const boxAt = (boxes: readonly BoardElement[], arrow: BoardElement, end: 'start' | 'end'): BoardElement | undefined => {
  const bound = end === 'start' ? arrow.startBinding : arrow.endBinding
  const held = bound && boxes.find(box => box.id === bound.elementId)
  if (held) return held
  const [dx, dy] = arrow.points?.at(end === 'start' ? 0 : -1) ?? [0, 0]
  const [x, y] = [arrow.x + dx, arrow.y + dy]
  return boxes
    .filter(box => x >= box.x - NEAR_PX && x <= right(box) + NEAR_PX && y >= box.y - NEAR_PX && y <= bottom(box) + NEAR_PX)
    .toSorted((a, b) => area(a) - area(b))[0]
}

interface Connection {
  readonly arrow: string
  readonly from: BoardElement
  readonly to: BoardElement
  readonly isDirected: boolean
  readonly label: string
}

const connectionsOf = ({ boxes, arrows, textIn }: Drawn): readonly Connection[] =>
  arrows.flatMap(arrow => {
    const [start, end] = [boxAt(boxes, arrow, 'start'), boxAt(boxes, arrow, 'end')]
    if (!start || !end || start === end) return []
    const [tail, head] = [arrow['startArrowhead'] !== null, arrow['endArrowhead'] !== null]
    const label = wordsOf(textIn.get(arrow.id))
    return [tail && !head ? { arrow: arrow.id, from: end, to: start, isDirected: true, label } : { arrow: arrow.id, from: start, to: end, isDirected: head !== tail, label }]
  })

const labelOf = (drawn: Drawn, box: BoardElement): readonly [label: string, because: string] => {
  const words = wordsOf(drawn.textIn.get(box.id)) || (box.name ?? '')
  const [label = '', ...rest] = words.split('\n')
  return [label.trim(), rest.join(' ').trim()]
}

const edgesOf = (drawn: Drawn, connections: readonly Connection[], box: BoardElement): readonly OutlineEdge[] =>
  connections.flatMap(({ arrow, from, to, isDirected, label }) => {
    if (from !== box && to !== box) return []
    const other = from === box ? to : from
    const way = !isDirected ? 'between' as const : from === box ? 'to' as const : 'from' as const
    return [{ arrow, way, other: other.id, otherLabel: labelOf(drawn, other)[0], label }]
  })

/** The smallest box that a box lies in; a note is never one. */
const parentOf = (boxes: readonly BoardElement[], box: BoardElement): BoardElement | undefined =>
  boxes.filter(outer => outer.customData?.kind !== 'note' && lies(box, outer)).toSorted((a, b) => area(a) - area(b))[0]

/** Reads the design off what is drawn. Notes count among the texts. */
export const outlineOfBoard = (elements: readonly BoardElement[]): BoardOutline => {
  const drawn = sorted(elements)
  const notes = drawn.boxes.filter(box => box.customData?.kind === 'note')
  const boxes = drawn.boxes.filter(box => !notes.includes(box))
  const connections = connectionsOf({ ...drawn, boxes })
  const parents = new Map(boxes.map(box => [box.id, parentOf(boxes, box)?.id]))
  const nodeOf = (box: BoardElement): OutlineNode => {
    const [label, because] = labelOf(drawn, box)
    const children = boxes.filter(child => parents.get(child.id) === box.id).map(nodeOf)
    return { id: box.id, kind: kindOf(box, children), label, because, edges: edgesOf(drawn, connections, box), children }
  }
  const texts = [...notes.map(note => ({ id: note.id, text: wordsOf(drawn.textIn.get(note.id)) })), ...drawn.texts.map(text => ({ id: text.id, text: wordsOf(text) }))]
  return { nodes: boxes.filter(box => parents.get(box.id) === undefined).map(nodeOf), texts: texts.filter(({ text }) => text !== ''), strokes: drawn.strokes }
}

/** A box around others is a region, whatever it was drawn as. */
const kindOf = (box: BoardElement, children: readonly OutlineNode[]): OutlineNode['kind'] => {
  const kind = box.customData?.kind
  if (children.length > 0 || box.type === 'frame') return 'region'
  return kind ?? 'box'
}

/** Every component of an outline, regions too, in its order. */
export const allNodes = (nodes: readonly OutlineNode[]): readonly OutlineNode[] => nodes.flatMap(node => [node, ...allNodes(node.children)])

/** Components with a name but without a because: brands, where a list of them grows. Where requests come from needs no reason. */
export const bareNodes = ({ nodes }: BoardOutline): readonly OutlineNode[] =>
  allNodes(nodes).filter(({ kind, label, because }) => kind !== 'region' && kind !== 'client' && label !== '' && because === '')

/** A design in lines of text, for evidence, copying and wherever nothing can be drawn. `of` keeps only these elements. */
export const outlineLines = (outline: BoardOutline, of?: ReadonlySet<string>): readonly string[] => {
  const isIn = (id: string): boolean => of === undefined || of.has(id)
  const linesOf = (node: OutlineNode, depth: number): readonly string[] => {
    const own = isIn(node.id) ? [`${'  '.repeat(depth)}- ${node.label || '…'}${node.because === '' ? '' : ` (${node.because})`}`] : []
    const edges = node.edges.filter(edge => edge.way !== 'from' && (isIn(node.id) || isIn(edge.arrow)) && (edge.way === 'to' || node.id < edge.other))
      .map(edge => `${'  '.repeat(depth)}  ${edge.way === 'to' ? '→' : '↔'} ${edge.otherLabel || '…'}${edge.label === '' ? '' : `: ${edge.label}`}`)
    const children = node.children.flatMap(child => linesOf(child, depth + own.length))
    return [...own, ...edges, ...children]
  }
  return [...outline.nodes.flatMap(node => linesOf(node, 0)), ...outline.texts.filter(({ id }) => isIn(id)).map(({ text }) => text)]
}
