import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import type { OwnNote } from '@unanimous/rounds'
import { type Ref, useEffect, useRef, useState } from 'react'
import { freshId } from '../../platform/api.ts'
import { formatMmSs } from '../../platform/clock.ts'
import { type Act, useActs } from '../../platform/use-acts.ts'
import { composes } from '../../ui/composes.ts'
import { Refusal } from './refusal.tsx'

interface NotesProps {
  readonly round: string
  readonly notes: readonly OwnNote[]
  readonly elapsed: number
  readonly newNote: Ref<HTMLTextAreaElement>
}

const saveAfterMs = 500

/** One's own notes, each with the moment it was begun. They save themselves and nobody else ever receives them. */
export const Notes = ({ round, notes, elapsed, newNote }: NotesProps) => {
  const { act, refusal, pending } = useActs()
  const [composing, setComposing] = useState(() => ({ id: freshId(), isNext: false }))
  const write = (note: string, text: string) => act('write-note', { round, note, text })
  return (
    <div className="notes">
      {notes.filter(({ note }) => note !== composing.id).map(({ note, text, atMs }) => <Line key={note} id={note} text={text} atMs={atMs} write={write} />)}
      <Line
        key={composing.id}
        ref={newNote}
        id={composing.id}
        text=""
        atMs={notes.find(({ note }) => note === composing.id)?.atMs ?? elapsed}
        write={write}
        autoFocus={composing.isNext}
        onDone={() => setComposing({ id: freshId(), isNext: true })}
      />
      <Refusal refusal={refusal} />
      <span className="unseen" role="status">{pending > 0 ? <Trans>Saving notes</Trans> : null}</span>
    </div>
  )
}

interface LineProps {
  readonly id: string
  readonly text: string
  readonly atMs: number
  readonly write: (note: string, text: string) => ReturnType<Act>
  readonly ref?: Ref<HTMLTextAreaElement>
  /** It follows a note that was just finished: one writes on. */
  readonly autoFocus?: boolean
  /** Given for the note being begun: Enter finishes it. */
  readonly onDone?: () => void
}

const Line = ({ id, text, atMs, write, ref, autoFocus, onDone }: LineProps) => {
  const { t } = useLingui()
  const [draft, setDraft] = useState<string>()
  const unsaved = useRef<string>(undefined)
  const flush = () => {
    if (unsaved.current === undefined) return
    void write(id, unsaved.current)
    unsaved.current = undefined
  }
  const flushNow = useRef(flush)
  useEffect(() => {
    flushNow.current = flush
  })
  useEffect(() => {
    if (draft === undefined) return
    const timer = setTimeout(() => flushNow.current(), saveAfterMs)
    return () => clearTimeout(timer)
  }, [draft])
  // A layout that goes takes its notes with it, the words of the last moment included.
  useEffect(() => () => flushNow.current(), [])
  const shown = draft ?? text
  const time = formatMmSs(atMs)
  return (
    <>
      <time>{time}</time>
      <textarea
        ref={ref}
        autoFocus={autoFocus}
        rows={1}
        value={shown}
        maxLength={limits.noteChars}
        aria-label={onDone ? t`New note` : t`Note of ${time}`}
        placeholder={onDone ? t`Write a note` : undefined}
        onChange={event => {
          unsaved.current = event.target.value
          setDraft(event.target.value)
        }}
        onBlur={flush}
        onKeyDown={event => {
          if (event.key !== 'Enter' || composes(event.nativeEvent) || event.shiftKey || !onDone || shown.trim() === '') return
          event.preventDefault()
          flush()
          onDone()
        }}
      />
    </>
  )
}
