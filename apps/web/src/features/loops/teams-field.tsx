import { Trans, useLingui } from '@lingui/react/macro'
import { detectTeams, type Team } from '@unanimous/prep'
import { useState } from 'react'
import { allTeams, useTeamWords } from '../../platform/team-words.ts'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import { TextArea } from '../../ui/field.tsx'

interface TeamsFieldProps {
  readonly teams: readonly Team[]
  readonly onChange: (teams: readonly Team[]) => void
}

/** Which teams the job is in: read off a pasted description here in the browser, and always the candidate's own to say. */
export const TeamsField = ({ teams, onChange }: TeamsFieldProps) => {
  const { t } = useLingui()
  const words = useTeamWords()
  const [description, setDescription] = useState('')
  const read = (text: string) => {
    setDescription(text)
    onChange(detectTeams(text))
  }
  const list = words.list(teams)
  return (
    <div className="teams-field">
      <TextArea
        label={t`The job, pasted if there is one`} rows={3} value={description} placeholder={t`Paste the description. It stays in this browser; only the teams are kept.`}
        onChange={event => read(event.target.value)}
      />
      <ChipChoice label={t`Teams`} values={teams} onChange={onChange} options={allTeams.map(value => ({ value, label: words.team(value) }))} />
      <p className="faint sm" role="status">
        {teams.length > 0
          ? <Trans>Packs come from {list} where there is one you have not seen, the first one first.</Trans>
          : description.trim() === '' ? <Trans>With no team named, packs come from all of them.</Trans> : <Trans>No team can be told from this. Name one, or leave it open.</Trans>}
      </p>
    </div>
  )
}
