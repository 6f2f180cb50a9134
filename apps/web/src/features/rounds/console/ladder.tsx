import { Trans, useLingui } from '@lingui/react/macro'
import { nodesOf, type Pack } from '@unanimous/rounds'
import { Check, ChevronsDownUp, ChevronsUpDown, ListTree } from 'lucide-react'
import { type Ref, useEffect, useRef } from 'react'
import { formatMmSs } from '../../../platform/clock.ts'
import { Button } from '../../../ui/button.tsx'
import { Panel } from '../../../ui/surfaces.tsx'
import { Refusal } from '../refusal.tsx'
import { Checklist } from './checklist.tsx'
import { Hints } from './hints.tsx'
import { MarkGlyph } from './mark-buttons.tsx'
import { NextSteps, OpenStep } from './open-step.tsx'
import { StepName } from './step-name.tsx'
import { OwnQuestion } from './own-question.tsx'
import { Fold, LeftUnsaid, PackKey } from './pack-key.tsx'
import { ScriptSearch } from './script-search.tsx'
import { ScriptWords } from './script-words.tsx'
import { SolutionStepper } from './solution-stepper.tsx'
import type { Script, Step } from './use-script.ts'

/** What the interviewer reached for: help to give, words of their own, or a search. One at a time. */
export type Aid = 'nudge' | 'rescue' | 'search'

export interface LadderProps {
  readonly script: Script
  /** What the candidate asked for beforehand. */
  readonly wish?: string | null | undefined
  readonly aid: Aid | undefined
  readonly onAid: (aid: Aid | undefined) => void
  readonly searchInput: Ref<HTMLInputElement>
}

/** The script as a pane of its own. */
export const Ladder = (props: LadderProps) => {
  const { t } = useLingui()
  return (
    <Panel
      title={<Trans>Script</Trans>}
      label={t`Script`}
      icon={<ListTree />}
      className="ladder"
      tools={
        <>
          <span className="faint sm nowrap opt"><Trans>J K to move</Trans></span>
          <UnfoldButton script={props.script} />
        </>
      }
    >
      <div className="pane"><LadderBody {...props} /></div>
    </Panel>
  )
}

/** The script opens simple and unfolds. */
export const UnfoldButton = ({ script: { isSimple, setSimple } }: Pick<LadderProps, 'script'>) => (
  <Button size="sm" variant="ghost" aria-expanded={!isSimple} icon={isSimple ? <ChevronsUpDown className="s" /> : <ChevronsDownUp className="s" />} onClick={() => setSimple(!isSimple)}>
    {isSimple ? <Trans>Show all</Trans> : <Trans>Simple</Trans>}
  </Button>
)

/** The script: what was asked, the one step that is open, and what may come next. */
export const LadderBody = (props: LadderProps) => {
  const { script, wish } = props
  const { pack, isSimple, acts, shown, open } = script
  return (
    <>
      <Refusal refusal={acts.refusal} />
      <Before {...props} wish={isSimple ? undefined : wish} />
      <Steps {...props} />
      {!open && !shown && <Onward {...props} />}
      {isSimple && pack && !shown && <div className="folds"><LeftUnsaid script={script} pack={pack} open={script.steps.length === 0} /></div>}
      {!isSimple && pack && (
        <div className="folds">
          <PackKey script={script} pack={pack} />
          <OwnQuestion script={script} />
          <AllSteps script={script} pack={pack} />
        </div>
      )}
    </>
  )
}

/** Above the ladder: how far the solution is, the script's own words, and what a deep dive refuses. */
const Before = ({ script, wish, aid, onAid, searchInput }: LadderProps) => {
  const { pack, view } = script
  const turn = (which: Aid) => onAid(aid === which ? undefined : which)
  return (
    <>
      {pack && <SolutionStepper script={script} pack={pack} />}
      <ScriptWords script={script} isLost={aid === 'rescue'} onLost={() => turn('rescue')} isSearching={aid === 'search'} onSearch={() => turn('search')} />
      {aid === 'search' && <ScriptSearch script={script} input={searchInput} onClose={() => onAid(undefined)} />}
      {wish && <p className="wish sm"><span className="faint"><Trans>They asked for</Trans></span> <span className="q">{wish}</span></p>}
      {pack && view.kind === 'deep' && <Checklist script={script} pack={pack} />}
    </>
  )
}

/** Brings the step that was just opened into sight; what one looks at otherwise stays where it is. */
const useShown = (node: string | undefined) => {
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (node !== undefined) item.current?.scrollIntoView({ block: 'nearest' })
  }, [node])
  return item
}

const Steps = ({ script, aid, onAid }: LadderProps) => {
  const now = useShown(script.shown?.node)
  return (
    <ol className="steps">
      {script.steps.map((step, index) => (
        <li key={step.node} ref={step === script.shown ? now : undefined} className={step === script.shown ? 'now' : 'done'}>
          <StepRow script={script} step={step} number={index + 1} />
          {step === script.shown && <OpenStep script={script} step={step} nudging={aid === 'nudge'} onNudge={nudging => onAid(nudging ? 'nudge' : undefined)} />}
        </li>
      ))}
    </ol>
  )
}

const StepRow = ({ script, step, number }: { readonly script: Script; readonly step: Step; readonly number: number }) => {
  const isShown = step === script.shown
  const isOpen = step === script.open
  return (
    <button type="button" className="step" aria-expanded={isShown} aria-current={isOpen ? 'step' : undefined} onClick={() => script.look(isShown && !isOpen ? undefined : step.node)}>
      <span className="place">{isShown || isOpen ? number : <Check className="s" />}</span>
      <StepName node={step.ref.node} short={isShown} />
      {isOpen ? <time>{formatMmSs(script.elapsed - step.atMs)}</time> : step.mark && <MarkGlyph mark={step.mark} />}
    </button>
  )
}

/** Nothing is open: what may be asked next, and help, which is given between steps, too. */
const Onward = ({ script, aid, onAid }: LadderProps) => {
  const nudging = aid === 'nudge'
  return (
    <>
      <NextSteps script={script} />
      <div className="outside">
        <Button size="sm" keys="u" aria-expanded={nudging} onClick={() => onAid(nudging ? undefined : 'nudge')}><Trans>Nudge</Trans></Button>
        {nudging && script.pack && <Hints script={script} pack={script.pack} onClose={() => onAid(undefined)} />}
      </div>
    </>
  )
}

/** Any step may be asked, suggested or not. */
const AllSteps = ({ script, pack }: { readonly script: Script; readonly pack: Pack }) => {
  const rest = nodesOf(pack).filter(({ id }) => script.steps.every(step => step.node !== id))
  if (rest.length === 0) return null
  return (
    <Fold title={<><Trans>All steps</Trans> <span className="faint num">{rest.length}</span></>}>
      <ol className="all-steps">
        {rest.map(({ id, node }) => (
          <li key={id}>
            <button type="button" className="step" title={node.ask} onClick={() => script.ask(id)}>
              <span className="place">{node.depth}</span>
              <StepName node={node} />
              <span className="faint sm nowrap"><Trans>{node.minutes} min</Trans></span>
            </button>
          </li>
        ))}
      </ol>
    </Fold>
  )
}
