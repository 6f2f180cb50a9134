import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import { OWNERS, type Decision, type InterviewerView, type Owner } from '@unanimous/rounds'
import { Plus, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { freshId } from '../../../platform/api.ts'
import { formatMmSs } from '../../../platform/clock.ts'
import { useOutgoing } from '../../../platform/outgoing.ts'
import { type Acts, useActs } from '../../../platform/use-acts.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/choices.tsx'
import { composes } from '../../../ui/composes.ts'
import { TextInput } from '../../../ui/field.tsx'
import { Refusal } from '../refusal.tsx'

/** Whose each decision in the redrawn system was. It is evidence of authorship, and reaches the candidate with the card. */
export const DecisionList = ({ view }: { readonly view: InterviewerView }) => {
  const { t } = useLingui()
  const acts = useActs()
  const { value: text, busy, write, send } = useOutgoing('')
  const add = () => void send(async words =>
    words.trim() !== '' && await acts.act('note-decision', { round: view.round, decision: freshId(), text: words.trim(), owner: 'own' }) !== undefined)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || composes(event.nativeEvent)) return
    event.preventDefault()
    add()
  }
  const own = view.decisions.filter(({ owner }) => owner === 'own').length
  return (
    <section className="decisions" aria-label={t`Decisions`}>
      <div className="row g2">
        <h3><Trans>Decisions</Trans></h3>
        <span className="faint sm num"><Trans>{own} their own</Trans></span>
      </div>
      <ul>{view.decisions.map(decision => <Line key={decision.decision} round={view.round} decision={decision} acts={acts} />)}</ul>
      <div className="row g2">
        <TextInput value={text} maxLength={limits.quoteChars} aria-label={t`A decision in this system`} placeholder={t`A decision in this system`} onChange={event => write(event.target.value)} onKeyDown={onKeyDown} />
        <Button size="sm" icon={<Plus />} busy={busy} onClick={add}><Trans>Add</Trans></Button>
      </div>
      <Refusal refusal={acts.refusal} />
    </section>
  )
}

const Line = ({ round, decision: { decision, text, owner, atMs }, acts }: { readonly round: string; readonly decision: Decision; readonly acts: Acts }) => {
  const { t } = useLingui()
  const names: Readonly<Record<Owner, string>> = { own: t`Own`, inherited: t`Inherited`, lost: t`Lost` }
  const note = (part: { readonly text?: string; readonly owner?: Owner }) => void acts.act('note-decision', { round, decision, text, owner, ...part })
  return (
    <li>
      <time>{formatMmSs(atMs)}</time>
      <span>{text}</span>
      <IconButton size="sm" variant="ghost" label={t`Remove: ${text}`} onClick={() => note({ text: '' })}><X className="s" /></IconButton>
      <Segmented label={t`Whose was it: ${text}`} value={owner} options={OWNERS.map(value => ({ value, label: names[value] }))} onChange={next => note({ owner: next })} />
    </li>
  )
}
