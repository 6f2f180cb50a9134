import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import { phaseAt, PROJECTS, type InterviewerView, type Project, type ProjectPlace } from '@unanimous/rounds'
import type { Milliseconds } from '@unanimous/kernel'
import { useRef } from 'react'
import { type Acts, useActs } from '../../../platform/use-acts.ts'
import { Chip } from '../../../ui/chip.tsx'
import { Refusal } from '../refusal.tsx'
import { SavedField } from './saved-field.tsx'

interface ProjectMapProps {
  readonly view: InterviewerView
  readonly elapsed: Milliseconds
}

const parts = ['title', 'date', 'decision', 'options'] as const
type Part = (typeof parts)[number]

/** The two projects as they are told: name, decision, date, what was turned down. The interviewer's alone. */
export const ProjectMap = ({ view, elapsed }: ProjectMapProps) => {
  const acts = useActs()
  const phase = phaseAt(view.phases, elapsed)?.phase
  return (
    <div className="project-map">
      <p className="sm dim"><Trans>Note it as you hear it. Only you ever see this map.</Trans></p>
      {PROJECTS.map(project => <ProjectCard key={project} view={view} project={project} isNow={phase === `project_${project}`} acts={acts} />)}
      <Refusal refusal={acts.refusal} />
    </div>
  )
}

interface ProjectCardProps {
  readonly view: InterviewerView
  readonly project: ProjectPlace
  readonly isNow: boolean
  readonly acts: Acts
}

const ProjectCard = ({ view, project, isNow, acts }: ProjectCardProps) => {
  const { t } = useLingui()
  const labels: Readonly<Record<Part, readonly [label: string, hint: string]>> = {
    title: [t`Project`, t`What they call it`],
    date: [t`When`, t`Spring 2024, two weeks before launch`],
    decision: [t`The decision`, t`I decided that…`],
    options: [t`Turned down, and why`, t`One table: cheaper, but no way back`],
  }
  const known: Partial<Project> = view.projects.find(each => each.project === project) ?? {}
  // The whole project is sent each time: what was just written must not be lost to a view that is still on its way.
  const written = useRef<Partial<Record<Part, string>>>({})
  const save = (part: Part) => (text: string) => {
    written.current = { ...written.current, [part]: text }
    const now = Object.fromEntries(parts.map(each => [each, written.current[each] ?? known[each] ?? ''])) as Record<Part, string>
    void acts.act('note-project', { round: view.round, project, ...now })
  }
  const name = project === 'a' ? t`Project A` : t`Project B`
  return (
    <section className={isNow ? 'project now' : 'project'} aria-label={name}>
      <h3>{name} {isNow && <Chip tone="mark"><Trans>now</Trans></Chip>}</h3>
      {parts.map(part => (
        <SavedField key={part} label={labels[part][0]} placeholder={labels[part][1]} value={known[part] ?? ''} maxLength={limits.quoteChars} onSave={save(part)} />
      ))}
    </section>
  )
}
