import { Plus, X } from 'lucide-react'
import { Chip } from './chip.tsx'
import type { Option } from './field.tsx'
import { Select } from './field.tsx'

interface ChipChoiceProps<Value extends string> {
  /** What is chosen among, for screen readers and above the chips. */
  readonly label: string
  readonly options: readonly Option<Value>[]
  readonly values: readonly Value[]
  readonly onChange: (values: readonly Value[]) => void
}

/** Any of a few, each a chip that is pressed or not. */
export const ChipChoice = <Value extends string>({ label, options, values, onChange }: ChipChoiceProps<Value>) => (
  <div className="row wrap" role="group" aria-label={label}>
    {options.map(({ value, label: name }) => {
      const on = values.includes(value)
      return <Chip key={value} tone="line" pressed={on} onPress={() => onChange(on ? values.filter(each => each !== value) : [...values, value])}>{name}</Chip>
    })}
  </div>
)

interface ChipPickerProps<Value extends string> extends ChipChoiceProps<Value> {
  /** Heads the list of what may be added: "Add a language". */
  readonly addLabel: string
  /** Says what pressing a chosen chip does: "Remove English". */
  readonly removeLabel: (name: string) => string
  /** The name of a chosen value that the options do not hold. */
  readonly nameOf: (value: Value) => string
}

/** Some of many: the chosen ones as chips, the rest in a list. */
export const ChipPicker = <Value extends string>({ label, options, values, onChange, addLabel, removeLabel, nameOf }: ChipPickerProps<Value>) => (
  <div className="row wrap" role="group" aria-label={label}>
    {values.map(value => (
      <button key={value} type="button" className="chip line" aria-label={removeLabel(nameOf(value))} onClick={() => onChange(values.filter(each => each !== value))}>
        {nameOf(value)}
        <X />
      </button>
    ))}
    <Select<Value | ''>
      bare
      size="sm"
      icon={<Plus className="s" />}
      aria-label={addLabel}
      value=""
      options={[{ value: '', label: addLabel }, ...options.filter(option => !values.includes(option.value))]}
      onChange={value => value !== '' && onChange([...values, value])}
    />
  </div>
)
