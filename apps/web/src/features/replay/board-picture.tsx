import { Trans, useLingui } from '@lingui/react/macro'
import { outlineLines, outlineOfBoard, type BoardElement } from '@unanimous/room-doc'

const marginPx = 40

/** Everything that lies on the board, in one frame. */
const frameOf = (elements: readonly BoardElement[]): string => {
  const left = Math.min(...elements.map(({ x }) => x)) - marginPx
  const top = Math.min(...elements.map(({ y }) => y)) - marginPx
  const right = Math.max(...elements.map(({ x, width }) => x + width)) + marginPx
  const bottom = Math.max(...elements.map(({ y, height }) => y + height)) + marginPx
  return `${left} ${top} ${Math.max(600, right - left)} ${Math.max(400, bottom - top)}`
}

/** The board as it was, as a picture that runs nothing, with its outline for whoever reads by ear. */
export const BoardPicture = ({ elements }: { readonly elements: readonly BoardElement[] }) => {
  const { t } = useLingui()
  if (elements.length === 0) return <p className="replay-empty faint"><Trans>Nothing was drawn yet.</Trans></p>
  return (
    <div className="replay-board">
      <svg viewBox={frameOf(elements)} role="img" aria-label={t`The board as it was`}>{elements.map(element => <Drawn key={element.id} element={element} />)}</svg>
      <ul className="unseen" aria-label={t`Outline of the board`}>{outlineLines(outlineOfBoard(elements)).map((line, index) => <li key={index}>{line}</li>)}</ul>
    </div>
  )
}

const wordOf = (value: unknown, usual: string): string => (typeof value === 'string' ? value : usual)
const numberOf = (value: unknown, usual: number): number => (typeof value === 'number' ? value : usual)
const inkOf = (element: BoardElement): string => wordOf(element['strokeColor'], '#1e1e1e')

const pathOf = (points: readonly (readonly [number, number])[]): string => points.map(([x, y]) => `${x},${y}`).join(' ')

const Drawn = ({ element }: { readonly element: BoardElement }) => {
  const { x, y, width, height, angle, type } = element
  const background = wordOf(element['backgroundColor'], 'transparent')
  const look = { stroke: inkOf(element), fill: background === 'transparent' ? 'none' : background, strokeWidth: numberOf(element['strokeWidth'], 2), opacity: numberOf(element['opacity'], 100) / 100 }
  const place = `translate(${x} ${y}) rotate(${(angle * 180) / Math.PI} ${width / 2} ${height / 2})`
  switch (type) {
    case 'rectangle':
    case 'frame': return <rect transform={place} width={width} height={height} rx={8} {...look} />
    case 'ellipse': return <ellipse transform={place} cx={width / 2} cy={height / 2} rx={width / 2} ry={height / 2} {...look} />
    case 'diamond': return <polygon transform={place} points={`${width / 2},0 ${width},${height / 2} ${width / 2},${height} 0,${height / 2}`} {...look} />
    case 'text': return <Words element={element} place={place} />
    case 'line':
    case 'arrow':
    case 'freedraw': return <Stroke element={element} place={place} />
  }
}

const Words = ({ element, place }: { readonly element: BoardElement; readonly place: string }) => {
  const { text = '', width } = element
  const fontSize = numberOf(element['fontSize'], 20)
  const aligned = wordOf(element['textAlign'], 'left')
  const anchor = aligned === 'center' ? 'middle' : aligned === 'right' ? 'end' : 'start'
  const x = { start: 0, middle: width / 2, end: width }[anchor]
  return (
    <text transform={place} fontSize={fontSize} fill={inkOf(element)} textAnchor={anchor}>
      {text.split('\n').map((line, index) => <tspan key={index} x={x} y={fontSize + index * fontSize * 1.25}>{line}</tspan>)}
    </text>
  )
}

const headPx = 12

const Stroke = ({ element, place }: { readonly element: BoardElement; readonly place: string }) => {
  const { points = [], type } = element
  const [before, end] = [points.at(-2), points.at(-1)]
  const turn = before && end ? (Math.atan2(end[1] - before[1], end[0] - before[0]) * 180) / Math.PI : 0
  return (
    <g transform={place} stroke={inkOf(element)} strokeWidth={numberOf(element['strokeWidth'], 2)} fill="none">
      <polyline points={pathOf(points)} />
      {type === 'arrow' && end && <path d={`M-${headPx} -${headPx / 2} L0 0 L-${headPx} ${headPx / 2}`} transform={`translate(${end[0]} ${end[1]}) rotate(${turn})`} />}
    </g>
  )
}
