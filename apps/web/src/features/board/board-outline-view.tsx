import type { BoardDocument } from './board-parts.ts'
import { OutlineTree } from './board-outline.tsx'
import { useBoardOutline } from './use-board-outline.ts'

/** The board as a tree, as it is now. */
export const BoardOutlineView = ({ shared, struck }: { readonly shared: BoardDocument; readonly struck: readonly string[] }) => (
  <div className="pane"><OutlineTree outline={useBoardOutline(shared)} struck={struck} /></div>
)
