import { Trans, useLingui } from '@lingui/react/macro'
import { Play, Square } from 'lucide-react'
import { useCommands } from '../../platform/keyboard.ts'
import { Button } from '../../ui/button.tsx'
import type { Runs } from './use-runs.ts'

/** Runs the text, or stops what runs. One key for both. */
export const RunButton = ({ runs }: { readonly runs: Runs }) => {
  const { t } = useLingui()
  const { active, live } = runs
  const press = active ? runs.stop : runs.run
  useCommands(t`Code`, [{ id: 'run', label: active ? t`Stop the run` : t`Run the code`, keys: ['$mod+Enter'], run: press, disabled: !live }], 'page')
  if (!live) return null
  return active
    ? <Button size="sm" className="run-button" icon={<Square className="s" />} keys="$mod+Enter" onClick={press}><Trans>Stop</Trans></Button>
    : <Button size="sm" className="run-button" icon={<Play className="s" />} keys="$mod+Enter" onClick={press}><Trans>Run</Trans></Button>
}
