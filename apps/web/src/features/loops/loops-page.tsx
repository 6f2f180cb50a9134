import { Trans } from '@lingui/react/macro'
import type { LoopSummary, QueryOutput } from '@unanimous/protocol'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { toRing, useLoopWords } from '../../platform/loop-words.ts'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { LoopRing } from '../../ui/loop-ring.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { OpenLoopDialog } from './open-loop-dialog.tsx'
import './loops.css'

/** One's loops, newest first, and the way to another. */
export const LoopsPage = () => {
  const read = useRead('loops', {})
  const [opening, setOpening] = useState(false)
  return (
    <Sheet title={<Trans>Loops</Trans>} tools={<Button size="sm" icon={<Plus className="s" />} onClick={() => setOpening(true)}><Trans>New loop</Trans></Button>}>
      <WhenRead read={read}>
        {({ loops, debriefs }) => (
          <div className={cx(loops.length === 0 && 'loops-empty')}>
            {debriefs.length > 0 && <Debriefs debriefs={debriefs} />}
            {loops.length === 0 ? <NoLoop onOpen={() => setOpening(true)} /> : <ul className="loops">{loops.map(loop => <Loop key={loop.loop} loop={loop} />)}</ul>}
          </div>
        )}
      </WhenRead>
      {opening && <OpenLoopDialog onClose={() => setOpening(false)} />}
    </Sheet>
  )
}

/** Loops of others that one voted in and that are being talked over. */
const Debriefs = ({ debriefs }: Pick<QueryOutput<'loops'>, 'debriefs'>) => (
  <section className="debriefs">
    <h2><Trans>Loops you voted in</Trans></h2>
    <ul>
      {debriefs.map(({ loop, candidate, number, mayRevise }) => (
        <li key={loop}><a href={`/loops/${loop}/debrief`}><b><Trans>Loop {number} of {candidate}</Trans></b><span className="dim">{mayRevise ? <Trans>You may revise one vote.</Trans> : <Trans>Everything is open.</Trans>}</span></a></li>
      ))}
    </ul>
  </section>
)

const NoLoop = ({ onOpen }: { readonly onOpen: () => void }) => (
  <EmptyState
    title={<Trans>No loop yet</Trans>}
    about={<Trans>Six rounds, one ring. It closes only when nobody objects, and one strong no ends it.</Trans>}
    actions={<><Button variant="primary" onClick={onOpen}><Trans>Open a loop</Trans></Button><LinkButton href="/sample"><Trans>See a finished loop</Trans></LinkButton></>}
  />
)

const Loop = ({ loop }: { readonly loop: LoopSummary }) => {
  const words = useLoopWords()
  const levels = useWords()
  const number = loop.number
  return (
    <li>
      <a className="loop-row" href={`/loops/${loop.loop}`}>
        <LoopRing size="md" arcs={toRing(loop.arcs)} />
        <span>
          <b><Trans>Loop {number}</Trans></b>
          <em>{words.standing(loop)}</em>
        </span>
        <span className="faint sm end">{levels.level(loop.level)}<br />{formatDay(loop.createdAt)}</span>
      </a>
    </li>
  )
}
