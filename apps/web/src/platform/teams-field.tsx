import { Trans, useLingui } from '@lingui/react/macro'
import { detectTeams, type Team } from '@unanimous/prep'
import { type ReactNode, useState } from 'react'
import { ChipChoice } from '../ui/chip-choice.tsx'
import { TextArea } from '../ui/field.tsx'
import { allTeams, useTeamWords } from './team-words.ts'
import './teams-field.css'

interface TeamsFieldProps {
  readonly teams: readonly Team[]
  readonly onChange: (teams: readonly Team[]) => void
  /** What naming them does here, and what naming none does. */
  readonly about: ReactNode
  readonly none: ReactNode
}

/** Which teams the job is in: read off a pasted description here in the browser, and always the candidate's own to say. */
export const TeamsField = ({ teams, onChange, about, none }: TeamsFieldProps) => {
  const { t } = useLingui()
  const words = useTeamWords()
  const [description, setDescription] = useState('')
  const read = (text: string) => {
    setDescription(text)
    onChange(detectTeams(text))
  }
  return (
    <div className="teams-field">
      <TextArea
        label={t`The job, pasted if there is one`} rows={3} value={description} placeholder={t`Paste the description. It stays in this browser; only the teams are kept.`}
        onChange={event => read(event.target.value)}
      />
      <ChipChoice label={t`Teams`} values={teams} onChange={onChange} options={allTeams.map(value => ({ value, label: words.team(value) }))} />
      <p className="faint sm" role="status">
        {teams.length > 0 ? about : description.trim() === '' ? none : <Trans>No team can be told from this. Name one, or leave it open.</Trans>}
      </p>
    </div>
  )
}
