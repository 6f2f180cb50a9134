import { Trans, useLingui } from '@lingui/react/macro'
import { limits, type QuestionPattern } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldError, Select, TextArea, TextInput } from '../../ui/field.tsx'
import { usePatterns } from './pattern-words.ts'

/** A pasted prompt and the pattern that it is of: enough for a ladder to press it with. */
export const NewQuestionDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useLingui()
  const patterns = usePatterns()
  const navigate = useNavigate()
  const forget = useForget()
  const { act, refusal, pending } = useActs()
  const [pattern, setPattern] = useState<QuestionPattern>('graph')
  const [title, setTitle] = useState('')
  const [prompt, setPrompt] = useState('')
  const length = prompt.length
  const isLong = length > limits.ownPromptChars
  const mayCreate = title.trim() !== '' && prompt.trim() !== '' && !isLong
  const create = async () => {
    const made = await act('create-question', { pattern, title, prompt })
    if (!made) return
    await forget('questions')
    await navigate({ to: '/library/mine/$question', params: { question: made.question } })
  }
  return (
    <Dialog
      open onClose={onClose} title={<Trans>A question of your own</Trans>}
      description={<Trans>Paste it as you would read it out. It gets a ladder of its pattern, which you then make your own. Practice only.</Trans>}
      footer={<><Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button><span className="sp" /><Button variant="primary" busy={pending > 0} disabled={!mayCreate} onClick={() => void create()}><Trans>Give it a ladder</Trans></Button></>}
    >
      <div className="new-question">
        <Field label={t`Title`}>{wiring => <TextInput {...wiring} autoFocus maxLength={80} value={title} onChange={event => setTitle(event.target.value)} />}</Field>
        <Field label={t`Pattern`}>{wiring => <Select {...wiring} value={pattern} options={patterns} onChange={setPattern} />}</Field>
        <TextArea serif label={t`What the candidate reads`} rows={9} value={prompt} aria-invalid={isLong || undefined} onChange={event => setPrompt(event.target.value)} />
        {isLong && <FieldError><Trans>This has {length} characters; a prompt may have {limits.ownPromptChars}. Nobody reads more in three minutes.</Trans></FieldError>}
        {refusal && <FieldError>{refusal.message}</FieldError>}
      </div>
    </Dialog>
  )
}
