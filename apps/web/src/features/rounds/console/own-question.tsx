import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import { dimensionsOf, type DimensionId } from '@unanimous/rounds'
import { useState } from 'react'
import { formatMmSs } from '../../../platform/clock.ts'
import { useActs } from '../../../platform/use-acts.ts'
import { Button } from '../../../ui/button.tsx'
import { Select, TextArea } from '../../../ui/field.tsx'
import { Refusal } from '../refusal.tsx'
import { dimensionName } from '../round-words.ts'
import type { Script } from './use-script.ts'

/** A question of the interviewer's own: evidence for the dimension it names, but no depth. */
export const OwnQuestion = ({ script: { view } }: { readonly script: Script }) => {
  const { t } = useLingui()
  const { act, refusal, pending } = useActs()
  const [text, setText] = useState('')
  const dimensions = dimensionsOf(view.kind)
  const [dimension, setDimension] = useState<DimensionId | undefined>(dimensions[0]?.id)
  if (dimension === undefined) return null
  const log = async () => {
    if (await act('ask-own-question', { round: view.round, text, dimension })) setText('')
  }
  return (
    <details className="fold">
      <summary><Trans>My own question</Trans></summary>
      <div className="fold-body">
        {view.ownQuestions.map(question => <p key={question.seq} className="own"><time>{formatMmSs(question.atMs)}</time><span>{question.text}</span><span className="faint sm">{dimensionName(view.kind, question.dimension)}</span></p>)}
        <TextArea serif rows={2} value={text} maxLength={limits.questionChars} aria-label={t`Your question`} placeholder={t`What you are asking, in your words`} onChange={event => setText(event.target.value)} />
        <div className="row g2">
          <Select size="sm" aria-label={t`What it shows`} value={dimension} options={dimensions.map(({ id, name }) => ({ value: id, label: name }))} onChange={setDimension} />
          <span className="sp" />
          <Button size="sm" busy={pending > 0} disabled={text.trim() === ''} onClick={() => void log()}><Trans>I asked it</Trans></Button>
        </div>
        <Refusal refusal={refusal} />
      </div>
    </details>
  )
}
