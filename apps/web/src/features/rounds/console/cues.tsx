import { Trans } from '@lingui/react/macro'
import { Minus, Plus } from 'lucide-react'
import { Checkbox } from '../../../ui/choices.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import type { Script, Step } from './use-script.ts'

export interface Cue {
  readonly polarity: '+' | '-'
  readonly index: number
  readonly text: string
  readonly isTicked: boolean
}

/** The cues of a step in the order of their keys: the strong ones first. */
export const cuesOf = (script: Script, step: Step): readonly Cue[] => {
  const cue = (polarity: '+' | '-') => (text: string, index: number): Cue => ({
    polarity, index, text,
    isTicked: script.view.signals.some(signal => signal.node === step.node && signal.polarity === polarity && signal.index === index),
  })
  return [...step.ref.node.strong.map(cue('+')), ...step.ref.node.weak.map(cue('-'))]
}

export const tick = (script: Script, step: Step, { polarity, index, isTicked }: Cue): void =>
  void script.acts.act('tick-signal', { round: script.view.round, node: step.node, polarity, index, on: !isTicked })

/** What a strong and a weak answer sound like; a tick is evidence. */
export const Cues = ({ script, step }: { readonly script: Script; readonly step: Step }) => {
  const cues = cuesOf(script, step)
  if (cues.length === 0) return null
  const rows = (polarity: Cue['polarity']) => cues.map((cue, index) => cue.polarity === polarity && (
    <li key={cue.text}>
      <Checkbox cue={polarity === '+' ? 'for' : 'against'} checked={cue.isTicked} onChange={() => tick(script, step, cue)}>{cue.text}</Checkbox>
      {index < 9 && <Kbd keys={String(index + 1)} />}
    </li>
  ))
  return (
    <div className="cues">
      <div className="strong"><h4><Plus className="s" /><Trans>Strong</Trans></h4><ul>{rows('+')}</ul></div>
      <div className="weak"><h4><Minus className="s" /><Trans>Weak</Trans></h4><ul>{rows('-')}</ul></div>
    </div>
  )
}
