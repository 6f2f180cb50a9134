import { Trans, useLingui } from '@lingui/react/macro'
import type { QueryOutput } from '@unanimous/protocol'
import { useState } from 'react'
import { formatMmSs } from '../../platform/clock.ts'
import { evidenceWords } from '../../platform/evidence-words.ts'
import { useForget } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { toVote } from '../../platform/vote-words.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choices.tsx'
import { FieldError, TextArea } from '../../ui/field.tsx'
import { VoteLabel } from '../../ui/vote.tsx'

type Entry = QueryOutput<'loop-debrief'>['entries'][number]

interface ReviseProps {
  readonly entry: Entry
  readonly yours: NonNullable<Entry['yours']>
}

/** One's single revision of a loop: what the vote becomes, why, and what it rests on. Nothing about it can be taken back. */
export const Revise = ({ entry, yours }: ReviseProps) => {
  const { t } = useLingui()
  const { act, refusal, pending } = useActs()
  const forget = useForget()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [cited, setCited] = useState<readonly string[]>([])
  const [to] = yours.to
  if (to === undefined) return null
  const revise = async () => {
    if (await act('revise-vote', { round: entry.round, to, reason, evidence: [...cited] })) await forget('loop-debrief', 'loops')
  }
  if (!open) return <Button size="sm" onClick={() => setOpen(true)}><Trans>Revise this vote</Trans></Button>
  return (
    <form className="revise" onSubmit={event => { event.preventDefault(); void revise() }}>
      <div className="row wrap"><span><Trans>It becomes</Trans></span><VoteLabel vote={toVote(to)} /><span className="faint"><Trans>Once, and for good.</Trans></span></div>
      <TextArea serif autoFocus label={t`Why, in writing. The candidate reads it.`} rows={3} maxLength={2000} value={reason} onChange={event => setReason(event.target.value)} />
      <div className="cite" role="group" aria-label={t`What it rests on`}>
        {yours.captured.map(item => (
          <Checkbox key={item.id} checked={cited.includes(item.id)} onChange={on => setCited(on ? [...cited, item.id] : cited.filter(id => id !== item.id))}>
            <time>{formatMmSs(item.atMs)}</time> {evidenceWords(item)}
          </Checkbox>
        ))}
      </div>
      {refusal && <p className="fieldset"><FieldError>{refusal.message}</FieldError></p>}
      <div className="row">
        <Button type="submit" variant="primary" busy={pending > 0} disabled={reason.trim() === '' || cited.length === 0}><Trans>Revise the vote</Trans></Button>
        <Button variant="ghost" onClick={() => setOpen(false)}><Trans>Back</Trans></Button>
      </div>
    </form>
  )
}
