import { boardOf, outlineOfBoard, readBoardMap, type BoardOutline } from '@unanimous/room-doc'
import { useEffect, useMemo } from 'react'
import type { BoardDocument } from './board-parts.ts'
import { useTicks } from './use-ticks.ts'

/** The outline of a shared board, kept up to date while somebody looks. */
export const useBoardOutline = (shared: BoardDocument | undefined): BoardOutline => {
  const tick = useTicks()
  const map = useMemo(() => shared && boardOf(shared.doc), [shared])
  useEffect(() => {
    map?.observe(tick)
    return () => map?.unobserve(tick)
  }, [map, tick])
  return outlineOfBoard(map ? readBoardMap(map) : [])
}
