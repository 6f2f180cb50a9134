import { CaptureUpdateAction, convertToExcalidrawElements, getVisibleSceneBounds, newElementWith } from '@excalidraw/excalidraw'
import type { OrderedExcalidrawElement } from '@excalidraw/excalidraw/element/types'
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import type { BoardElement, Scene, StampKind } from '@unanimous/room-doc'
import { freePlace } from './free-place.ts'
import { labelled, stamped } from './stamps.ts'

type Elements = readonly OrderedExcalidrawElement[]
type Skeletons = Parameters<typeof convertToExcalidrawElements>[0]

/** Where a page looks on the board, in px of the scene. */
export interface BoardView {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** What the page around a canvas may ask of it. */
export interface CanvasPort {
  readonly scene: Scene
  elements(): readonly BoardElement[]
  /** What is selected, with what stands in it. */
  selected(): readonly string[]
  /** Selects these and brings them into sight. */
  select(ids: readonly string[]): void
  stamp(kind: StampKind, label: string): void
  /** Writes a component's first line and what stands below it. */
  write(id: string, label: string, because: string): void
  view(): BoardView
  look(view: BoardView): void
  fit(): void
  focus(): void
  isWriting(): boolean
  /** How far the scene is moved and magnified on the screen. */
  place(): { readonly scrollX: number; readonly scrollY: number; readonly zoom: number }
}

/** Both describe the same canvas; the board's own type says only what the board relies on. */
const asBoard = (elements: Elements) => elements as unknown as readonly BoardElement[]
const asCanvas = (elements: readonly BoardElement[]) => elements as unknown as Elements

const heldIn = (api: ExcalidrawImperativeAPI): ReadonlySet<string> => {
  const { newElement, multiElement, resizingElement, editingTextElement, selectedElementsAreBeingDragged, selectedElementIds } = api.getAppState()
  const inHand = [newElement, multiElement, resizingElement, editingTextElement].flatMap(element => element?.id ?? [])
  return new Set([...inHand, ...(selectedElementsAreBeingDragged ? Object.keys(selectedElementIds) : [])])
}

const sceneOf = (api: ExcalidrawImperativeAPI): Scene => ({
  elements: () => asBoard(api.getSceneElementsIncludingDeleted()),
  show: elements => api.updateScene({ elements: asCanvas(elements), captureUpdate: CaptureUpdateAction.NEVER }),
  held: () => heldIn(api),
})

const viewOf = (api: ExcalidrawImperativeAPI): BoardView => {
  const [left, top, right, bottom] = getVisibleSceneBounds(api.getAppState())
  return { x: left, y: top, w: right - left, h: bottom - top }
}

/** Shows all of what somebody else sees, as large as it fits. */
const look = (api: ExcalidrawImperativeAPI, view: BoardView): void => {
  const { width, height } = api.getAppState()
  if (view.w <= 0 || view.h <= 0) return
  const zoom = Math.min(30, Math.max(0.1, Math.min(width / view.w, height / view.h)))
  const scrollX = width / zoom / 2 - (view.x + view.w / 2)
  const scrollY = height / zoom / 2 - (view.y + view.h / 2)
  api.updateScene({ appState: { scrollX, scrollY, zoom: { value: zoom as never } }, captureUpdate: CaptureUpdateAction.NEVER })
}

const select = (api: ExcalidrawImperativeAPI, ids: readonly string[]): void => {
  const targets = api.getSceneElements().filter(element => ids.includes(element.id))
  api.updateScene({ appState: { selectedElementIds: Object.fromEntries(targets.map(({ id }) => [id, true as const])), selectedGroupIds: {} }, captureUpdate: CaptureUpdateAction.NEVER })
  const { x, y, w, h } = viewOf(api)
  const isOutside = targets.some(each => each.x < x || each.y < y || each.x + each.width > x + w || each.y + each.height > y + h)
  if (targets.length > 0 && isOutside) api.scrollToContent(targets, { animate: false })
}

const put = (api: ExcalidrawImperativeAPI, elements: Elements): void => api.updateScene({ elements, captureUpdate: CaptureUpdateAction.IMMEDIATELY })

const stamp = (api: ExcalidrawImperativeAPI, kind: StampKind, label: string): void => {
  const { width, height, skeletons } = stamped(kind, label)
  const seen = viewOf(api)
  const { x, y } = freePlace({ x: seen.x, y: seen.y, width: seen.w, height: seen.h }, api.getAppState().zoom.value, api.getSceneElements(), { width, height })
  const made = convertToExcalidrawElements(skeletons(x, y) as Skeletons, { regenerateIds: true })
  const all = api.getSceneElementsIncludingDeleted()
  // A region goes under what it will hold.
  put(api, kind === 'region' ? [...made, ...all] : [...all, ...made])
  select(api, made.slice(0, 1).map(({ id }) => id))
}

const write = (api: ExcalidrawImperativeAPI, id: string, label: string, because: string): void => {
  const all = api.getSceneElementsIncludingDeleted()
  const box = all.find(element => element.id === id)
  if (!box) return
  const old = all.filter(element => element.type === 'text' && element.containerId === id && !element.isDeleted)
  const made = convertToExcalidrawElements(labelled(box as unknown as BoardElement, label, because) as Skeletons, { regenerateIds: true })
  const [shell, text] = made
  if (!shell) return
  const others = (box.boundElements ?? []).filter(({ type }) => type !== 'text')
  const next = newElementWith(box, { height: Math.max(box.height, shell.height), boundElements: text ? [...others, { type: 'text', id: text.id }] : others })
  const kept = all.map(element => (element === box ? next : old.some(each => each.id === element.id) ? newElementWith(element, { isDeleted: true }) : element))
  put(api, text && text.type === 'text' ? [...kept, newElementWith(text, { containerId: id })] : kept)
}

/** The canvas as the rest of the board speaks with it. */
export const canvasPort = (api: ExcalidrawImperativeAPI, root: () => HTMLElement | null): CanvasPort => ({
  scene: sceneOf(api),
  elements: () => asBoard(api.getSceneElements()),
  selected() {
    const ids = Object.keys(api.getAppState().selectedElementIds)
    return api.getSceneElements().filter(element => ids.includes(element.id)).map(({ id }) => id)
  },
  select: ids => select(api, ids),
  stamp: (kind, label) => stamp(api, kind, label),
  write: (id, label, because) => write(api, id, label, because),
  view: () => viewOf(api),
  look: view => look(api, view),
  fit: () => api.scrollToContent(undefined, { fitToContent: true, animate: false }),
  focus: () => root()?.querySelector<HTMLElement>('.excalidraw')?.focus(),
  isWriting: () => api.getAppState().editingTextElement !== null,
  place() {
    const { scrollX, scrollY, zoom } = api.getAppState()
    return { scrollX, scrollY, zoom: zoom.value }
  },
})
