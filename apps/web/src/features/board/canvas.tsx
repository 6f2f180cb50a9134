import { Excalidraw, MainMenu } from '@excalidraw/excalidraw'
import type { ExcalidrawImperativeAPI, ExcalidrawInitialDataState, ExcalidrawProps } from '@excalidraw/excalidraw/types'
import { useLingui } from '@lingui/react/macro'
import { BoardBinding, boardOf, firstElements, storeElement } from '@unanimous/room-doc'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { announce } from '../../platform/announce.tsx'
import { useIsDark } from '../../platform/theme.ts'
import type { BoardDocument } from './board-parts.ts'
import { canvasPort, type BoardView, type CanvasPort } from './canvas-port.ts'
import { createPointing, showOthers } from './pointers.ts'
import './board.css'

export interface CanvasProps extends BoardDocument {
  readonly writable: boolean
  /** Shows what the other person looks at. */
  readonly following: boolean
  readonly onPort: (port: CanvasPort | undefined) => void
  /** Something was drawn, selected or scrolled, here or there. */
  readonly onMove: () => void
  /** Over the canvas. */
  readonly children?: ReactNode
}

const uiOptions = {
  canvasActions: { changeViewBackgroundColor: false, clearCanvas: false, export: false, loadScene: false, saveToActiveFile: false, saveAsImage: false, toggleTheme: false },
  tools: { image: false },
} as const

const later = (run: () => void, ms: number): (() => void) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Nothing but what may lie on a board comes out of the clipboard: no pictures, no frames of foreign pages. */
const mayPaste: NonNullable<ExcalidrawProps['onPaste']> = data => {
  const { files, mixedContent, elements } = data as typeof data & { files?: unknown; mixedContent?: readonly { readonly type: string }[]; elements?: object[] }
  if (files !== undefined || mixedContent?.some(({ type }) => type !== 'text') === true) return false
  return elements?.every(element => storeElement({ ...element, index: 'a0' }) !== undefined) ?? true
}

const firstLook = { viewBackgroundColor: 'transparent', currentItemRoughness: 0, currentItemFontFamily: 6, currentItemFontSize: 16, currentItemStrokeWidth: 2 } as const

/** The canvas, bound to the shared board. Fetched when a board is first shown. */
export const Canvas = (props: CanvasProps) => {
  const { doc, awareness, writable, following, onPort, onMove, children } = props
  const { t, i18n } = useLingui()
  const isDark = useIsDark()
  const root = useRef<HTMLDivElement>(null)
  const [api, setApi] = useState<ExcalidrawImperativeAPI>()
  const [isReady, setReady] = useState(false)
  const binding = useRef<BoardBinding>(undefined)
  const pointing = useMemo(() => createPointing(awareness), [awareness])
  const full = t`The board is full. What you draw now stays on your screen only.`
  const initialData = useMemo(() => ({ elements: firstElements(boardOf(doc)) as unknown, appState: firstLook, scrollToContent: true }) as ExcalidrawInitialDataState, [doc])
  useEffect(() => {
    if (!api || !isReady) return
    const port = canvasPort(api, () => root.current)
    const bound = new BoardBinding({ map: boardOf(doc), scene: port.scene, later, onFull: () => announce(full) })
    binding.current = bound
    onPort(port)
    return () => {
      binding.current = undefined
      bound.close()
      pointing.leave()
      onPort(undefined)
    }
  }, [api, isReady, doc, onPort, full, pointing])
  useFollowing(api, props)
  const changed = useCallback(() => {
    // The canvas says nothing before it has taken its first elements; what was put on it earlier it would forget.
    setReady(true)
    binding.current?.touched()
    onMove()
  }, [onMove])
  // The same element until one of these changes: Excalidraw draws all of itself for props that only look new.
  const drawing = useMemo(() => (
    <Excalidraw
      excalidrawAPI={setApi}
      initialData={initialData}
      onChange={changed}
      {...pointerUse({ api, pointing, following, onMove })}
      onPaste={mayPaste}
      onLinkOpen={(_element, event) => event.preventDefault()}
      validateEmbeddable={false}
      aiEnabled={false}
      isCollaborating
      handleKeyboardGlobally={false}
      autoFocus={false}
      viewModeEnabled={!writable}
      theme={isDark ? 'dark' : 'light'}
      langCode={i18n.locale === 'de' ? 'de-DE' : 'en'}
      UIOptions={uiOptions}
    >
      <MainMenu><MainMenu.Separator /></MainMenu>
    </Excalidraw>
  ), [initialData, changed, api, pointing, following, onMove, writable, isDark, i18n.locale])
  return (
    <div ref={root} className="board-canvas" onPointerLeave={() => pointing.leave()} {...noFiles}>
      {drawing}
      {children}
    </div>
  )
}

interface PointerNeeds extends Pick<CanvasProps, 'following' | 'onMove'> {
  readonly api: ExcalidrawImperativeAPI | undefined
  readonly pointing: ReturnType<typeof createPointing>
}

/** What one points at and looks at, told to the other. Whoever follows them looks where they look, and says nothing of that. */
const pointerUse = ({ api, pointing, following, onMove }: PointerNeeds): Pick<ExcalidrawProps, 'onPointerUpdate' | 'onScrollChange'> => {
  const view = () => (api ? canvasPort(api, () => null).view() : undefined)
  return {
    onPointerUpdate({ pointer, button }) {
      const seen = view()
      pointing.at({ x: pointer.x, y: pointer.y, down: button === 'down', held: Object.keys(api?.getAppState().selectedElementIds ?? {}), ...(seen ? { view: seen } : {}) })
    },
    onScrollChange() {
      const seen = view()
      if (seen && !following) pointing.looks(seen)
      onMove()
    },
  }
}

/** A dropped file would be opened in place of what everybody drew. */
const noFiles = {
  onDropCapture: (event: React.DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
  },
}

const useFollowing = (api: ExcalidrawImperativeAPI | undefined, { awareness, following }: CanvasProps): void => {
  const seen = useRef<BoardView>(undefined)
  const follow = useRef(following)
  useEffect(() => {
    if (!api) return
    return showOthers(api, awareness, view => {
      seen.current = view
      if (follow.current) canvasPort(api, () => null).look(view)
    })
  }, [api, awareness])
  useEffect(() => {
    follow.current = following
    if (api && following && seen.current) canvasPort(api, () => null).look(seen.current)
  }, [api, following])
}
