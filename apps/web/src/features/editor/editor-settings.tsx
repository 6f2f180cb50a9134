import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Switch } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { useEditorWords } from './editor-words.ts'
import { keyMaps } from './keys/key-maps.ts'
import { editorFonts, editorThemes, fontSizes, setEditorPreferences, tabWidths, useEditorPreferences } from './preferences.ts'

interface EditorSettingsProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** How one's own editor looks and listens. All of it is of this browser; the other person's editor stays as it is. */
export const EditorSettings = ({ open, onClose }: EditorSettingsProps) => {
  const { t } = useLingui()
  const chosen = useEditorPreferences()
  const words = useEditorWords()
  return (
    <Dialog open={open} onClose={onClose} narrow title={<Trans>Your editor</Trans>} description={<Trans>For you alone, in this browser.</Trans>}>
      <div className="editor-settings">
        <Choice label={t`Keys`} value={chosen.keys} values={keyMaps} name={value => words.keyMap[value]} onChange={keys => setEditorPreferences({ keys })} />
        <Choice label={t`Theme`} value={chosen.theme} values={editorThemes} name={value => words.theme[value]} onChange={theme => setEditorPreferences({ theme })} />
        <Choice label={t`Font`} value={chosen.face} values={editorFonts} name={value => words.font[value]} onChange={face => setEditorPreferences({ face })} />
        <Choice label={t`Text size`} value={chosen.font} values={fontSizes} name={size => t`${size} px`} onChange={font => setEditorPreferences({ font })} />
        <Choice label={t`A tab is as wide as`} value={chosen.tab} values={tabWidths} name={width => t`${width} spaces`} onChange={tab => setEditorPreferences({ tab })} />
        <OnOff on={chosen.wrap} onChange={wrap => setEditorPreferences({ wrap })}><Trans>Break long lines</Trans></OnOff>
        <OnOff on={chosen.suggest} onChange={suggest => setEditorPreferences({ suggest })}><Trans>Suggest while I type</Trans></OnOff>
        <OnOff on={chosen.problems} onChange={problems => setEditorPreferences({ problems })}><Trans>Show type errors (TypeScript and JavaScript)</Trans></OnOff>
      </div>
    </Dialog>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly values: readonly Value[]
  readonly name: (value: Value) => string
  readonly onChange: (value: Value) => void
}

const Choice = <Value extends string>({ label, value, values, name, onChange }: ChoiceProps<Value>) => (
  <Field label={label}>
    {({ id }) => <Select id={id} value={value} options={values.map(each => ({ value: each, label: name(each) }))} onChange={onChange} />}
  </Field>
)

interface OnOffProps {
  readonly on: 'on' | 'off'
  readonly onChange: (on: 'on' | 'off') => void
  readonly children: ReactNode
}

const OnOff = ({ on, onChange, children }: OnOffProps) => <Switch checked={on === 'on'} onChange={checked => onChange(checked ? 'on' : 'off')}>{children}</Switch>
