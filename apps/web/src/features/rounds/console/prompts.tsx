import { Trans } from '@lingui/react/macro'
import { plannedPack, windowOf } from '@unanimous/rounds'
import { Check } from 'lucide-react'
import { formatMmSs } from '../../../platform/clock.ts'
import { Button } from '../../../ui/button.tsx'
import type { Script } from './use-script.ts'

/** The prompts of a talk in their order: the one under way, and when each begins. Showing the next one turns the page of the script, too. */
export const Prompts = ({ script }: { readonly script: Script }) => {
  const { view, acts, elapsed } = script
  if (view.packs.length < 2) return null
  const due = plannedPack(view, elapsed)
  return (
    <section className="prompts">
      <h3 className="cap"><Trans>Prompts</Trans></h3>
      <ol>
        {view.packs.map((pack, index) => {
          const opened = view.opened.find(prompt => prompt.pack === pack.id)
          const isNow = view.opened.at(-1)?.pack === pack.id
          const minute = Math.round(windowOf(view, pack).startMs / 60_000)
          return (
            <li key={pack.id} className={isNow ? 'now' : opened ? 'over' : undefined} aria-current={isNow ? 'step' : undefined}>
              <span className="place num">{opened && !isNow ? <Check className="s" /> : index + 1}</span>
              <span className="ell">{pack.title}</span>
              {opened
                ? <span className="faint sm nowrap"><Trans>shown at {formatMmSs(opened.atMs)}</Trans></span>
                : <Button size="sm" variant={due === pack ? 'primary' : undefined} onClick={() => void acts.act('open-prompt', { round: view.round, pack: pack.id })}>{due === pack ? <Trans>Show it now</Trans> : <Trans>Show at {minute} min</Trans>}</Button>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
