import { Trans, useLingui } from '@lingui/react/macro'
import { allNodes, outlineOfBoard } from '@unanimous/room-doc'
import { Eye, PenTool } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'
import { loadCanvas } from '../../platform/board-picture.ts'
import { ReadsAlong } from '../../platform/reads-along.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Loading } from '../../ui/surfaces.tsx'
import { onBoardKey } from './board-keys.ts'
import { BoardMenu } from './board-menu.tsx'
import { BoardOutlineView } from './board-outline-view.tsx'
import type { BoardDocument, BoardPartsOfRound } from './board-parts.ts'
import { type BoardPort, boardPort } from './board-port.ts'
import type { CanvasPort } from './canvas-port.ts'
import { useKindWords } from './kind-words.ts'
import { NodePanel } from './node-panel.tsx'
import { Overlay } from './overlay.tsx'
import { StampBar } from './stamp-bar.tsx'
import { useTicks } from './use-ticks.ts'
import './board-pane.css'

const Canvas = lazy(async () => {
  await loadCanvas()
  return { default: (await import('./canvas.tsx')).Canvas }
})

export interface BoardPaneProps extends BoardPartsOfRound {
  readonly shared: BoardDocument | undefined
  /** The board and the server agree once; before that nothing is drawn. */
  readonly isOpen: boolean
  readonly writable: boolean
  /** Missing while they are away. */
  readonly peer: string | undefined
  readonly onPort: (port: BoardPort | undefined) => void
  /** In the bar: what else stands beside or in place of the board, and how it is with the server. */
  readonly tools?: ReactNode
  readonly status?: ReactNode
  /** Over the canvas: the constraint that was revealed last. */
  readonly above?: ReactNode
  readonly below?: ReactNode
}

type Shown = 'drawing' | 'outline'

const narrow = '(max-width: 47.9375em)'

/** The board of a round: the canvas, or the same as an outline. */
export const BoardPane = (props: BoardPaneProps) => {
  const { shared, isOpen, peer, tools, status, below } = props
  const { t } = useLingui()
  const isNarrow = matchMedia(narrow).matches
  const [shown, setShown] = useState<Shown>(isNarrow ? 'outline' : 'drawing')
  const [following, setFollowing] = useState(false)
  const [canvas, setCanvas] = useState<CanvasPort>()
  const writable = props.writable && !isNarrow
  return (
    <section className="panel board-pane" data-pane tabIndex={-1} aria-label={t`Board`} onFocus={event => event.target === event.currentTarget && canvas?.focus()}>
      <div className="ph">
        <PenTool /><h2 className="unseen-narrow"><Trans>Board</Trans></h2>
        <Segmented<Shown> label={t`How the board is shown`} value={shown} onChange={setShown} options={[{ value: 'drawing', label: t`Drawing` }, { value: 'outline', label: t`Outline` }]} />
        <span className="sp" />
        {status}
        {!props.writable && isOpen && <Chip><Trans>Read only</Trans></Chip>}
        {peer !== undefined && shown === 'drawing' && <FollowChip peer={peer} following={following} onFollow={setFollowing} />}
        {tools}
        {shared && <BoardMenu shared={shared} struck={props.struck} />}
      </div>
      {!shared || !isOpen ? <Waits /> : shown === 'outline' ? <BoardOutlineView shared={shared} struck={props.struck} />
        : <Drawing {...props} shared={shared} writable={writable} following={following} canvas={canvas} onCanvas={setCanvas} />}
      <ReadsAlong writable={props.writable} />
      {below}
    </section>
  )
}

const Waits = () => {
  const { t } = useLingui()
  return <div className="board-waits"><Loading label={t`Opening the board`} withLead={false} /></div>
}

interface FollowChipProps {
  readonly peer: string
  readonly following: boolean
  readonly onFollow: (following: boolean) => void
}

const FollowChip = ({ peer, following, onFollow }: FollowChipProps) => (
  <button type="button" className={following ? 'chip peer' : 'chip line'} aria-pressed={following} onClick={() => onFollow(!following)}>
    <Eye />
    {following ? <Trans>Following {peer}</Trans> : <Trans>Follow {peer}</Trans>}
  </button>
)

interface DrawingProps extends BoardPaneProps {
  readonly shared: BoardDocument
  readonly following: boolean
  readonly canvas: CanvasPort | undefined
  readonly onCanvas: (canvas: CanvasPort | undefined) => void
}

const Drawing = ({ shared, writable, following, canvas, onCanvas, onPort, struck, marked, rating, above }: DrawingProps) => {
  const tick = useTicks()
  const kindWords = useKindWords()
  const root = useRef<HTMLDivElement>(null)
  const takePort = useCallback((next: CanvasPort | undefined) => {
    onCanvas(next)
    onPort(next && boardPort(next, () => root.current))
  }, [onCanvas, onPort])
  const keys = useBoardKeys({ canvas, struck, rating, writable, nameOf: kindWords })
  const selected = canvas ? selectedNode(canvas) : undefined
  return (
    <div ref={root} className="board-drawing" onKeyDownCapture={event => keys && onBoardKey(event, keys)}>
      <Suspense fallback={<Waits />}>
        <Canvas doc={shared.doc} awareness={shared.awareness} writable={writable} following={following} onPort={takePort} onMove={tick}>
          {canvas && <Overlay port={canvas} struck={struck} marked={marked} />}
        </Canvas>
      </Suspense>
      {above && <div className="board-above">{above}</div>}
      {canvas && writable && <StampBar onStamp={kind => canvas.stamp(kind, kindWords(kind))} />}
      {canvas && selected && <NodePanel node={selected} writable={writable} isStruck={struck.includes(selected.id)} rating={rating} onWrite={(label, because) => canvas.write(selected.id, label, because)} />}
    </div>
  )
}

/** The one component that is selected, alone or with what stands in it. */
const selectedNode = (canvas: CanvasPort) => {
  if (canvas.isWriting()) return undefined
  const ids = canvas.selected()
  if (ids.length === 0 || ids.length > 8) return undefined
  const nodes = allNodes(outlineOfBoard(canvas.elements()).nodes).filter(node => ids.includes(node.id))
  return nodes.length === 1 ? nodes[0] : undefined
}

interface KeyNeeds extends Pick<BoardPartsOfRound, 'struck' | 'rating'> {
  readonly canvas: CanvasPort | undefined
  readonly writable: boolean
  readonly nameOf: ReturnType<typeof useKindWords>
}

const useBoardKeys = ({ canvas, struck, rating, writable, nameOf }: KeyNeeds) => {
  if (!canvas) return undefined
  const node = () => selectedNode(canvas)
  const strike = rating?.strike
  return {
    writable, isWriting: canvas.isWriting, selected: canvas.selected, select: canvas.select,
    outline: () => outlineOfBoard(canvas.elements()),
    stamp: (kind: 'store' | 'note') => canvas.stamp(kind, nameOf(kind)),
    mark: rating?.mark,
    strike: strike && (() => {
      const target = node()
      if (target) strike(target.id, target.label, !struck.includes(target.id))
    }),
  }
}
