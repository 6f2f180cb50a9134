import { Trans, useLingui } from '@lingui/react/macro'
import { nodesOf, type Pack } from '@unanimous/rounds'
import { Check, ChevronsDownUp, ChevronsUpDown, ListTree } from 'lucide-react'
import { formatMmSs } from '../../../platform/clock.ts'
import { Button } from '../../../ui/button.tsx'
import { Panel } from '../../../ui/surfaces.tsx'
import { Refusal } from '../refusal.tsx'
import { useRoundWords } from '../round-words.ts'
import { Hints } from './hints.tsx'
import { MarkGlyph } from './mark-buttons.tsx'
import { NextSteps, OpenStep } from './open-step.tsx'
import { OwnQuestion } from './own-question.tsx'
import { Checklist, Fold, PackKey, Prompts } from './pack-key.tsx'
import { ScriptWords } from './script-words.tsx'
import { SolutionStepper } from './solution-stepper.tsx'
import type { Script, Step } from './use-script.ts'

interface LadderProps {
  readonly script: Script
  /** What the candidate asked for beforehand. */
  readonly wish?: string | null | undefined
  readonly nudging: boolean
  readonly onNudge: (nudging: boolean) => void
}

/** The script: what was asked, the one step that is open, and what may come next. It opens simple and unfolds. */
export const Ladder = ({ script, wish, nudging, onNudge }: LadderProps) => {
  const { t } = useLingui()
  const { pack, isSimple, acts, shown, open } = script
  return (
    <Panel
      title={<Trans>Script</Trans>}
      label={t`Script`}
      icon={<ListTree />}
      className="ladder"
      tools={
        <>
          <span className="faint sm nowrap opt"><Trans>J K to move</Trans></span>
          <Button size="sm" variant="ghost" aria-expanded={!isSimple} icon={isSimple ? <ChevronsUpDown className="s" /> : <ChevronsDownUp className="s" />} onClick={() => script.setSimple(!isSimple)}>
            {isSimple ? <Trans>Show all</Trans> : <Trans>Simple</Trans>}
          </Button>
        </>
      }
    >
      <div className="pane">
        <Refusal refusal={acts.refusal} />
        <Before script={script} wish={isSimple ? undefined : wish} />
        <Steps script={script} nudging={nudging} onNudge={onNudge} />
        {!open && !shown && <Onward script={script} nudging={nudging} onNudge={onNudge} />}
        {!isSimple && pack && (
          <div className="folds">
            <PackKey script={script} pack={pack} />
            <OwnQuestion script={script} />
            <AllSteps script={script} pack={pack} />
          </div>
        )}
      </div>
    </Panel>
  )
}

/** Above the ladder: how far the solution is, which prompt it is about, and the script's own words. */
const Before = ({ script, wish }: Pick<LadderProps, 'script' | 'wish'>) => {
  const { pack } = script
  return (
    <>
      {pack && <SolutionStepper script={script} pack={pack} />}
      <Prompts script={script} />
      <ScriptWords script={script} />
      {wish && <p className="wish sm"><span className="faint"><Trans>They asked for</Trans></span> <span className="q">{wish}</span></p>}
      {pack && <Checklist script={script} pack={pack} />}
    </>
  )
}

const Steps = ({ script, nudging, onNudge }: LadderProps) => (
  <ol className="steps">
    {script.steps.map((step, index) => (
      <li key={step.node} className={step === script.shown ? 'now' : 'done'}>
        <StepRow script={script} step={step} number={index + 1} />
        {step === script.shown && <OpenStep script={script} step={step} nudging={nudging} onNudge={onNudge} />}
      </li>
    ))}
  </ol>
)

const StepRow = ({ script, step, number }: { readonly script: Script; readonly step: Step; readonly number: number }) => {
  const words = useRoundWords()
  const isShown = step === script.shown
  const isOpen = step === script.open
  return (
    <button type="button" className="step" aria-expanded={isShown} aria-current={isOpen ? 'step' : undefined} onClick={() => script.look(isShown && !isOpen ? undefined : step.node)}>
      <span className="place">{isShown || isOpen ? number : <Check className="s" />}</span>
      <b>{words.followUp(step.ref.node.kind)}</b>
      {isOpen ? <time>{formatMmSs(script.elapsed - step.atMs)}</time> : step.mark && <MarkGlyph mark={step.mark} />}
    </button>
  )
}

/** Nothing is open: what may be asked next, and help, which is given between steps, too. */
const Onward = ({ script, nudging, onNudge }: LadderProps) => (
  <>
    <NextSteps script={script} />
    <div className="outside">
      <Button size="sm" keys="u" aria-expanded={nudging} onClick={() => onNudge(!nudging)}><Trans>Nudge</Trans></Button>
      {nudging && script.pack && <Hints script={script} pack={script.pack} onClose={() => onNudge(false)} />}
    </div>
  </>
)

/** Any step may be asked, suggested or not. */
const AllSteps = ({ script, pack }: { readonly script: Script; readonly pack: Pack }) => {
  const words = useRoundWords()
  const rest = nodesOf(pack).filter(({ id }) => script.steps.every(step => step.node !== id))
  if (rest.length === 0) return null
  return (
    <Fold title={<><Trans>All steps</Trans> <span className="faint num">{rest.length}</span></>}>
      <ol className="all-steps">
        {rest.map(({ id, node }) => (
          <li key={id}>
            <button type="button" className="step" title={node.ask} onClick={() => script.ask(id)}>
              <span className="place">{node.depth}</span>
              <b>{words.followUp(node.kind)}</b>
              <span className="faint sm nowrap"><Trans>{node.minutes} min</Trans></span>
            </button>
          </li>
        ))}
      </ol>
    </Fold>
  )
}
