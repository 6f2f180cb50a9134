export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Around the middle of what is seen, nearest first: three rows above and below, four columns on each side. */
const columns = [0, 1, -1, 2, -2, 3, -3, 4, -4]
const rows = [0, 1, -1, 2, -2, 3, -3]
const gap = 60
/** What lies over the canvas itself: its tools above, the stamps at the left, zoom and undo below. */
const edges = { left: 70, top: 64, right: 16, bottom: 64 }

const isApart = (one: Box, other: Box): boolean =>
  one.x > other.x + other.width || one.y > other.y + other.height || one.x + one.width < other.x || one.y + one.height < other.y

/** Where a new component goes: where nothing lies yet, in what is seen as long as there is a place, and then beside it. */
export const freePlace = (seen: Box, zoom: number, taken: readonly Box[], { width, height }: Pick<Box, 'width' | 'height'>): { readonly x: number; readonly y: number } => {
  const start = { x: seen.x + seen.width / 2 - width / 2, y: seen.y + seen.height / 2 - height / 2 }
  const places = rows.flatMap(row => columns.map((column): Box => ({ x: start.x + column * (width + gap), y: start.y + row * (height + gap), width, height })))
  const free = places.filter(place => taken.every(each => isApart(place, each)))
  const isSeen = ({ x, y }: Box): boolean =>
    x >= seen.x + edges.left / zoom && y >= seen.y + edges.top / zoom && x + width <= seen.x + seen.width - edges.right / zoom && y + height <= seen.y + seen.height - edges.bottom / zoom
  return free.find(isSeen) ?? free[0] ?? start
}
