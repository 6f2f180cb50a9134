import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import { phaseAt, PROJECTS, type InterviewerView, type Project, type ProjectPlace } from '@unanimous/rounds'
import type { Milliseconds } from '@unanimous/kernel'
import { useAuthority } from '../../../platform/authority.ts'
import { Chip } from '../../../ui/chip.tsx'
import { useKeptTexts } from '../kept-texts.ts'
import { NotSaved } from '../not-saved.tsx'
import { SavedField } from './saved-field.tsx'

const parts = ['title', 'date', 'decision', 'options'] as const
type Part = (typeof parts)[number]
type Noted = Readonly<Record<Part, string>>

const eachPart = (of: (part: Part) => string) => Object.fromEntries(parts.map(part => [part, of(part)])) as Noted

/** What is noted of the two projects. It belongs to the room: what is not saved yet outlives a look at the outline. */
export const useProjects = ({ round, projects }: Pick<InterviewerView, 'round' | 'projects'>) => {
  const { send } = useAuthority()
  const heldOf = (project: string): Noted => {
    const held: Partial<Project> = projects.find(each => each.project === project) ?? {}
    return eachPart(part => held[part] ?? '')
  }
  // The whole project is sent each time, and one after the other: no part is lost to an older word of another.
  const { texts, change, flush } = useKeptTexts<Noted>((project, noted) => send('note-project', { round, project: project as ProjectPlace, ...eachPart(part => noted[part].trim()) }), heldOf)
  return {
    of: (project: ProjectPlace) => texts.get(project) ?? { value: heldOf(project), state: 'kept' as const, refusal: undefined },
    change: (project: ProjectPlace, noted: Noted) => change(project, heldOf(project), noted),
    flush: (project: ProjectPlace) => flush(project),
  }
}

type Projects = ReturnType<typeof useProjects>

interface ProjectMapProps {
  readonly view: InterviewerView
  readonly projects: Projects
  readonly elapsed: Milliseconds
}

/** The two projects as they are told: name, decision, date, what was turned down. The interviewer's alone. */
export const ProjectMap = ({ view, projects, elapsed }: ProjectMapProps) => {
  const phase = phaseAt(view.phases, elapsed)?.phase
  return (
    <div className="project-map">
      <p className="sm dim"><Trans>Note it as you hear it. Only you ever see this map.</Trans></p>
      {PROJECTS.map(project => <ProjectCard key={project} project={project} projects={projects} isNow={phase === `project_${project}`} />)}
    </div>
  )
}

interface ProjectCardProps {
  readonly project: ProjectPlace
  readonly projects: Projects
  readonly isNow: boolean
}

const ProjectCard = ({ project, projects, isNow }: ProjectCardProps) => {
  const { t } = useLingui()
  const labels: Readonly<Record<Part, readonly [label: string, hint: string]>> = {
    title: [t`Project`, t`What they call it`],
    date: [t`When`, t`Spring 2024, two weeks before launch`],
    decision: [t`The decision`, t`I decided that…`],
    options: [t`Turned down, and why`, t`One table: cheaper, but no way back`],
  }
  const noted = projects.of(project)
  const name = project === 'a' ? t`Project A` : t`Project B`
  return (
    <section className={isNow ? 'project now' : 'project'} aria-label={name}>
      <h3>{name} {isNow && <Chip tone="mark"><Trans>now</Trans></Chip>}</h3>
      {parts.map(part => (
        <SavedField
          key={part} label={labels[part][0]} placeholder={labels[part][1]} value={noted.value[part]} maxLength={limits.quoteChars}
          onChange={text => projects.change(project, { ...noted.value, [part]: text })} onLeave={() => projects.flush(project)}
        />
      ))}
      <NotSaved of={noted} />
    </section>
  )
}
