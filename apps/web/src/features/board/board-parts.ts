import type * as Y from 'yjs'
import type { Awareness } from 'y-protocols/awareness'

/** The document that a board lies in. */
export interface BoardDocument {
  readonly doc: Y.Doc
  readonly awareness: Awareness
}

/** What who rates may do to a board beyond drawing on it. */
export interface RatingActs {
  /** Strikes a component out for both, or takes it back: the interviewer's alone. */
  readonly strike?: (element: string, label: string, struck: boolean) => void
  /** Keeps what is selected as evidence. */
  readonly mark: () => void
}

export interface BoardPartsOfRound {
  /** Components that the interviewer has struck out. */
  readonly struck: readonly string[]
  /** Elements that stand as evidence; of who keeps it alone. */
  readonly marked: readonly string[]
  readonly rating?: RatingActs | undefined
}
