import { useLingui } from '@lingui/react/macro'
import { limits, type Profile } from '@unanimous/protocol'
import { useState } from 'react'
import { viewerZone } from '../../platform/dates.ts'
import { allCodeLanguages, commonSpokenLanguages, type Level, roundKinds, useWords } from '../../platform/words.ts'
import { Segmented } from '../../ui/choices.tsx'
import { ChipChoice, ChipPicker } from '../../ui/chip-choice.tsx'
import { Field, Select, TextInput } from '../../ui/field.tsx'
import type { SaveProfile } from './settings-page.tsx'

interface ProfileFormProps {
  readonly profile: Profile
  /** A guest says the handle where the account is kept. */
  readonly guest: boolean
  readonly save: SaveProfile
}

/** The zones this browser knows, the stored and the present one among them. */
const zones = (stored: string | null): readonly string[] => [...new Set([viewerZone(), ...(stored === null ? [] : [stored]), ...Intl.supportedValuesOf('timeZone')])]

/** How a person interviews and wants to be interviewed. Each change is kept at once. */
export const ProfileForm = ({ profile: stored, guest, save }: ProfileFormProps) => {
  const { t } = useLingui()
  const words = useWords()
  const [profile, setProfile] = useState(stored)
  const [wrong, setWrong] = useState<string>()
  const change = (part: Partial<Profile>) => {
    setProfile({ ...profile, ...part })
    void save(part).then(refusal => setWrong(refusal?.message))
  }
  const kinds = roundKinds.map(value => ({ value, label: words.kind(value) }))
  const spoken = commonSpokenLanguages.map(value => ({ value, label: words.spoken(value) }))
  return (
    <>
      {!guest && <HandleField handle={profile.handle} save={save} />}
      <Labelled label={t`Level you aim for`}>
        <Segmented<Level> label={t`Level you aim for`} value={profile.targetLevel} onChange={targetLevel => change({ targetLevel })} options={(['L4', 'L5'] as const).map(value => ({ value, label: words.level(value) }))} />
      </Labelled>
      <Labelled label={t`Rounds you want as candidate`}>
        <ChipChoice label={t`Rounds you want as candidate`} options={kinds} values={profile.wants} onChange={wants => change({ wants: [...wants] })} />
      </Labelled>
      <Labelled label={t`Rounds you can interview`}>
        <ChipChoice label={t`Rounds you can interview`} options={kinds} values={profile.interviews} onChange={interviews => change({ interviews: [...interviews] })} />
      </Labelled>
      <Labelled label={t`Languages to code in`}>
        <ChipChoice label={t`Languages to code in`} options={allCodeLanguages.map(value => ({ value, label: words.codeLanguage(value) }))} values={profile.codeLanguages} onChange={codeLanguages => change({ codeLanguages: [...codeLanguages] })} />
      </Labelled>
      <Labelled label={t`Languages to speak`}>
        <ChipPicker
          label={t`Languages to speak`}
          addLabel={t`Add a language`}
          removeLabel={name => t`Remove ${name}`}
          nameOf={words.spoken}
          options={profile.spokenLanguages.length < limits.languagesPerProfile ? spoken : []}
          values={profile.spokenLanguages}
          onChange={spokenLanguages => change({ spokenLanguages: [...spokenLanguages] })}
        />
      </Labelled>
      <Field label={t`Time zone`} error={wrong}>
        {wiring => <Select {...wiring} value={profile.timeZone ?? ''} options={[{ value: '', label: t`Not said` }, ...zones(profile.timeZone).map(value => ({ value, label: value.replaceAll('_', ' ') }))]} onChange={value => change({ timeZone: value || null })} />}
      </Field>
    </>
  )
}

const Labelled = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <div className="fieldset">
    <span className="label" aria-hidden="true">{label}</span>
    {children}
  </div>
)

/** Kept when the field is left or Enter pressed, because half a handle may be somebody else's. */
const HandleField = ({ handle, save }: { readonly handle: string; readonly save: SaveProfile }) => {
  const { t } = useLingui()
  const [text, setText] = useState(handle)
  const [wrong, setWrong] = useState<string>()
  const keep = async () => {
    if (text.trim() === handle && wrong === undefined) return
    setWrong((await save({ handle: text.trim() }))?.message)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void keep()
      }}
    >
      <Field label={t`Handle`} error={wrong}>
        {wiring => <TextInput {...wiring} value={text} maxLength={limits.handleChars} autoComplete="nickname" onChange={event => setText(event.target.value)} onBlur={() => void keep()} />}
      </Field>
    </form>
  )
}
