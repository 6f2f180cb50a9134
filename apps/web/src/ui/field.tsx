import { ChevronDown, CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'

interface Labelled {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** One sentence under the field that says what to do. What was typed stays. */
  readonly error?: ReactNode
}

interface Wiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** Label above, control, then hint or error below, wired together for screen readers. */
export const Field = ({ label, hint, error, children }: Labelled & { readonly children: (wiring: Wiring) => ReactNode }) => {
  const id = useId()
  const below = error || hint ? `${id}-below` : undefined
  return (
    <div className="fieldset">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': below, 'aria-invalid': error ? true : undefined })}
      {error ? <FieldError id={below}>{error}</FieldError> : hint && <span id={below} className="hint">{hint}</span>}
    </div>
  )
}

/** A problem under a control, in words and with its sign. */
export const FieldError = ({ id, children }: { readonly id?: string | undefined; readonly children: ReactNode }) => (
  <span id={id} className="error" role="alert">
    <CircleAlert className="s" />
    <span>{children}</span>
  </span>
)

interface TextInputProps extends Omit<ComponentProps<'input'>, 'size'> {
  readonly icon?: ReactNode
  /** What stands after the text: a key, a unit, a button. */
  readonly after?: ReactNode
  readonly size?: 'md' | 'lg'
}

export const TextInput = ({ icon, after, size = 'md', className, ...rest }: TextInputProps) => (
  <label
    className={cx(
      'field',
      size === 'lg' && 'lg',
      rest['aria-invalid'] && 'bad',
      rest.disabled && 'off',
      rest.readOnly && 'fixed',
      className,
    )}
  >
    {icon}
    <input type="text" {...rest} />
    {after}
  </label>
)

interface TextAreaProps extends ComponentProps<'textarea'> {
  /** Stands inside the frame, above the words. Without it the caller labels the area otherwise. */
  readonly label?: ReactNode
  /** A person speaks: what they write is set in the serif. */
  readonly serif?: boolean
}

export const TextArea = ({ label, serif, className, id, ...rest }: TextAreaProps) => {
  const own = useId()
  return (
    <div className={cx('area', rest['aria-invalid'] && 'bad', rest.disabled && 'off', className)}>
      {label && <label htmlFor={id ?? own}>{label}</label>}
      <textarea id={id ?? own} {...rest} className={serif ? 'serif' : undefined} />
    </div>
  )
}

export interface Option<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean
}

interface SelectProps<Value extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'size'> {
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
  readonly icon?: ReactNode
  readonly size?: 'sm' | 'md' | 'lg'
  /** No frame until it is pointed at: for a choice inside a bar or a line of text. */
  readonly bare?: boolean
}

/** The platform's own list: it scrolls, types ahead, and is the one that phones know. */
export const Select = <Value extends string>(props: SelectProps<Value>) => {
  const { value, options, onChange, icon, size = 'md', bare, className, ...rest } = props
  return (
    <span className={cx('field pick', size !== 'md' && size, bare && 'bare', rest.disabled && 'off', className)}>
      {icon}
      <select
        {...rest}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="s" />
    </span>
  )
}
