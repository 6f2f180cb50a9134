import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import type { Ref } from 'react'
import { formatMmSs } from '../../platform/clock.ts'
import { composes } from '../../ui/composes.ts'
import { NotSaved } from './not-saved.tsx'
import type { NoteLine, Notes as KeptNotes } from './use-notes.ts'

interface NotesProps {
  readonly notes: KeptNotes
  readonly newNote: Ref<HTMLTextAreaElement>
}

/** One's own notes, each with the moment it was begun. They save themselves and nobody else ever receives them. */
export const Notes = ({ notes, newNote }: NotesProps) => (
  <div className="notes">
    {notes.lines.map(line => <Line key={line.note} ref={line.isNew ? newNote : undefined} line={line} notes={notes} />)}
    <span className="unseen" role="status">{notes.lines.some(({ state }) => state === 'saving') ? <Trans>Saving notes</Trans> : null}</span>
  </div>
)

interface LineProps {
  readonly line: NoteLine
  readonly notes: KeptNotes
  readonly ref: Ref<HTMLTextAreaElement> | undefined
}

const Line = ({ line, notes: { change, flush, finish }, ref }: LineProps) => {
  const { t } = useLingui()
  const { note, value, isNew, isNext } = line
  const time = formatMmSs(line.atMs)
  return (
    <>
      <time>{time}</time>
      <textarea
        ref={ref}
        autoFocus={isNext}
        rows={1}
        value={value}
        maxLength={limits.noteChars}
        aria-label={isNew ? t`New note` : t`Note of ${time}`}
        placeholder={isNew ? t`Write a note` : undefined}
        onChange={event => change(line, event.target.value)}
        onBlur={() => flush(note)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || composes(event.nativeEvent) || event.shiftKey || !isNew || value.trim() === '') return
          event.preventDefault()
          finish()
        }}
      />
      <NotSaved of={line} />
    </>
  )
}
