import { Trans, useLingui } from '@lingui/react/macro'
import type { Pack } from '@unanimous/rounds'
import { Kbd } from '../../../ui/kbd.tsx'
import { isTalk, useRoundWords } from '../round-words.ts'
import type { Script } from './use-script.ts'

const stateOf = (script: Script, pack: Pack): number => pack.interviewer.solutionStates.indexOf(script.view.progress.find(entry => entry.pack === pack.id)?.state ?? '')

/** Moves the solution one state on. */
export const advance = (script: Script): void => {
  const { pack, view, acts } = script
  const state = pack?.interviewer.solutionStates[stateOf(script, pack) + 1]
  if (pack && state !== undefined) void acts.act('set-solution-state', { round: view.round, pack: pack.id, state })
}

/** How far the solution has come. What may be asked next depends on it. */
export const SolutionStepper = ({ script, pack }: { readonly script: Script; readonly pack: Pack }) => {
  const { t } = useLingui()
  const words = useRoundWords()
  const { solutionStates } = pack.interviewer
  const at = stateOf(script, pack)
  if (solutionStates.length < 2) return null
  return (
    <div className="stepper" role="group" aria-label={t`How far the solution has come`}>
      <span className="row g2 sm">
        <span className="faint">{isTalk(script.view.kind) ? <Trans>So far</Trans> : <Trans>Solution</Trans>}</span>
        <b>{words.state(solutionStates[at] ?? '')}</b>
        <span className="sp" />
        {at + 1 < solutionStates.length && <button type="button" className="chip line" aria-keyshortcuts="T" onClick={() => advance(script)}>{words.state(solutionStates[at + 1] ?? '')}<Kbd keys="t" /></button>}
      </span>
      <ol>
        {solutionStates.map((state, index) => (
          <li key={state}>
            <button type="button" className={index <= at ? 'reached' : undefined} aria-current={index === at ? 'step' : undefined} title={words.state(state)} onClick={() => void script.acts.act('set-solution-state', { round: script.view.round, pack: pack.id, state })}>
              <span className="unseen">{index === at ? t`Now: ${words.state(state)}` : words.state(state)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
