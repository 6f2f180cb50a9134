import type { BoardElement, StampKind } from '@unanimous/room-doc'
import { freshId } from '../../platform/api.ts'

/** What the canvas builds elements from; its own types say the same at more length. */
type Skeleton = Readonly<Record<string, unknown>>

interface Stamp {
  readonly width: number
  readonly height: number
  skeletons(x: number, y: number): readonly Skeleton[]
}

const look = { roughness: 0, strokeWidth: 2, fillStyle: 'solid', strokeColor: '#1e1e1e' } as const
const words = { fontSize: 16, fontFamily: 6 } as const

/** A line of the drawing that is not a component itself. */
const line = (groupIds: readonly string[], x: number, y: number, dx: number, dy: number): Skeleton =>
  ({ ...look, type: 'line', x, y, points: [[0, 0], [dx, dy]], width: Math.abs(dx), height: Math.abs(dy), strokeWidth: 1, groupIds, customData: { part: true } })

interface Shape {
  readonly type?: 'rectangle' | 'ellipse' | 'diamond'
  readonly width: number
  readonly height: number
  readonly box?: Skeleton
  readonly text?: Skeleton
  /** Lines of the drawing beside its outline, as x, y, dx, dy from the corner. */
  readonly lines?: readonly (readonly [number, number, number, number])[]
}

const round = { roundness: { type: 3 } } as const

const shapes: Readonly<Record<StampKind, Shape>> = {
  client: { width: 140, height: 72, box: round, lines: [[50, 78, 40, 0], [70, 72, 0, 6]] },
  service: { width: 160, height: 72, box: round },
  queue: { width: 170, height: 64, lines: [[177, 6, 0, 52], [184, 12, 0, 40]] },
  store: { width: 160, height: 80, box: round, lines: [[0, 10, 160, 0], [0, 16, 160, 0]] },
  cache: { width: 160, height: 64, box: { ...round, strokeStyle: 'dashed' } },
  cdn: { type: 'ellipse', width: 170, height: 84 },
  balancer: { type: 'diamond', width: 200, height: 110, box: { roundness: { type: 2 } } },
  region: { width: 420, height: 300, box: { ...round, strokeStyle: 'dashed', strokeWidth: 1, backgroundColor: '#f1f3f5', opacity: 80 }, text: { textAlign: 'left', verticalAlign: 'top' } },
  note: { width: 180, height: 120, box: { backgroundColor: '#e7f5ff', strokeColor: 'transparent' }, text: { textAlign: 'left', verticalAlign: 'top' } },
}

/** How a component is drawn, with its name in it. */
export const stamped = (kind: StampKind, label: string): Stamp => {
  const { type = 'rectangle', width, height, box, text, lines = [] } = shapes[kind]
  return {
    width, height,
    skeletons: (x, y) => {
      const groupIds = lines.length > 0 ? [freshId()] : []
      return [
        { ...look, type, x, y, width, height, groupIds, customData: { kind }, ...box, label: { text: label, ...words, strokeColor: '#1e1e1e', groupIds, ...text } },
        ...lines.map(([left, top, dx, dy]) => line(groupIds, x + left, y + top, dx, dy)),
      ]
    },
  }
}

const aligned = (kind: StampKind | undefined): Skeleton => (kind === undefined ? {} : shapes[kind].text ?? {})

/** A box with the words that shall stand in it: its name, and below it why it is there. */
export const labelled = (box: BoardElement, label: string, because: string): readonly Skeleton[] => {
  const text = [label.trim(), because.trim()].filter(part => part !== '').join('\n')
  const { type, x, y, width, height, groupIds, customData } = box
  return [{ ...look, type, x, y, width, height, ...(text === '' ? {} : { label: { text, ...words, groupIds, ...aligned(customData?.kind) } }) }]
}
