import { outlineLines, outlineOfBoard, type BoardElement } from '@unanimous/room-doc'
import { limits } from '@unanimous/protocol'
import type { CanvasPort } from './canvas-port.ts'

/** What the page around a board may ask of it. */
export interface BoardPort {
  /** What is selected now, as words and as ids. Nothing when nothing is. */
  selection(): { readonly language: 'plain'; readonly fromLine: number; readonly toLine: number; readonly text: string; readonly elements: readonly string[] } | undefined
  elements(): readonly BoardElement[]
  focus(): void
  hasFocus(): boolean
}

const wordsOf = (elements: readonly BoardElement[], ids: ReadonlySet<string>): readonly string[] => {
  const lines = outlineLines(outlineOfBoard(elements), ids)
  return lines.length > 0 ? lines : [elements.filter(element => ids.has(element.id)).map(({ type }) => type).join(', ')]
}

export const boardPort = (canvas: CanvasPort, root: () => HTMLElement | null): BoardPort => ({
  selection() {
    const elements = canvas.elements()
    const ids = canvas.selected().slice(0, limits.selectionElements)
    if (ids.length === 0) return undefined
    const text = wordsOf(elements, new Set(ids)).join('\n').slice(0, limits.selectionChars)
    return { language: 'plain', fromLine: 1, toLine: text.split('\n').length, text, elements: ids }
  },
  elements: () => canvas.elements(),
  focus: () => canvas.focus(),
  hasFocus: () => root()?.contains(document.activeElement) === true,
})
