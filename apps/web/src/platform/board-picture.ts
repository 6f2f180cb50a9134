import type { BoardElement } from '@unanimous/room-doc'

/** The canvas, fetched when it is first needed. It looks for its fonts where this says and, without it, at a stranger's host. */
export const loadCanvas = () => {
  Object.assign(window, { EXCALIDRAW_ASSET_PATH: '/excalidraw/' })
  return import('@excalidraw/excalidraw')
}

/** Takes no part in the board: only in a picture of it. */
const crossOver = ({ x, y, width, height, angle, id }: BoardElement): readonly Record<string, unknown>[] =>
  [[[0, 0], [width, height]], [[0, height], [width, 0]]].map((points, at) => ({
    id: `${id}-struck-${at}`, type: 'line', x, y, width, height, angle, points: points.map(([dx = 0, dy = 0]) => [dx, dy - (points[0]?.[1] ?? 0)]), ...(at === 1 ? { y: y + height } : {}),
    strokeColor: '#e03131', backgroundColor: 'transparent', fillStyle: 'solid', strokeWidth: 2, strokeStyle: 'solid', roughness: 0, opacity: 100, seed: 1, version: 1, versionNonce: 1,
    index: null, isDeleted: false, groupIds: [], frameId: null, boundElements: null, updated: 1, link: null, locked: false, roundness: null, startBinding: null, endBinding: null,
    startArrowhead: null, endArrowhead: null, lastCommittedPoint: null,
  }))

/** What a picture shows: the board, and over it what was struck out. */
const pictured = (elements: readonly BoardElement[], struck: readonly string[]) =>
  [...elements, ...elements.filter(element => struck.includes(element.id)).flatMap(crossOver)] as never

const look = (isDark: boolean) => ({ exportBackground: true, viewBackgroundColor: '#ffffff', exportWithDarkMode: isDark }) as const

/** A picture of the board for any other program. */
export const pngOf = async (elements: readonly BoardElement[], struck: readonly string[], isDark: boolean): Promise<Blob> => {
  const { exportToBlob } = await loadCanvas()
  return exportToBlob({ elements: pictured(elements, struck), appState: look(isDark), files: null, mimeType: 'image/png', exportPadding: 24, getDimensions: (width: number, height: number) => ({ width: width * 2, height: height * 2, scale: 2 }) })
}

/** The same as lines; words in it are set in whatever font the reader has. */
export const svgOf = async (elements: readonly BoardElement[], struck: readonly string[], isDark: boolean): Promise<SVGSVGElement> => {
  const { exportToSvg } = await loadCanvas()
  return exportToSvg({ elements: pictured(elements, struck), appState: look(isDark), files: null, exportPadding: 24, skipInliningFonts: true })
}

/** The board itself, to go on drawing elsewhere. */
export const excalidrawOf = (elements: readonly BoardElement[]): string =>
  JSON.stringify({ type: 'excalidraw', version: 2, source: 'unanimous', elements, appState: { viewBackgroundColor: '#ffffff' }, files: {} }, null, 1)
