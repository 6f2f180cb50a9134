import { Trans, useLingui } from '@lingui/react/macro'
import { limits, type StoryText } from '@unanimous/protocol'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextInput } from '../../ui/field.tsx'

type Option = StoryText['options'][number]

interface TurnedDownProps {
  readonly options: readonly Option[]
  readonly onChange: (options: Option[]) => void
}

/** The options that were turned down, each with what spoke for and against it. */
export const TurnedDown = ({ options, onChange }: TurnedDownProps) => {
  const { t } = useLingui()
  const change = (at: number, part: Partial<Option>) => onChange(options.map((option, index) => (index === at ? { ...option, ...part } : option)))
  const field = (index: number, key: keyof Option, label: string, placeholder: string) =>
    <TextInput aria-label={label} placeholder={placeholder} maxLength={limits.storyLineChars} value={options[index]?.[key] ?? ''} onChange={event => change(index, { [key]: event.target.value })} />
  return (
    <div className="turned-down fieldset" role="group" aria-label={t`Options you turned down`}>
      <span className="label" aria-hidden="true"><Trans>Options you turned down</Trans></span>
      {options.map((_, index) => {
        const number = index + 1
        return (
          <div className="turned-down-row" key={index}>
            {field(index, 'option', t`Option ${number}`, t`Option`)}
            {field(index, 'for', t`For option ${number}`, t`For it`)}
            {field(index, 'against', t`Why not option ${number}`, t`Why not`)}
            {field(index, 'number', t`A number of option ${number}`, t`A number`)}
            <IconButton size="sm" variant="ghost" label={t`Remove option ${number}`} onClick={() => onChange(options.filter((_option, at) => at !== index))}><X className="s" /></IconButton>
          </div>
        )
      })}
      {options.length < limits.optionsPerStory && <div><Button size="sm" variant="ghost" icon={<Plus className="s" />} onClick={() => onChange([...options, { option: '', for: '', against: '', number: '' }])}><Trans>Another option</Trans></Button></div>}
    </div>
  )
}
