import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { idIn, type Hint, type Pack } from '@unanimous/rounds'
import { Check } from 'lucide-react'
import { useRoundWords } from '../round-words.ts'
import type { Script } from './use-script.ts'
import { withCode } from '../../../ui/with-code.tsx'

/** The hints of a pack, those that fit the solution's state first, the cheapest of them leading. */
export const hintsOf = (script: Script, pack: Pack): readonly Hint[] => {
  const { solutionStates, hints } = pack.interviewer
  const reached = solutionStates.indexOf(script.view.progress.find(entry => entry.pack === pack.id)?.state ?? '')
  const isGiven = (hint: Hint) => script.view.hints.some(given => given.hint === idIn(pack, hint.id))
  const rank = (hint: Hint) => {
    if (isGiven(hint)) return 200 + hint.cost
    return Math.abs(solutionStates.indexOf(hint.at) - reached) * 10 + hint.cost
  }
  return [...hints].sort((a, b) => rank(a) - rank(b))
}

/** Help that is spoken. Pressing one records that it was said, with its price; nothing of it reaches the candidate's screen. */
export const Hints = ({ script, pack, onClose }: { readonly script: Script; readonly pack: Pack; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const words = useRoundWords()
  const hints = hintsOf(script, pack)
  const points = Object.values(script.view.hintPoints).reduce((sum, each) => sum + each, 0)
  return (
    <section className="hints" aria-label={t`Hints`} onKeyDown={event => event.key === 'Escape' && onClose()}>
      {hints.length === 0 && <p className="sm dim"><Trans>No hints here: the solution is on their screen. Ask what no longer holds, and help with the next step.</Trans></p>}
      {hints.length > 0 && <p className="sm dim"><Trans>Count to ten first. Say it, then press it.</Trans> {points > 0 && <Plural value={points} one="# point so far." other="# points so far." />}</p>}
      <ul>
        {hints.map((hint, index) => {
          const id = idIn(pack, hint.id)
          const given = script.view.hints.find(each => each.hint === id)
          return (
            <li key={id}>
              <button type="button" className="hint-row" autoFocus={index === 0} disabled={given !== undefined} onClick={() => void script.acts.act('give-hint', { round: script.view.round, hint: id }).then(onClose)}>
                <span className="q">{withCode(hint.say)}</span>
                <span className="sm faint nowrap">{given ? <><Check className="s" /><Trans>said</Trans></> : words.cost(hint.cost)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
