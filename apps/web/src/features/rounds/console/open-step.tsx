import { Trans, useLingui } from '@lingui/react/macro'
import type { Milliseconds } from '@unanimous/kernel'
import { findNode, nextDue, nextOpening, suggest, type InterviewerView, type Mark, type RoundKind } from '@unanimous/rounds'
import { ArrowRight, Check, SendHorizontal } from 'lucide-react'
import { formatMmSs } from '../../../platform/clock.ts'
import { Button } from '../../../ui/button.tsx'
import { withCode } from '../../../ui/with-code.tsx'
import { dimensionName, useRoundWords } from '../round-words.ts'
import { Cues } from './cues.tsx'
import { Hints } from './hints.tsx'
import { MarkButtons, MarkGlyph } from './mark-buttons.tsx'
import { StepName } from './step-name.tsx'
import type { Script, Step } from './use-script.ts'

interface OpenStepProps {
  readonly script: Script
  readonly step: Step
  readonly nudging: boolean
  readonly onNudge: (nudging: boolean) => void
}

const upcomingMarks = ['nailed', 'partial', 'struggled'] as const

export const markStep = (script: Script, step: Step, mark: Mark): void => {
  script.look(undefined)
  void script.acts.act('mark-follow-up', { round: script.view.round, node: step.node, mark })
}

export const inject = (script: Script, step: Step): void => void script.acts.act('reveal-change-card', { round: script.view.round, node: step.node })

/** The one step that is being asked: the line to say, what to listen for, and how it went. */
export const OpenStep = ({ script, step, nudging, onNudge }: OpenStepProps) => {
  const { ref } = step
  const words = useRoundWords()
  const { view, isSimple } = script
  const dimensions = words.list(ref.node.dims.map(id => dimensionName(view.kind, id)))
  return (
    <div className="open-step">
      <p className="q line-to-say">{withCode(ref.node.ask)}</p>
      {!isSimple && <Cues script={script} step={step} />}
      <ShownCard script={script} step={step} />
      <div className="row g2 wrap acts">
        <InjectButton script={script} step={step} />
        <Button size="sm" keys="u" aria-expanded={nudging} onClick={() => onNudge(!nudging)}><Trans>Nudge</Trans></Button>
        <span className="sp" />
        <Button size="sm" variant="ghost" keys="j" onClick={script.next}><Trans>Next</Trans></Button>
      </div>
      {nudging && <Hints script={script} pack={ref.pack} onClose={() => onNudge(false)} />}
      <MarkButtons mark={step.mark} isWanted={script.wantsMark} isExplained={isSimple} onMark={mark => markStep(script, step, mark)} />
      {step === script.open && <Upcoming script={script} />}
      {!isSimple && dimensions && <p className="sm faint"><Trans>Shows {dimensions}</Trans></p>}
    </div>
  )
}

/** Where each answer leads, so that one may think ahead while they talk. */
const Upcoming = ({ script: { view, elapsed } }: { readonly script: Script }) => {
  const { t } = useLingui()
  const ways = upcomingMarks.flatMap(mark => {
    const found = findNode(view.packs, suggest(view, elapsed, mark)[0]?.node ?? '')
    return found ? [{ mark, node: found.node }] : []
  })
  if (ways.length === 0) return null
  return (
    <ul className="upcoming" aria-label={t`What comes after`}>
      {ways.map(({ mark, node }) => <li key={mark}><MarkGlyph mark={mark} /><StepName node={node} /><span className="faint sm nowrap"><Trans>{node.minutes} min</Trans></span></li>)}
    </ul>
  )
}

const cardOf = ({ script, step }: Pick<OpenStepProps, 'script' | 'step'>) => script.view.cards.find(({ node }) => node === step.node)

/** Puts the change card on the candidate's screen, and nothing does but this. */
const InjectButton = (props: Pick<OpenStepProps, 'script' | 'step'>) => {
  const { t } = useLingui()
  const { script, step } = props
  const { changeCard } = step.ref.node
  if (changeCard === undefined || cardOf(props)) return null
  return <Button size="sm" variant="primary" keys="i" icon={<SendHorizontal className="s" />} title={t`Shows them: ${changeCard}`} onClick={() => inject(script, step)}><Trans>Inject constraint</Trans></Button>
}

const ShownCard = (props: Pick<OpenStepProps, 'script' | 'step'>) => {
  const card = cardOf(props)
  if (!card) return null
  const at = formatMmSs(card.atMs)
  return <p className="row g1 sm shown-card"><Check className="s" /><Trans>On their screen since {at}</Trans></p>
}

/** Nothing is open: up to three steps to go on with, each with why. The first is the policy's; the choice is the interviewer's. */
export const NextSteps = ({ script }: { readonly script: Script }) => {
  const { view, suggestions, pack } = script
  const words = useRoundWords()
  if (suggestions.length === 0) return <p className="next-none dim sm"><NothingToAsk script={script} /></p>
  return (
    <section className="next-steps">
      <h3 className="cap">{script.steps.length === 0 ? <Trans>Start with</Trans> : <Trans>Next</Trans>}</h3>
      <ol>
        {suggestions.map(({ node, reason }, index) => {
          const found = pack?.followups.find(each => node.endsWith(`/${each.id}`))
          if (!found) return null
          const { minutes } = found
          return (
            <li key={node}>
              <button type="button" className="next-step" aria-keyshortcuts={index === 0 ? 'J' : undefined} onClick={() => script.ask(node)}>
                <b>{words.step(found)}</b>
                <span className="faint sm nowrap"><Trans>{minutes} min</Trans></span>
                <span className="sm dim why">{words.reason(view, reason)}</span>
                {!script.isSimple && <span className="q ask-text">{found.ask}</span>}
                {index === 0 && <ArrowRight className="s go" />}
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

const NothingToAsk = ({ script: { pack, view, elapsed } }: { readonly script: Script }) => {
  if (!pack || pack.followups.length === 0) return <Trans>This pack has no follow-ups.</Trans>
  const state = nextOpening(view, elapsed)
  const due = nextDue(view, elapsed)
  return state === undefined && due === undefined ? <NothingMore view={view} /> : <NothingYet kind={view.kind} state={state} due={due} />
}

const NothingMore = ({ view: { packs, opened } }: { readonly view: InterviewerView }) => {
  const waiting = packs.find(other => opened.every(prompt => prompt.pack !== other.id))?.title
  return waiting === undefined
    ? <Trans>Nothing more fits before their questions. You may still ask any step of the script, or a question of your own: both are under “Show all”.</Trans>
    : <Trans>Nothing more fits into this one. Show them the next prompt, “{waiting}”.</Trans>
}

/** What opens the next question: the talk getting somewhere, or its minute. */
const NothingYet = ({ kind, state, due }: { readonly kind: RoundKind; readonly state: string | undefined; readonly due: Milliseconds | undefined }) => {
  const words = useRoundWords()
  const place = words.state(state ?? '')
  const minute = Math.floor((due ?? 0) / 60_000)
  const atMinute = state === undefined ? <Trans>The next question opens at minute {minute}.</Trans> : <Trans>At minute {minute} one opens by itself.</Trans>
  return (
    <>
      {kind === 'recruiter' ? <Trans>Ask what stands on the checklist, and tick what you heard.</Trans> : <Trans>Nothing to ask yet: listen, and note what you hear.</Trans>}{' '}
      {state !== undefined && <Trans>Press T as they get further. The next question opens at <b>{place}</b>.</Trans>}{' '}
      {due !== undefined && atMinute}
    </>
  )
}
