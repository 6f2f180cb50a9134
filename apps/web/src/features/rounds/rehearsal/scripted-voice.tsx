import { Trans, useLingui } from '@lingui/react/macro'
import { currentPack, findNode, progressOf, signalsHeard, solutionStateAt, type FollowUp, type InterviewerView, type Mark, type Plan, type ScriptedCandidate } from '@unanimous/rounds'
import { AudioLines } from 'lucide-react'
import { useRoundWords } from '../round-words.ts'
import { useElapsed } from '../round-clock.ts'

interface ScriptedVoiceProps {
  readonly view: InterviewerView
  readonly candidate: ScriptedCandidate
  readonly solution: Plan
}

/** What is heard of the candidate: signals of the open step, not said to be strong or weak, and how far their work has come. */
export const ScriptedVoice = ({ view, candidate, solution }: ScriptedVoiceProps) => {
  const { t } = useLingui()
  const open = view.asked.find(({ mark }) => mark === undefined)
  const node = open && findNode(view.packs, open.node)?.node
  return (
    <section className="scripted-voice" aria-label={t`What the candidate says`}>
      <p className="row g2 sm dim"><AudioLines className="s" /><span><Trans>Scripted candidate</Trans></span></p>
      <div role="status">{node ? <Answer key={node.id} node={node} mark={candidate(node)} /> : <p className="dim sm"><Trans>Ask a follow-up and read it aloud. They answer at once.</Trans></p>}</div>
      <Work view={view} plan={solution} />
    </section>
  )
}

const Answer = ({ node, mark }: { readonly node: FollowUp; readonly mark: Mark }) => {
  const signals = signalsHeard(node, mark)
  if (signals.length > 0) return <ul>{signals.map(({ text }) => <li key={text} className="q">{text}</li>)}</ul>
  return (
    <p className="q">
      {mark === 'nailed' ? <Trans>With that they get there by themselves.</Trans> : mark === 'partial' ? <Trans>With that they get halfway.</Trans> : <Trans>That does not get them further.</Trans>}
    </p>
  )
}

/** How far they have come by now, where the console does not say it yet. */
const Work = ({ view, plan }: { readonly view: InterviewerView; readonly plan: Plan }) => {
  const words = useRoundWords()
  const elapsed = useElapsed(view.clock)
  const pack = currentPack(view, elapsed)
  if (!pack || pack.interviewer.solutionStates.length < 2) return null
  const reached = solutionStateAt(plan, pack, elapsed)
  const isBehind = pack.interviewer.solutionStates.indexOf(progressOf(view.progress, pack).state) < pack.interviewer.solutionStates.indexOf(reached)
  const state = words.state(reached)
  return <p className="sm work">{isBehind ? <Trans>You see: <b>{state}</b>. Move it on with T.</Trans> : <Trans>You see: {state}.</Trans>}</p>
}
