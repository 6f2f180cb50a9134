import { useId } from 'react'

interface SavedFieldProps {
  readonly label: string
  readonly placeholder?: string
  readonly value: string
  readonly maxLength: number
  readonly onChange: (text: string) => void
  /** It is left: what was typed goes now. */
  readonly onLeave: () => void
}

/** A line of something that saves itself. */
export const SavedField = ({ label, placeholder, value, maxLength, onChange, onLeave }: SavedFieldProps) => {
  const id = useId()
  return (
    <div className="saved-field">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={1} value={value} maxLength={maxLength} placeholder={placeholder} onChange={event => onChange(event.target.value)} onBlur={onLeave} />
    </div>
  )
}
