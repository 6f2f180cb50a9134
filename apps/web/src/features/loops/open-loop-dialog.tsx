import { Trans, useLingui } from '@lingui/react/macro'
import type { LoopOptions, Team } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForget, useRead } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { type Level, useWords } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented, Switch } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldError } from '../../ui/field.tsx'
import { useOptionWords } from './option-words.ts'
import { LoopTeams } from './loop-teams.tsx'

const none: LoopOptions = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }

/** A new loop: what is chosen here is fixed from then on. */
export const OpenLoopDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useLingui()
  const words = useWords()
  const navigate = useNavigate()
  const forget = useForget()
  const me = useRead('me', {})
  const optionWords = useOptionWords()
  const [chosen, setLevel] = useState<Level>()
  const [deepDeclared, setDeep] = useState(false)
  const [options, setOptions] = useState(none)
  const [teams, setTeams] = useState<readonly Team[]>([])
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const level = chosen ?? me.data?.profile.targetLevel ?? 'L5'
  const open = async () => {
    setBusy(true)
    try {
      const { loop } = await send('open-loop', { level, deepDeclared, options, teams: [...teams] })
      await forget('loops', 'home')
      await navigate({ to: '/loops/$loop', params: { loop } })
      onClose()
    } catch (error) {
      setRefusal(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open onClose={onClose} title={<Trans>Open a loop</Trans>}
      description={<Trans>Six rounds, each with a veto. The level and the options are fixed from now on; the teams are not.</Trans>}
      footer={<><Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button><span className="sp" /><Button variant="primary" busy={busy} onClick={() => void open()}><Trans>Open the loop</Trans></Button></>}
    >
      <div className="open-loop">
        <Segmented<Level> wide label={t`Target level`} value={level} onChange={setLevel} options={[{ value: 'L4', label: words.level('L4') }, { value: 'L5', label: words.level('L5') }]} />
        <LoopTeams teams={teams} onChange={setTeams} />
        <Option title={t`Deep dive`} about={t`A seventh round on a system of your own. It cannot be added or left out later.`} checked={deepDeclared} onChange={setDeep} />
        {optionWords.map(({ key, title, about }) => <Option key={key} title={title} about={about} checked={options[key]} onChange={on => setOptions({ ...options, [key]: on })} />)}
        {refusal && <p className="fieldset"><FieldError>{refusal}</FieldError></p>}
      </div>
    </Dialog>
  )
}

interface OptionProps {
  readonly title: string
  readonly about: string
  readonly checked: boolean
  readonly onChange: (on: boolean) => void
}

const Option = ({ title, about, checked, onChange }: OptionProps) => (
  <Switch checked={checked} onChange={onChange}><b>{title}</b><span className="sm dim">{about}</span></Switch>
)
