import { Trans } from '@lingui/react/macro'
import { packMinute, questionsFrom, windowOf } from '@unanimous/rounds'
import { LifeBuoy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import type { Script } from './use-script.ts'

/** After these the first words have been said or will not be. */
const firstMinutes = 5

/** The script's own words: for the first minute, for being lost, for the end. */
export const ScriptWords = ({ script }: { readonly script: Script }) => {
  const [isLost, setLost] = useState(false)
  const { pack, steps, elapsed, view } = script
  if (!pack) return null
  const { open, rescue, wrap } = pack.interviewer.script
  const atEnd = elapsed >= questionsFrom(view) && !script.open
  const isFirst = steps.every(step => step.ref.pack !== pack) && packMinute(windowOf(view, pack), elapsed) < firstMinutes
  return (
    <div className="script-words">
      {atEnd ? <Said title={<Trans>To end</Trans>} words={wrap} /> : isFirst && <Said title={<Trans>Say first</Trans>} words={open} />}
      {isLost
        ? <Said title={<Trans>When you are lost</Trans>} words={rescue} />
        : <Button size="sm" variant="ghost" icon={<LifeBuoy />} onClick={() => setLost(true)}><Trans>What do I say now?</Trans></Button>}
      {isLost && <Button size="sm" variant="ghost" onClick={() => setLost(false)}><Trans>Close</Trans></Button>}
    </div>
  )
}

const Said = ({ title, words }: { readonly title: ReactNode; readonly words: string }) => (
  <section className="said">
    <h3 className="cap">{title}</h3>
    <p className="q">{words}</p>
  </section>
)
