import { useLingui } from '@lingui/react/macro'
import { heardIn, timesHeard } from '@unanimous/rounds'
import { type Command, useCommands } from '../../../platform/keyboard.ts'
import { useWords } from '../../../platform/words.ts'
import { allMarks, useRoundWords } from '../round-words.ts'
import { useContext } from 'react'
import { CaseRuns } from '../case-runs.ts'
import { cuesOf, tick } from './cues.tsx'
import { takeBackHeard, tapHeard } from './heard-meter.tsx'
import { heardKeys } from './heard-keys.ts'
import { inject, markStep } from './open-step.tsx'
import { advance } from './solution-stepper.tsx'
import type { Script } from './use-script.ts'

export interface ConsoleActs {
  readonly nudge: () => void
  readonly rescue: () => void
  readonly search: () => void
  readonly capture: () => void
  readonly note: () => void
  readonly scorecard: () => void
  readonly peerLine: () => void
}

/** Every verb of the console by key: letters outside the text, Alt and the letter inside it. */
export const useConsoleKeys = (script: Script, acts: ConsoleActs): void => {
  const { t } = useLingui()
  const names = useWords()
  const words = useRoundWords()
  const { shown, open } = script
  const counted = heardIn(script.view.kind)
  const runCases = useContext(CaseRuns)
  const cases = script.pack?.interviewer.cases ?? []
  const cues = shown ? cuesOf(script, shown) : []
  const verb = (id: string, label: string, key: string, run: () => void, disabled = false): Command => ({ id, label, keys: [key], fromText: true, run, disabled })
  useCommands(t`Console`, [
    verb('next-step', t`Next step`, 'j', script.next),
    verb('previous-step', t`Previous step`, 'k', script.previous, script.steps.length === 0),
    verb('inject', t`Inject the constraint`, 'i', () => open && inject(script, open), open?.ref.node.changeCard === undefined),
    verb('nudge', t`Nudge`, 'u', acts.nudge),
    verb('rescue', t`What do I say now?`, 'h', acts.rescue),
    verb('search', t`Search the pack`, 's', acts.search),
    verb('advance', t`Next solution state`, 't', () => advance(script)),
    verb('capture', t`Capture evidence`, 'e', acts.capture),
    ...(runCases && script.pack && cases.length > 0 ? [verb('run-cases', t`Run the verified cases`, 'r', () => script.pack && runCases(script.pack, cases.map((_, index) => index + 1)))] : []),
    { id: 'note', label: t`Write a note`, keys: ['.'], run: acts.note },
    verb('scorecard', t`Scorecard`, 'v', acts.scorecard),
    verb('peer-line', t`Where are they?`, counted.includes('we') ? 'l' : 'w', acts.peerLine),
    ...allMarks.map((mark, index) => verb(`mark-${mark}`, words.mark(mark), `Shift+Digit${index + 1}`, () => shown && markStep(script, shown, mark), shown === undefined)),
    ...cues.slice(0, 9).map((cue, index) => verb(`cue-${index}`, t`Tick: ${cue.text}`, `${index + 1}`, () => shown && tick(script, shown, cue))),
    ...counted.flatMap(heard => {
      const name = names.heard(heard)
      const key = heardKeys[heard]
      return [
        verb(`heard-${heard}`, t`Heard: ${name}`, key, () => tapHeard(script, heard)),
        verb(`not-heard-${heard}`, t`Take back: ${name}`, `Shift+Key${key.toUpperCase()}`, () => takeBackHeard(script, heard), timesHeard(script.view.heard, heard) === 0),
      ]
    }),
  ], 'page')
}
