import type { RoundSummary, SessionView } from '@unanimous/protocol'
import type { CodeSelection } from '@unanimous/rounds'
import type { ReactNode } from 'react'

/** What a layout may ask of the editor in its middle. */
export interface CodePort {
  selection(): CodeSelection | undefined
  text(): string
  focus(): void
  peerLine(): { readonly name: string; readonly line: number } | undefined
}

export interface EditorParts {
  readonly marks: readonly string[]
  readonly mayFollow: boolean
  readonly below?: ReactNode
}

/** Everything of a room that does not depend on the role: who, which round, and the parts that other features draw. */
export interface Stage {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly editor: (parts: EditorParts) => ReactNode
  readonly port: () => CodePort | undefined
  /** Edits that have not reached the server, and whether the shared text's line is down. */
  readonly text: { readonly isLost: boolean; readonly kept: number }
  readonly copyText: () => void
}

/** The handle of the other person; a word for them while the seat is empty. */
export const peerName = (session: SessionView): string => session.peer?.handle ?? '…'
