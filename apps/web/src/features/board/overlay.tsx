import type { BoardElement } from '@unanimous/room-doc'
import type { CanvasPort } from './canvas-port.ts'

interface OverlayProps {
  readonly port: CanvasPort
  readonly struck: readonly string[]
  readonly marked: readonly string[]
}

const boxOf = ({ x, y, width, height, angle }: BoardElement, { scrollX, scrollY, zoom }: ReturnType<CanvasPort['place']>) => ({
  x: (Math.min(x, x + width) + scrollX) * zoom, y: (Math.min(y, y + height) + scrollY) * zoom, w: Math.abs(width) * zoom, h: Math.abs(height) * zoom,
  turn: (angle * 180) / Math.PI,
})

/** A component's label and the lines of its look, where they were selected with it: it is one thing, and gets one frame. */
const isWithin = ({ containerId, customData }: BoardElement, marked: readonly string[]): boolean =>
  (typeof containerId === 'string' && marked.includes(containerId)) || (customData?.part === true && marked.length > 1)

/**
 * What the interviewer has struck out, on both screens, and what stands as evidence, on theirs. Drawn over the canvas: nobody's undo
 * or eraser takes it away, and only the server says that it is there.
 */
export const Overlay = ({ port, struck, marked }: OverlayProps) => {
  const place = port.place()
  const elements = port.elements()
  const of = (ids: readonly string[]) => elements.filter(element => ids.includes(element.id) && !isWithin(element, ids)).map(element => ({ id: element.id, ...boxOf(element, place) }))
  return (
    <svg className="board-overlay" aria-hidden="true">
      {of(marked).map(({ id, x, y, w, h, turn }) => <rect key={id} className="evidence" x={x - 4} y={y - 4} width={w + 8} height={h + 8} rx={8} transform={`rotate(${turn} ${x + w / 2} ${y + h / 2})`} />)}
      {of(struck).map(({ id, x, y, w, h, turn }) => (
        <g key={id} className="struck" transform={`rotate(${turn} ${x + w / 2} ${y + h / 2})`}>
          <rect x={x} y={y} width={w} height={h} rx={8} />
          <path d={`M${x + 6} ${y + 6}L${x + w - 6} ${y + h - 6}M${x + w - 6} ${y + 6}L${x + 6} ${y + h - 6}`} />
        </g>
      ))}
    </svg>
  )
}
