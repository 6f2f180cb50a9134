import { useEffect, useId, useRef, useState } from 'react'

interface SavedFieldProps {
  readonly label: string
  readonly placeholder?: string
  /** What the server holds. */
  readonly value: string
  readonly maxLength: number
  readonly onSave: (text: string) => void
}

const saveAfterMs = 500

/** A line that saves itself half a second after the last key: what is typed stands until the server says the same. */
export const SavedField = ({ label, placeholder, value, maxLength, onSave }: SavedFieldProps) => {
  const id = useId()
  const [draft, setDraft] = useState<string>()
  const unsaved = useRef<string>(undefined)
  const flush = () => {
    if (unsaved.current === undefined) return
    onSave(unsaved.current.trim())
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
  useEffect(() => () => flushNow.current(), [])
  return (
    <div className="saved-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id} rows={1} value={draft ?? value} maxLength={maxLength} placeholder={placeholder}
        onChange={event => {
          unsaved.current = event.target.value
          setDraft(event.target.value)
        }}
        onBlur={flush}
      />
    </div>
  )
}
