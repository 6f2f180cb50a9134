import { Trans, useLingui } from '@lingui/react/macro'
import { limits, type Criteria, type Profile, type QueueView } from '@unanimous/protocol'
import { hasChosenLength, mediumOf } from '@unanimous/rounds'
import { UsersRound } from 'lucide-react'
import { useState } from 'react'
import { allCodeLanguages, browserLanguages, commonSpokenLanguages, roundKinds, useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { ChipChoice, ChipPicker } from '../../ui/chip-choice.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Field, FieldError, Select } from '../../ui/field.tsx'

/** A page that leads here may name the kind of round it is about. */
const kindInAddress = () => roundKinds.find(kind => kind === new URLSearchParams(location.search).get('kind'))

const presetOf = (profile: Profile): Criteria => ({
  kind: kindInAddress() ?? profile.wants[0] ?? 'coding',
  level: profile.targetLevel,
  codeLanguages: profile.codeLanguages,
  spokenLanguages: profile.spokenLanguages.length > 0 ? profile.spokenLanguages : [...browserLanguages()],
  direction: 'both-ways',
  minutes: 60,
})

/** What one asks for: what is already being asked for, or what the profile and the browser know. */
export const useCriteria = (profile: Profile, view: QueueView | undefined) => {
  const [changed, setChanged] = useState<Criteria>()
  const asked = view?.state === 'waiting' || view?.state === 'offered' ? view.criteria : undefined
  return [changed ?? asked ?? presetOf(profile), setChanged] as const
}

interface CriteriaFormProps {
  readonly criteria: Criteria
  readonly onChange: (criteria: Criteria) => void
  readonly onSearch: (criteria: Criteria) => Promise<void>
  /** Present while one is already waiting: back to that, unchanged. */
  readonly onBack: (() => void) | undefined
  readonly busy: boolean
  readonly refusal: string | undefined
}

/** Only what a match needs; the rest is asked when it first matters. */
export const CriteriaForm = ({ criteria, onChange, onSearch, onBack, busy, refusal }: CriteriaFormProps) => {
  const change = (part: Partial<Criteria>) => onChange({ ...criteria, ...part })
  const silent = criteria.spokenLanguages.length === 0
  return (
    <form
      className="criteria"
      onSubmit={event => {
        event.preventDefault()
        if (!silent) void onSearch(criteria)
      }}
    >
      <div>
        <h2 className="title"><Trans>Swap rounds with a peer</Trans></h2>
        <p className="dim"><Trans>One hour you interview, one hour you are interviewed. Change what does not fit; the rest is asked when it first matters.</Trans></p>
      </div>
      <RoundFields criteria={criteria} change={change} />
      <LanguageFields criteria={criteria} change={change} />
      {silent && <FieldError><Trans>Name a language you speak.</Trans></FieldError>}
      {refusal && <FieldError>{refusal}</FieldError>}
      <div className="row g2">
        <Button type="submit" variant="primary" size="xl" icon={<UsersRound />} busy={busy}>{onBack ? <Trans>Search with these</Trans> : <Trans>Find a peer</Trans>}</Button>
        {onBack && <Button variant="ghost" size="xl" onClick={onBack}><Trans>Keep searching as before</Trans></Button>}
      </div>
    </form>
  )
}

interface PartProps {
  readonly criteria: Criteria
  readonly change: (part: Partial<Criteria>) => void
}

const RoundFields = ({ criteria, change }: PartProps) => {
  const { t } = useLingui()
  const words = useWords()
  return (
    <>
      <div className="pair">
        <Field label={t`Round`}>
          {wiring => <Select {...wiring} value={criteria.kind} options={roundKinds.map(value => ({ value, label: words.kind(value) }))} onChange={kind => change({ kind })} />}
        </Field>
        <Field label={t`Level`}>
          {wiring => <Select {...wiring} value={criteria.level} options={(['L4', 'L5'] as const).map(value => ({ value, label: words.level(value) }))} onChange={level => change({ level })} />}
        </Field>
      </div>
      <div className="fieldset">
        <span className="label" aria-hidden="true"><Trans>Who interviews</Trans></span>
        <Segmented
          wide
          label={t`Who interviews`}
          value={criteria.direction}
          onChange={direction => change({ direction })}
          options={[{ value: 'both-ways', label: t`Both, in turn` }, { value: 'one-way-candidate', label: t`They interview me` }, { value: 'one-way-interviewer', label: t`I interview` }]}
        />
      </div>
      <div className="fieldset">
        <span className="label" aria-hidden="true"><Trans>Length of a round</Trans></span>
        <Segmented
          wide
          label={t`Length of a round`}
          value={String(criteria.minutes)}
          disabled={!hasChosenLength(criteria.kind)}
          onChange={minutes => change({ minutes: minutes === '45' ? 45 : 60 })}
          options={[{ value: '60', label: t`60 minutes` }, { value: '45', label: t`45 minutes, practice only` }]}
        />
        {criteria.kind === 'recruiter' && <span className="hint"><Trans>A recruiter screen takes 30 minutes.</Trans></span>}
        {criteria.kind === 'extension' && <span className="hint"><Trans>20 minutes: a finished solution, and nothing but changed rules. Practice only.</Trans></span>}
      </div>
    </>
  )
}

const LanguageFields = ({ criteria, change }: PartProps) => {
  const { t } = useLingui()
  const words = useWords()
  const codes = mediumOf(criteria.kind) === 'editor'
  return (
    <>
      {codes && (
        <div className="fieldset">
          <span className="label" aria-hidden="true"><Trans>Languages to code in</Trans></span>
          <ChipChoice
            label={t`Languages to code in`}
            options={allCodeLanguages.map(value => ({ value, label: words.codeLanguage(value) }))}
            values={criteria.codeLanguages}
            onChange={codeLanguages => change({ codeLanguages: [...codeLanguages] })}
          />
          <span className="hint"><Trans>None means any.</Trans></span>
        </div>
      )}
      <div className="fieldset">
        <span className="label" aria-hidden="true"><Trans>Languages you speak</Trans></span>
        <ChipPicker
          label={t`Languages you speak`}
          addLabel={t`Add a language`}
          removeLabel={name => t`Remove ${name}`}
          nameOf={words.spoken}
          options={criteria.spokenLanguages.length < limits.languagesPerProfile ? commonSpokenLanguages.map(value => ({ value, label: words.spoken(value) })) : []}
          values={criteria.spokenLanguages}
          onChange={spokenLanguages => change({ spokenLanguages: [...spokenLanguages] })}
        />
      </div>
    </>
  )
}
