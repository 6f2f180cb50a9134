import { Trans, useLingui } from '@lingui/react/macro'
import type { Pack } from '@unanimous/rounds'
import { type ReactNode, useState } from 'react'
import { TabPanel, Tabs } from '../../../ui/tabs.tsx'
import { Checklist } from './checklist.tsx'
import { CallPane, type ConsoleProps, ScriptPane, Tray } from './console-parts.tsx'
import { CoverageStrip } from './coverage-strip.tsx'
import { Prompt } from '../prompt.tsx'
import { HeardMeter } from './heard-meter.tsx'
import { useGuideName } from './pane-names.tsx'
import { ProjectMap, useProjects } from './project-map.tsx'
import { Prompts } from './prompts.tsx'

type Middle = 'guide' | 'outline'

/** Rounds that are a conversation: what is to be heard in the middle, the shared outline under a tab beside it. */
export const TalkPanes = ({ console }: ConsoleProps) => {
  const { t } = useLingui()
  const [middle, setMiddle] = useState<Middle>('guide')
  const projects = useProjects(console.view)
  const guide = useGuideName()(console.view.kind)
  const tabs = (
    <Tabs
      label={t`In the middle`} id="console-middle" value={middle} onChange={setMiddle}
      tabs={[{ value: 'guide', label: guide }, { value: 'outline', label: t`Outline` }]}
    />
  )
  return (
    <>
      <ScriptPane console={console} />
      {middle === 'outline'
        ? console.stage.editor({ marks: console.marks, mayFollow: true, head: tabs, below: <Tray console={console} /> })
        : <GuidePane console={console} projects={projects} tabs={tabs} name={guide} />}
      <CallPane console={console} />
    </>
  )
}

interface GuideProps extends ConsoleProps {
  readonly projects: ReturnType<typeof useProjects>
}

const GuidePane = ({ console, projects, tabs, name }: GuideProps & { readonly tabs: ReactNode; readonly name: string }) => (
  <section className="panel guide" data-pane data-main tabIndex={-1} aria-label={name}>
    <div className="ph">
      {tabs}
      <span className="sp" />
      <span className="faint sm opt"><Trans>Only you see this</Trans></span>
    </div>
    <div className="guide-body">
      <TabPanel id="console-middle" value="guide"><Guide console={console} projects={projects} /></TabPanel>
    </div>
    <Tray console={console} />
  </section>
)

/** What each kind of talk is about: a list to be ticked, two projects, or three prompts for four dimensions. */
const Guide = ({ console: { view, script, elapsed }, projects }: GuideProps) => {
  const [pack] = view.packs
  if (view.kind === 'recruiter') return pack ? <Checklist script={script} pack={pack} /> : null
  return (
    <>
      {view.kind === 'culture' && <Prompts script={script} />}
      <div className="guide-pair">
        <HeardMeter view={view} acts={script.acts} />
        <CoverageStrip view={view} open={script.open} />
      </div>
      {view.kind === 'culture' && script.pack && <CurrentPrompt pack={script.pack} />}
      {view.kind === 'hm' && <ProjectMap view={view} projects={projects} elapsed={elapsed} />}
    </>
  )
}

/** The story that is being told: what was asked for, and what to listen for in it. */
const CurrentPrompt = ({ pack: { title, candidate, interviewer: { listenFor = [] } } }: { readonly pack: Pack }) => (
  <section className="current-prompt">
    <h3>{title}</h3>
    <Prompt prompt={candidate} replaced={[]} />
    {listenFor.length > 0 && (
      <>
        <h3><Trans>Listen for</Trans></h3>
        <ul className="given">{listenFor.map(each => <li key={each}>{each}</li>)}</ul>
      </>
    )}
  </section>
)
