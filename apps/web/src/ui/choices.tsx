import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'
import { Kbd } from './kbd.tsx'

interface Toggle extends Omit<ComponentProps<'input'>, 'type' | 'checked' | 'onChange'> {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** On or off at once, without a save. With `children` the whole line switches. */
export const Switch = ({ checked, onChange, children, className, ...rest }: Toggle) => {
  const input = (
    <input
      {...rest}
      type="checkbox"
      role="switch"
      className="sw"
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  )
  return children ? <label className={cx('switch', className)}>{input}<span>{children}</span></label> : input
}

interface CheckboxProps extends Toggle {
  readonly children: ReactNode
  /** A cue of the script: a small square, teal when it speaks for and rust when it speaks against. */
  readonly cue?: 'for' | 'against'
}

export const Checkbox = ({ checked, onChange, children, cue, className, ...rest }: CheckboxProps) => (
  <label className={cx('check', cue && 'cue', cue === 'against' && 'against', className)}>
    <input {...rest} type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    <span>{children}</span>
  </label>
)

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  /** A second line: what choosing it means. */
  readonly about?: ReactNode
  readonly icon?: ReactNode
  readonly keys?: string
  readonly className?: string
  readonly disabled?: boolean
}

export interface ChoiceProps<Value extends string> {
  /** What is chosen among, for screen readers. */
  readonly label: string
  readonly value: Value | undefined
  readonly options: readonly Choice<Value>[]
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean | undefined
  readonly className?: string | undefined
}

/** One of several, each a card with room for a sentence. Arrow keys move, as in any radio group. */
export const RadioCards = <Value extends string>({ label, value, options, onChange, disabled, className }: ChoiceProps<Value>) => {
  const name = useId()
  return (
    <fieldset className={cx('cards', className)} aria-label={label} role="radiogroup">
      {options.map((option) => (
        <label key={option.value} className={cx('rcard', option.className)}>
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            disabled={disabled || option.disabled}
            onChange={() => onChange(option.value)}
          />
          {option.icon ?? <span />}
          <span>
            <b>{option.label}</b>
            {option.about && <em>{option.about}</em>}
          </span>
          {option.keys && <Kbd keys={option.keys} />}
        </label>
      ))}
    </fieldset>
  )
}

/** One of a few, in a strip. `wide` fills the line with equal parts. */
export const Segmented = <Value extends string>(props: ChoiceProps<Value> & { readonly wide?: boolean }) => {
  const { label, value, options, onChange, disabled, wide, className } = props
  const name = useId()
  return (
    <fieldset className={cx('seg', wide && 'wide', className)} aria-label={label} role="radiogroup">
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            disabled={disabled || option.disabled}
            onChange={() => onChange(option.value)}
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
