/** The sorts of things that may lie on a board. Pictures, frames of foreign pages and whatever else the canvas could draw are not among them. */
export const ELEMENT_TYPES = ['rectangle', 'diamond', 'ellipse', 'line', 'arrow', 'freedraw', 'text', 'frame'] as const
export type ElementType = (typeof ELEMENT_TYPES)[number]

/** The components a design is made of, as the stamps offer them. */
export const STAMP_KINDS = ['client', 'service', 'queue', 'store', 'cache', 'cdn', 'balancer', 'region', 'note'] as const
export type StampKind = (typeof STAMP_KINDS)[number]

/** Where the end of an arrow holds on to another element. */
export interface Binding {
  readonly elementId: string
  readonly focus: number
  readonly gap: number
  readonly fixedPoint: readonly [number, number] | null
}

/** What the board itself adds to an element: which component it is, or that it is only part of one's drawing. */
export interface BoardData {
  readonly kind?: StampKind
  readonly part?: boolean
}

/**
 * One thing on the board, in the canvas's own terms and with every field that its type has. `index` orders it among the others
 * (a fractional index), `version` rises with each change and `versionNonce` decides between equal versions (the lower one stands).
 */
export interface BoardElement {
  readonly id: string
  readonly type: ElementType
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly angle: number
  readonly index: string | null
  readonly version: number
  readonly versionNonce: number
  readonly isDeleted: boolean
  readonly groupIds: readonly string[]
  readonly boundElements: readonly { readonly id: string; readonly type: 'arrow' | 'text' }[] | null
  readonly customData?: BoardData
  /** Of texts. */
  readonly text?: string
  readonly originalText?: string
  readonly containerId?: string | null
  /** Of strokes, lines and arrows: from the element's own corner. */
  readonly points?: readonly (readonly [number, number])[]
  readonly pressures?: readonly number[]
  readonly startBinding?: Binding | null
  readonly endBinding?: Binding | null
  /** Of frames. */
  readonly name?: string | null
  readonly [field: string]: unknown
}

/** One element as the shared document holds it, under its id: what differs from the usual, points packed. */
export type StoredElement = Readonly<Record<string, unknown>>
