import type { FollowUp } from '@unanimous/rounds'
import { useRoundWords } from '../round-words.ts'

const firstWords = 9

/** What a step is called in a list: its title or kind, then the first words of what is asked where that does not stand beside it. */
export const StepName = ({ node, short = false }: { readonly node: FollowUp; readonly short?: boolean }) => {
  const words = useRoundWords()
  return (
    <span className="step-name ell">
      <b>{words.step(node)}</b>
      {!short && <span className="faint sm"> {node.ask.split(/\s+/).slice(0, firstWords).join(' ')}…</span>}
    </span>
  )
}
