import { Trans } from '@lingui/react/macro'
import type { Team } from '@unanimous/prep'
import { useTeamWords } from '../../platform/team-words.ts'
import { TeamsField } from '../../platform/teams-field.tsx'

interface LoopTeamsProps {
  readonly teams: readonly Team[]
  readonly onChange: (teams: readonly Team[]) => void
}

/** Which teams the job of a loop is in, and what its packs make of that. */
export const LoopTeams = ({ teams, onChange }: LoopTeamsProps) => {
  const list = useTeamWords().list(teams)
  return (
    <TeamsField
      teams={teams} onChange={onChange} about={<Trans>Packs come from {list}, in this order, as long as there is one you have not seen.</Trans>}
      none={<Trans>With no team named, packs come from all of them.</Trans>}
    />
  )
}
