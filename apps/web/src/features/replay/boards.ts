import { fromJson, type Json, type Player } from '@unanimous/replay'
import { boardRoot, readBoardMap, type BoardElement } from '@unanimous/room-doc'

/** What lay on the board, in its order, every element checked as the canvas checks it. */
const boardIn = (maps: Readonly<Record<string, unknown>>): readonly BoardElement[] => {
  const kept = (maps[boardRoot] ?? {}) as Readonly<Record<string, Json>>
  return readBoardMap({ entries: () => Object.entries(kept).map(([id, element]): [string, unknown] => [id, fromJson(element)]) }).filter(element => !element.isDeleted)
}

/** Whether anything was ever drawn. */
export const hasBoard = ({ changes }: Pick<Player, 'changes'>): boolean => changes.some(({ target }) => target === boardRoot)

/** Gives the board after so many changes. Playing asks many times a second, and mostly nothing was drawn in between: the last answer stays. */
export const boardsOf = (player: Player): ((index: number) => readonly BoardElement[]) => {
  const drawnAt = player.changes.flatMap(({ target }, index) => (target === boardRoot ? [index + 1] : []))
  let last: { readonly from: number; readonly to: number; readonly board: readonly BoardElement[] } | undefined
  return index => {
    if (last !== undefined && index >= last.from && index < last.to) return last.board
    const next = drawnAt.findIndex(at => at > index)
    const place = next < 0 ? drawnAt.length : next
    const from = drawnAt[place - 1] ?? 0
    last = { from, to: drawnAt[place] ?? Infinity, board: boardIn(player.frameAfter(index).shared.maps) }
    return last.board
  }
}
