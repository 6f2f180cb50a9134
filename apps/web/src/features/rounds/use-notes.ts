import type { OwnNote } from '@unanimous/rounds'
import { useState } from 'react'
import { freshId } from '../../platform/api.ts'
import { useAuthority } from '../../platform/authority.ts'
import { type KeptText, type KeptTexts, useKeptTexts } from './kept-texts.ts'

/** One note as its page shows it. */
export interface NoteLine extends KeptText<string> {
  readonly note: string
  readonly atMs: number
  /** The one that is being begun, last of all. */
  readonly isNew: boolean
  /** It follows a note that was just finished: one writes on. */
  readonly isNext: boolean
}

interface Begun {
  readonly note: string
  /** When its first letter was typed here. */
  readonly atMs?: number
  readonly isNext: boolean
}

interface Written {
  /** What the server's view has. */
  readonly notes: readonly OwnNote[]
  /** What was finished here, whether or not the server has it yet. */
  readonly finished: readonly Begun[]
  readonly begun: Begun
  readonly texts: KeptTexts<string>
  readonly elapsed: number
}

/** Every note that there is, also one that the server does not know yet: it must be on the screen until somebody else has it. */
export const noteLines = ({ notes, finished, begun, texts, elapsed }: Written): readonly NoteLine[] => {
  const line = (note: string, atMs: number, held: string): NoteLine =>
    ({ note, atMs, isNew: false, isNext: false, ...(texts.get(note) ?? { value: held, state: 'kept', refusal: undefined }) })
  const known = new Set(notes.map(({ note }) => note))
  const own = notes.find(({ note }) => note === begun.note)
  return [
    ...notes.filter(({ note }) => note !== begun.note).map(({ note, atMs, text }) => line(note, atMs, text)),
    ...finished.filter(({ note }) => !known.has(note) && texts.has(note)).map(({ note, atMs = elapsed }) => line(note, atMs, '')),
    { ...line(begun.note, own?.atMs ?? begun.atMs ?? elapsed, own?.text ?? ''), isNew: true, isNext: begun.isNext },
  ]
}

export interface Notes {
  readonly lines: readonly NoteLine[]
  readonly change: (line: NoteLine, text: string) => void
  readonly flush: (note: string) => void
  /** The note being begun is one of the others from here on, and another is begun. */
  readonly finish: () => void
}

/** One's own notes of a round. They belong to the room and not to the tab they are shown in: what is not saved outlives a look at another. */
export const useNotes = (round: string, notes: readonly OwnNote[], elapsed: number): Notes => {
  const { send } = useAuthority()
  const heldOf = (note: string) => notes.find(each => each.note === note)?.text ?? ''
  const { texts, change, flush } = useKeptTexts<string>((note, text) => send('write-note', { round, note, text }), heldOf)
  const [begun, setBegun] = useState<Begun>(() => ({ note: freshId(), isNext: false }))
  const [finished, setFinished] = useState<readonly Begun[]>([])
  return {
    lines: noteLines({ notes, finished, begun, texts, elapsed }),
    change: ({ note, isNew }, text) => {
      if (isNew && begun.atMs === undefined) setBegun({ ...begun, atMs: elapsed })
      change(note, heldOf(note), text)
    },
    flush,
    finish: () => {
      flush(begun.note)
      setFinished([...finished, begun])
      setBegun({ note: freshId(), isNext: true })
    },
  }
}
