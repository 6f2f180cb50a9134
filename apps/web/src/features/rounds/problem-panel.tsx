import { Trans, useLingui } from '@lingui/react/macro'
import type { CandidateView } from '@unanimous/rounds'
import { FileText } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { announce } from '../../platform/announce.tsx'
import { formatMmSs } from '../../platform/clock.ts'
import { Panel } from '../../ui/surfaces.tsx'
import { withCode } from '../../ui/with-code.tsx'
import { Prompt, replacedBy } from './prompt.tsx'
import { isTalk, useRoundWords } from './round-words.ts'

interface ProblemPanelProps {
  readonly view: CandidateView
  readonly phase: string | undefined
}

/** A new constraint is said once, politely, and takes no focus. */
const useAnnouncedCard = (cards: CandidateView['cards']) => {
  const { t } = useLingui()
  const known = useRef(cards.length)
  useEffect(() => {
    const newest = cards.at(-1)
    if (newest && cards.length > known.current) announce(t`New constraint: ${newest.text}`)
    known.current = cards.length
  }, [cards, t])
}

/** What is asked of the candidate: the newest constraint on top, the prompts, and what was changed so far. */
export const ProblemPanel = ({ view, phase }: ProblemPanelProps) => {
  const { t } = useLingui()
  const words = useRoundWords()
  useAnnouncedCard(view.cards)
  return (
    <Panel title={isTalk(view.kind) ? <Trans>Prompt</Trans> : <Trans>Problem</Trans>} label={isTalk(view.kind) ? t`Prompt` : t`Problem`} icon={<FileText />} tools={phase && <span className="faint sm nowrap">{words.phase(phase)}</span>} className="problem">
      <Problem view={view} />
    </Panel>
  )
}

/** The same without its frame. */
export const Problem = ({ view: { cards, prompts } }: Pick<ProblemPanelProps, 'view'>) => {
  const { t } = useLingui()
  const newest = cards.at(-1)
  const replaced = replacedBy(cards)
  return (
    <div className="pane" tabIndex={0} role="group" aria-label={t`What is asked`}>
      {newest && (
        <section className="new-card" aria-label={t`New constraint`}>
          <div className="row sm"><b><Trans>New constraint</Trans></b><span className="sp" /><time>{formatMmSs(newest.atMs)}</time></div>
          <p className="q">{withCode(newest.text)}</p>
        </section>
      )}
      {prompts.toReversed().map((prompt, index) => (
        <article key={prompt.title} aria-label={prompt.title}>
          {prompts.length > 1 && <h3 className="prompt-title">{prompt.title}</h3>}
          {index === 0 || prompts.length < 3 ? <Prompt prompt={prompt} replaced={replaced} /> : <details><summary className="sm dim"><Trans>Show it again</Trans></summary><Prompt prompt={prompt} replaced={replaced} /></details>}
        </article>
      ))}
      {cards.length > 0 && (
        <>
          <h3 className="cap"><Trans>Asked so far</Trans></h3>
          <ol className="asked-so-far">
            {cards.map((card, index) => <li key={card.atMs} className={index === cards.length - 1 ? 'on' : undefined}><time>{formatMmSs(card.atMs)}</time><span>{withCode(card.text)}</span></li>)}
          </ol>
        </>
      )}
    </div>
  )
}
