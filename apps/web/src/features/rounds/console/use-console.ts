import { useLingui } from '@lingui/react/macro'
import type { Milliseconds } from '@unanimous/kernel'
import { mediumOf, type InterviewerView } from '@unanimous/rounds'
import { type RefObject, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { usePaneChoice, type PaneChoice } from '../../../ui/room-frame.tsx'
import { sayPeerLine } from '../peer-line.ts'
import { useElapsed, useTimeCalls } from '../round-clock.ts'
import { type ConsoleStage, peerName } from '../stage.ts'
import { type Notes, useNotes } from '../use-notes.ts'
import type { Aid } from './ladder.tsx'
import { type Capture, useCapture, useMarks } from './use-capture.ts'
import { useConsoleKeys } from './use-console-keys.ts'
import { type Script, useScript } from './use-script.ts'

/** What the right column shows where not all of it fits: its first part (the call, or a board's probes), notes, scorecard. */
export type SidePart = 'first' | 'notes' | 'scorecard'

/** Everything the layouts of a console are made of. */
export interface Console {
  readonly stage: ConsoleStage
  readonly view: InterviewerView
  readonly elapsed: Milliseconds
  readonly script: Script
  readonly capture: Capture
  /** Passages that stand as evidence. */
  readonly marks: readonly string[]
  readonly pane: PaneChoice
  readonly aid: Aid | undefined
  readonly setAid: (aid: Aid | undefined) => void
  readonly side: SidePart
  readonly setSide: (side: SidePart) => void
  readonly begin: () => void
  readonly turnDrawer: () => void
  readonly notes: Notes
  readonly newNote: RefObject<HTMLTextAreaElement | null>
  readonly captureInput: RefObject<HTMLInputElement | null>
  readonly searchInput: RefObject<HTMLInputElement | null>
}

/** The console's state and its keys, whatever layout shows them. */
export const useConsole = (stage: ConsoleStage, view: InterviewerView): Console => {
  const { t } = useLingui()
  const elapsed = useElapsed(view.clock)
  const script = useScript(view, elapsed)
  const capture = useCapture(view, script.open)
  const marks = useMarks(view)
  const [aid, setAid] = useState<Aid>()
  const [side, setSide] = useState<SidePart>('first')
  const notes = useNotes(view.round, view.notes, elapsed)
  const newNote = useRef<HTMLTextAreaElement>(null)
  const captureInput = useRef<HTMLInputElement>(null)
  const searchInput = useRef<HTMLInputElement>(null)
  // A board takes the room of two panes: its script, evidence and notes share one beside it.
  const isBoard = mediumOf(view.kind) === 'board'
  const pane = usePaneChoice(isBoard ? 1 : 0)
  useTimeCalls(view.clock, elapsed)
  const begin = () => {
    capture.begin(stage.port()?.selection())
    pane.bring(1, captureInput.current)
    captureInput.current?.focus()
  }
  const bringSide = (part: SidePart) => {
    pane.bring(isBoard ? 1 : 2, newNote.current)
    setSide(part)
  }
  const writeNote = () => {
    // Where the notes lie under a tab they are drawn first, at once: the next key is the first letter of the note.
    flushSync(() => bringSide('notes'))
    newNote.current?.focus()
  }
  const turnDrawer = () => bringSide(side === 'scorecard' ? 'first' : 'scorecard')
  const aidOn = (which: Aid) => () => {
    pane.bring(isBoard ? 1 : 0, document.querySelector('.script-words'))
    if (isBoard) setSide('first')
    setAid(aid === which ? undefined : which)
  }
  useConsoleKeys(script, {
    nudge: aidOn('nudge'), rescue: aidOn('rescue'), search: aidOn('search'),
    capture: begin, note: writeNote, scorecard: turnDrawer,
    peerLine: () => sayPeerLine(stage, peerName(stage.session), t),
  })
  return { stage, view, elapsed, script, capture, marks, pane, aid, setAid, side, setSide, begin, turnDrawer, notes, newNote, captureInput, searchInput }
}
