import { Trans, useLingui } from '@lingui/react/macro'
import type { Plan } from '@unanimous/protocol'
import { CircleCheck, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { useForget } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choices.tsx'
import { cx } from '../../ui/class-names.ts'
import { usePlanWords } from './plan-words.ts'
import { TickTask } from './tick-task.tsx'

type Week = Plan['weekList'][number]
type Task = Week['tasks'][number]

/** What a week holds, in the order of its days. */
export const WeekTasks = ({ plan, week }: { readonly plan: Plan; readonly week: Week }) => {
  const words = usePlanWords()
  const forget = useForget()
  const [open, setOpen] = useState<string>()
  const { number } = week
  const { weeks } = plan
  const phase = words.phase(week.phase)
  const isCurrent = number === plan.current
  const replan = () => void send('replan-week', {}).then(() => forget('plan'), sayRefusal)
  return (
    <section className="sec week-tasks" aria-labelledby="week-shown">
      <div className="sh">
        <h3 id="week-shown"><Trans>Week {number} of {weeks}, {phase}</Trans></h3>
        <span className="sp" />
        {isCurrent && <Button size="sm" variant="ghost" icon={<RefreshCw className="s" />} onClick={replan}><Trans>Plan the week anew</Trans></Button>}
      </div>
      {week.tasks.length === 0 && <p className="dim"><Trans>Nothing is left for this week.</Trans></p>}
      <ul className="tasks">
        {week.tasks.toSorted((left, right) => left.on.localeCompare(right.on)).map(task => (
          <TaskRow key={task.task} task={task} isOpen={open === task.task} onOpen={() => setOpen(open === task.task ? undefined : task.task)} onClose={() => setOpen(undefined)} />
        ))}
      </ul>
    </section>
  )
}

interface TaskRowProps {
  readonly task: Task
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly onClose: () => void
}

/** A task that asks for nothing more is ticked at once; the others open for what they ask. */
const needsMore = ({ form }: Task): boolean => form === 'box' || form === 'problem'

const TaskRow = ({ task, isOpen, onOpen, onClose }: TaskRowProps) => {
  const { t } = useLingui()
  const forget = useForget()
  const { title, minutes } = task
  const isDone = task.doneAt !== null
  const cameByItself = isDone && !task.ticked
  const change = (on: boolean) => {
    if (on && needsMore(task)) return onOpen()
    void (on ? send('tick-task', { task: task.task }) : send('untick-task', { task: task.task })).then(() => forget('plan'), sayRefusal)
  }
  return (
    <li className={cx('task', isDone && 'done')}>
      <div className="task-line">
        {cameByItself
          ? <span className="by-itself dim"><CircleCheck aria-hidden="true" />{title}</span>
          : <Checkbox checked={isDone} onChange={change}>{title}</Checkbox>}
        <span className="sp" />
        <span className="when faint sm num nowrap">{cameByItself ? <Trans>ticked itself</Trans> : task.form === 'problem' && isDone ? <Trans>ext. done</Trans> : t`${minutes} min`}</span>
        <time className="faint sm nowrap">{formatDay(Date.parse(task.on), 'UTC')}</time>
        <Button size="sm" variant="ghost" aria-expanded={isOpen} aria-label={t`How: ${title}`} onClick={onOpen}><Trans>How</Trans></Button>
      </div>
      {isOpen && (
        <div className="task-more">
          <p className="dim">{task.how}</p>
          {task.words !== null && <p className="q">{task.words}</p>}
          {!isDone && <TickTask task={task} onDone={onClose} />}
        </div>
      )}
    </li>
  )
}
