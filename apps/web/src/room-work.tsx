import { useLingui } from '@lingui/react/macro'
import { limits, type RoundSummary, type RoundView, type SessionView } from '@unanimous/protocol'
import { mediumOf } from '@unanimous/rounds'
import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { bareComponents } from './features/board/bare-components.ts'
import type { BoardPartsOfRound } from './features/board/board-parts.ts'
import type { BoardPort } from './features/board/board-port.ts'
import { LineChip } from './features/editor/line-chip.tsx'
import type { HeldDocument } from './features/editor/use-shared-document.ts'
import type { CodePort, EditorParts } from './features/rounds/stage.ts'
import { runCommand } from './platform/keyboard.ts'
import { fetchPart, lazyPart } from './platform/lazy-part.ts'
import { readStored, writeStored } from './platform/stored.ts'
import { useAct } from './platform/use-acts.ts'
import { type Shown, WorkPane, WorkSwitch } from './work-pane.tsx'

const { Part: BoardPane } = lazyPart(async () => (await import('./features/board/board-pane.tsx')).BoardPane)

interface WorkNeeds {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly held: HeldDocument
  /** Of the round whose text and board are shown. */
  readonly view: RoundView | undefined
  /** The shared text's, while it is on the screen. */
  readonly port: () => CodePort | undefined
}

/** The middle of a room: the board of a round, its shared text, or both. */
export interface Work {
  show(parts: EditorParts, text: (parts: EditorParts & { readonly tools?: ReactNode }) => ReactNode): ReactNode
  /** Of what somebody works in: the board while something is selected there, else the text. */
  port(): CodePort | undefined
  /** Components on the board with a name and no because. */
  bareComponents(): readonly string[]
}

/** What reads a board's components, once it has been fetched: only a round over a board asks. */
const useBareComponents = (wanted: boolean) => {
  const [read, setRead] = useState<typeof bareComponents>()
  useEffect(() => {
    if (wanted) void fetchPart(() => import('./features/board/bare-components.ts')).then(part => setRead(() => part.bareComponents))
  }, [wanted])
  return read
}

const useShown = (medium: string): readonly [Shown, (shown: Shown) => void] => {
  const key = `middle-${medium}`
  const usual = medium === 'board' ? 'board' : 'text'
  const [chosen, setChosen] = useState<Readonly<Record<string, Shown>>>({})
  const stored = readStored(key)
  const shown = chosen[key] ?? (stored === 'board' || stored === 'text' || stored === 'both' ? stored : usual)
  return [shown, next => {
    writeStored(key, next === usual ? undefined : next)
    setChosen({ ...chosen, [key]: next })
  }]
}

const selectedOn = (board: BoardPort | undefined, text: CodePort | undefined): ReturnType<CodePort['selection']> =>
  board?.hasFocus() ? board.selection() ?? text?.selection() : text?.selection() ?? board?.selection()

const portOf = (board: BoardPort | undefined, text: CodePort | undefined): CodePort | undefined => {
  if (!board) return text
  return {
    selection: () => selectedOn(board, text),
    text: () => text?.text() ?? '',
    focus: () => (text ?? board).focus(),
    peerLine: () => text?.peerLine(),
  }
}

/** What stands as evidence, on the screen of who keeps it. */
const markedOn = (view: RoundView | undefined): readonly string[] =>
  view?.role === 'interviewer' || view?.role === 'rater' ? view.evidence.flatMap(({ selection }) => selection?.elements ?? []) : []

export const useWork = ({ session, round, held, view, port }: WorkNeeds): Work => {
  const { t } = useLingui()
  const ofRound = useBoardOfRound(round, view)
  const medium = view ? mediumOf(view.kind) : 'call'
  const [shown, show] = useShown(medium)
  const bareOn = useBareComponents(medium === 'board')
  const board = useRef<BoardPort>(undefined)
  const onPort = useCallback((next: BoardPort | undefined) => {
    board.current = next
  }, [])
  const { shared, status } = held
  const writable = status.access === 'write'
  return {
    port: () => portOf(board.current, port()),
    bareComponents: () => (shared && bareOn ? bareOn(shared.doc) : []),
    show({ above, below, ...parts }, text) {
      if (medium === 'call') return text({ ...parts, above, below })
      const middle = <WorkSwitch shown={shown} onShow={show} text={medium === 'board' ? t`Text` : t`Code`} />
      const isBoardFirst = medium === 'board' ? shown !== 'text' : shown === 'board'
      const around = { above, below }
      const drawn = (
        <Suspense>
          <BoardPane
            {...(isBoardFirst ? around : {})} {...ofRound}
            shared={shared} isOpen={status.line !== 'opening'} writable={writable} peer={presentPeer(session)} onPort={onPort} tools={middle}
            status={shown === 'board' && <LineChip shared={shared} status={status} writable={writable} />}
          />
        </Suspense>
      )
      return <WorkPane shown={shown} board={drawn} text={text({ ...parts, ...(isBoardFirst ? {} : around), ...(shown === 'text' ? { tools: middle } : {}) })} />
    },
  }
}

const presentPeer = ({ peer }: SessionView): string | undefined => (peer?.here ? peer.handle : undefined)

/** What the round itself knows of its board, and what who rates may do to it. */
const useBoardOfRound = (round: RoundSummary, view: RoundView | undefined): BoardPartsOfRound => {
  const act = useAct()
  const role = round.state === 'running' ? view?.role : undefined
  const strike = (element: string, label: string, struck: boolean) => void act('strike-component', { round: round.round, element, label: label.slice(0, limits.quoteChars), struck })
  const mark = () => runCommand('capture')
  return { struck: view?.struck ?? [], marked: markedOn(view), rating: role === 'interviewer' ? { strike, mark } : role === 'rater' ? { mark } : undefined }
}
