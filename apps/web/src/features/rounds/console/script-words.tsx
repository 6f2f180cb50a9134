import { Trans } from '@lingui/react/macro'
import { currentPack, findNode, packMinute, phaseAt, plannedPack, questionsFrom, windowOf, type Pack } from '@unanimous/rounds'
import { LifeBuoy, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { withCode } from '../../../ui/with-code.tsx'
import { useRoundWords } from '../round-words.ts'
import type { Script } from './use-script.ts'

/** After these the first words have been said or will not be. */
const firstMinutes = 5

interface ScriptWordsProps {
  readonly script: Script
  /** The interviewer is lost. */
  readonly isLost: boolean
  readonly onLost: (isLost: boolean) => void
  readonly isSearching: boolean
  readonly onSearch: () => void
}

/** The script's own words: for the first minute, for being lost, for the end. */
export const ScriptWords = ({ script, isLost, onLost, isSearching, onSearch }: ScriptWordsProps) => {
  const { pack } = script
  if (!pack) return null
  return (
    <div className="script-words">
      <ToSayNow script={script} pack={pack} />
      <div className="row g1 wrap">
        <Button size="sm" variant="ghost" icon={<LifeBuoy />} keys="h" aria-expanded={isLost} onClick={() => onLost(!isLost)}><Trans>What do I say now?</Trans></Button>
        <Button size="sm" variant="ghost" icon={<Search />} keys="s" aria-expanded={isSearching} onClick={onSearch}><Trans>Search</Trans></Button>
      </div>
      {isLost && <Rescue script={script} rescue={pack.interviewer.script.rescue} />}
    </div>
  )
}

/** The opening, the end, or, while there is nothing to ask, what this part of the round is for. */
const ToSayNow = ({ script, pack }: { readonly script: Script; readonly pack: Pack }) => {
  const words = useRoundWords()
  const { steps, elapsed, view, shown, suggestions } = script
  const { open, wrap } = pack.interviewer.script
  if (elapsed >= questionsFrom(view) && !script.open) return <Said title={<Trans>To end</Trans>} words={wrap} />
  const isFirst = steps.every(step => step.ref.pack !== pack) && packMinute(windowOf(view, pack), elapsed) < firstMinutes
  if (isFirst) return <Said title={<Trans>Say first</Trans>} words={open} />
  const isItsTurn = plannedPack(view, elapsed) === currentPack(view, elapsed)
  const phase = phaseAt(view.phases, elapsed)?.phase ?? ''
  const line = words.sayIn(view.kind, phase)
  return !shown && suggestions.length === 0 && isItsTurn && line ? <Said title={words.phase(phase)} words={line} /> : null
}

/** Three ways on for whoever is lost: the open question again or the best next one, what this part of the round is for, the script's own rescue. */
const Rescue = ({ script, rescue }: { readonly script: Script; readonly rescue: string }) => {
  const words = useRoundWords()
  const { view, elapsed, open, suggestions } = script
  const [best] = suggestions
  const next = best && findNode(view.packs, best.node)?.node
  const phase = phaseAt(view.phases, elapsed)?.phase ?? ''
  const line = words.sayIn(view.kind, phase)
  return (
    <section className="rescue">
      {open && <Said title={<Trans>Ask it again</Trans>} words={open.ref.node.ask} />}
      {next && best && (
        <>
          <Said title={<Trans>The best next question</Trans>} words={next.ask} />
          <Button size="sm" onClick={() => script.ask(best.node)}><Trans>Ask it</Trans></Button>
        </>
      )}
      {line && <Said title={words.phase(phase)} words={line} />}
      <Said title={<Trans>When you are lost</Trans>} words={rescue} />
    </section>
  )
}

const Said = ({ title, words }: { readonly title: ReactNode; readonly words: string }) => (
  <section className="said">
    <h3 className="cap">{title}</h3>
    <p className="q">{withCode(words)}</p>
  </section>
)
