import { Trans, useLingui } from '@lingui/react/macro'
import { EXTENSIONS, type Extension } from '@unanimous/prep'
import { limits, type CommandInput, type Plan } from '@unanimous/protocol'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choices.tsx'
import { FieldError, TextArea } from '../../ui/field.tsx'
import { usePlanWords } from './plan-words.ts'

type Task = Pick<Plan['weekList'][number]['tasks'][number], 'task' | 'form' | 'title' | 'how'>

interface TickTaskProps {
  readonly task: Task
  readonly isPrimary?: boolean
  readonly onDone?: () => void
}

/** Where the doing itself has a page of its own. */
const placeOf = (form: Task['form']): '/stories' | '/practice' | undefined => (form === 'story' || form === 'telling' ? '/stories' : form === 'round' ? '/practice' : undefined)

/** Says that a task is done: a box with an answer in words, a problem with its three extensions said aloud. */
export const TickTask = ({ task, isPrimary = false, onDone }: TickTaskProps) => {
  const { t } = useLingui()
  const forget = useForget()
  const { act, refusal, pending } = useActs()
  const [words, setWords] = useState('')
  const [said, setSaid] = useState<readonly Extension[]>([])
  const { title } = task
  const extra: Pick<CommandInput<'tick-task'>, 'words' | 'extensions'> = task.form === 'box' ? { words } : task.form === 'problem' ? { extensions: [...said] } : {}
  const tick = async () => {
    if (!await act('tick-task', { task: task.task, ...extra })) return
    await forget('plan')
    onDone?.()
  }
  const place = placeOf(task.form)
  return (
    <form className="tick-task" onSubmit={event => { event.preventDefault(); void tick() }}>
      {task.form === 'box' && <TextArea serif label={t`In your own words`} aria-label={t`${title}, in your own words`} rows={3} maxLength={limits.storyTextChars} value={words} onChange={event => setWords(event.target.value)} />}
      {task.form === 'problem' && <SaidAloud said={said} onChange={setSaid} />}
      {refusal && <FieldError>{refusal.message}</FieldError>}
      <div className="row wrap">
        {place && <LinkButton variant={isPrimary ? 'primary' : 'default'} href={place}>{place === '/stories' ? <Trans>Open your stories</Trans> : <Trans>Find a peer</Trans>}</LinkButton>}
        <Button type="submit" variant={isPrimary && !place ? 'primary' : 'default'} busy={pending > 0}><Trans>Done</Trans></Button>
      </div>
    </form>
  )
}

/** The three extensions of a problem, each once it was said. */
const SaidAloud = ({ said, onChange }: { readonly said: readonly Extension[]; readonly onChange: (said: readonly Extension[]) => void }) => {
  const { t } = useLingui()
  const names = usePlanWords()
  return (
    <div className="extensions" role="group" aria-label={t`Said aloud`}>
      {EXTENSIONS.map(each => <Checkbox key={each} checked={said.includes(each)} onChange={on => onChange(on ? [...said, each] : said.filter(other => other !== each))}>{names.extension(each)}</Checkbox>)}
    </div>
  )
}
