import { Trans, useLingui } from '@lingui/react/macro'
import type { QueryOutput } from '@unanimous/protocol'
import { useParams } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { formatDay } from '../../platform/dates.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { ReplayableRound } from '../../platform/moment-link.ts'
import { EvidenceLine, PickedOut } from '../../platform/opened-card.tsx'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { toVote } from '../../platform/vote-words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { VoteLabel } from '../../ui/vote.tsx'
import { Revise } from './revise.tsx'
import './loops.css'

type Debrief = QueryOutput<'loop-debrief'>
type Entry = Debrief['entries'][number]

/** A loop talked over: of every counted round what was captured, and only then the vote that rests on it. */
export const LoopDebriefPage = () => {
  const { t } = useLingui()
  const { loop = '' } = useParams({ strict: false })
  const read = useRead('loop-debrief', { loop })
  const number = read.data?.number ?? 0
  return (
    <Sheet
      title={<a href={read.data?.yours === false ? '/loops' : `/loops/${loop}`}>{read.data ? <Trans>Loop {number}</Trans> : <Trans>Loop</Trans>}</a>}
      beside={<><ChevronRight className="s faint" /><span className="b nowrap"><Trans>Evidence first</Trans></span></>}
      still
    >
      <div className="scroll" tabIndex={0} role="group" aria-label={t`Rounds of this loop`}><WhenRead read={read} whose={<Trans>A loop is its candidate's own. They can send you a link to read it.</Trans>}>{debrief => <Entries debrief={debrief} />}</WhenRead></div>
    </Sheet>
  )
}

const Entries = ({ debrief }: { readonly debrief: Debrief }) => {
  const candidate = debrief.candidate
  if (debrief.entries.length === 0) return <EmptyState title={<Trans>Nothing has opened yet</Trans>} about={<Trans>Each round of this loop stands here once its cards are open, with what was captured before the vote.</Trans>} />
  return (
    <div className="loop-debrief">
      <p className="dim lead">
        {debrief.yours ? <Trans>What each round rests on, read before how it was voted.</Trans> : <Trans>What {candidate} showed in each round, read before how it was voted.</Trans>}{' '}
        {debrief.revisable && <Trans>Each interviewer may revise one vote, in writing, citing what was captured: a no to a yes, or a yes to a no.</Trans>}
      </p>
      {debrief.entries.map(entry => <RoundEntry key={`${entry.round} ${entry.by}`} entry={entry} readable={debrief.yours || entry.yours !== null} />)}
    </div>
  )
}

interface RoundEntryProps {
  readonly entry: Entry
  /** Whether the reader may open the whole card. */
  readonly readable: boolean
}

const RoundEntry = ({ entry, readable }: RoundEntryProps) => {
  const words = useLoopWords()
  const by = entry.by
  const day = entry.heldAt === null ? '' : formatDay(entry.heldAt)
  return (
    <ReplayableRound value={entry.replay ? entry.round : undefined}>
    <section className="entry" aria-label={words.seat(entry.seat)}>
      <header className="row wrap">
        <h2>{readable ? <a href={`/history/${entry.round}`}>{words.seat(entry.seat)}</a> : words.seat(entry.seat)}</h2>
        <span className="faint"><Trans>by {by}, {day}</Trans></span>
      </header>
      <PickedOut evidence={entry.evidence} inRows />
      <div className="voted">
        <VoteLabel vote={toVote(entry.firstVote)} />
        {entry.sentence !== null && <p className="q">{entry.sentence}</p>}
      </div>
      {entry.revision && <Revised revision={entry.revision} />}
      {entry.yours && <Revise entry={entry} yours={entry.yours} />}
    </section>
    </ReplayableRound>
  )
}

const Revised = ({ revision }: { readonly revision: NonNullable<Entry['revision']> }) => {
  const day = formatDay(revision.at)
  return (
    <div className="revised">
      <div className="row wrap"><span className="b"><Trans>Revised {day}</Trans></span><VoteLabel vote={toVote(revision.to)} /></div>
      <p className="q">{revision.reason}</p>
      <div className="row g1 wrap">{revision.evidence.map(item => <EvidenceLine key={item.id} item={item} />)}</div>
    </div>
  )
}
