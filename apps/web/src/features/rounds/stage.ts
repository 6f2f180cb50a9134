import { useLingui } from '@lingui/react/macro'
import type { RoundSummary, RoundView, SessionView } from '@unanimous/protocol'
import type { CodeSelection, Role } from '@unanimous/rounds'
import { type ReactNode, useEffect, useRef } from 'react'
import type { RunCases } from './case-runs.ts'
import { announce } from '../../platform/announce.tsx'

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
  /** In place of the file's name: tabs that lead to it. */
  readonly head?: ReactNode
  /** Over the text: the constraint that was revealed last. */
  readonly above?: ReactNode
  readonly below?: ReactNode
}

/** What a console needs of the room around it: whom one talks to, which round, and the parts that other features draw. */
export interface ConsoleStage {
  readonly session: Pick<SessionView, 'peerWish'> & { readonly peer: { readonly handle: string } | null }
  readonly round: Pick<RoundSummary, 'round' | 'kind' | 'loopSeat'>
  readonly editor: (parts: EditorParts) => ReactNode
  readonly port: () => CodePort | undefined
  /** Components on the board that have a name and no because. */
  readonly bareComponents?: () => readonly string[]
  /** Edits that have not reached the server, and whether the shared text's line is down. */
  readonly text: { readonly isLost: boolean; readonly kept: number }
  readonly copyText: () => void
  /** Both agreed to a replay, so that a moment of it can be bookmarked. */
  readonly keepsReplay: boolean
  /** The session that a phone may stand beside; a guest has no account to sign in with there. */
  readonly phoneFor: string | undefined
  /** What is said while the other person is gone. */
  readonly absent: ReactNode
  /** Who else rates, or may: the question to agree, the link, who came; absent where nobody can. */
  readonly second?: ReactNode
  /** Given where this seat may ask a second rater in now. */
  readonly onAskSecond?: (() => void) | undefined
}

/** Everything of a room that does not depend on the role. */
export interface Stage extends ConsoleStage {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly runCases: RunCases | undefined
  /** One's own stories, where they may be told; drawn for their owner only. */
  readonly stories: ReactNode
}

/** What one of the two sees of a round; a second rater has a page of their own. */
export type PairView = Exclude<RoundView, { readonly role: 'rater' }>

export const ofThePair = (view: RoundView | undefined): PairView | undefined => (view === undefined || view.role === 'rater' ? undefined : view)

/** Which of the two one is in a round. */
export const roleIn = ({ youAre }: Pick<RoundSummary, 'youAre'>): Role => (youAre === 'interviewer' ? 'interviewer' : 'candidate')

/** Says when the other person comes or goes, once and politely. */
export const useAnnouncedPeer = ({ peer }: SessionView): void => {
  const { t } = useLingui()
  const name = peer?.handle ?? ''
  const isHere = peer?.here === true
  const before = useRef(isHere)
  useEffect(() => {
    if (before.current === isHere) return
    before.current = isHere
    announce(isHere ? t`${name} is here.` : t`${name} is away.`)
  }, [isHere, name, t])
}

/** Whether both agreed to one. */
export const keepsReplay = ({ you, peer }: SessionView): boolean => you.replayAgreed === true && peer?.replayAgreed === true

/** The handle of the other person; a word for them while the seat is empty. */
export const peerName = (session: ConsoleStage['session']): string => session.peer?.handle ?? '…'
