import { Trans, useLingui } from '@lingui/react/macro'
import { isVoteOpen } from '@unanimous/verdict'
import { Navigate, useParams } from '@tanstack/react-router'
import { PanelRight } from 'lucide-react'
import { useState } from 'react'
import { read } from '../../platform/api.ts'
import { formatDay } from '../../platform/dates.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { WhenRead } from '../../platform/page-state.tsx'
import { useForget, useRead } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { FullPage } from '../../ui/room-frame.tsx'
import { useVoteWords } from '../../ui/vote.tsx'
import { AttachDialog } from './attach-dialog.tsx'
import { Beside } from './beside.tsx'
import { contextOf, goTo, nextProblem, type CardData, type CardForm, type DimensionId } from './card-form.ts'
import { ConductRow, DimensionRow } from './dimension-row.tsx'
import { FilePart } from './file-part.tsx'
import { Filed, SealedChip } from './filed.tsx'
import { NeverAsked } from './never-asked.tsx'
import { NewerDraft } from '../../platform/newer-draft.tsx'
import { OpensBothDialog } from './opens-both-dialog.tsx'
import { SaveNote } from '../../platform/save-note.tsx'
import { ChecklistPart, ScreenPart } from './screen-part.tsx'
import { StrongNoDialog } from './strong-no-dialog.tsx'
import { useDraft, type KeptDraft } from '../../platform/use-draft.ts'
import { useFiling } from './use-filing.ts'
import { KeeperPart, LevelPart, VotePart, WordsPart } from './vote-column.tsx'
import './scorecard-parts.css'
import './scorecards.css'

/** The card of a round one has interviewed: what was seen, then the vote, then the words. */
export const ScorecardPage = () => {
  const { session = '', round = '' } = useParams({ strict: false })
  const form = useRead('scorecard', { round })
  const [loads, setLoads] = useState(0)
  const reload = async () => {
    await form.refetch()
    setLoads(count => count + 1)
  }
  // What has opened is read where both sides stand.
  if (form.error?.code === 'scorecard/opened') return <Navigate to="/s/$session" params={{ session }} replace />
  if (!form.data) return <FullPage title={<Trans>Scorecard</Trans>}><WhenRead read={form} whose={<Trans>A scorecard is written by whoever interviewed in its round.</Trans>}>{() => null}</WhenRead></FullPage>
  return (
    <WhenRead read={form}>
      {data => data.filedAt === null ? <Writing key={`${data.round} ${loads}`} data={data} onReload={() => void reload()} /> : <FiledCard data={data} filedAt={data.filedAt} />}
    </WhenRead>
  )
}

const useAbout = ({ kind, candidate, savedAt, deadlineAt }: CardData): string => {
  const words = useWords()
  return [candidate, words.kind(kind), formatDay(savedAt ?? deadlineAt - 72 * 3_600_000)].join(' · ')
}

const FiledCard = ({ data, filedAt }: { readonly data: CardData; readonly filedAt: number }) => {
  const { t } = useLingui()
  const forget = useForget()
  const reopen = () => send('reopen-scorecard', { round: data.round }).then(() => forget('scorecard', 'home', 'session'), sayRefusal)
  return (
    <FullPage title={t`Scorecard`} about={<span className="faint opt">{useAbout(data)}</span>}>
      <Filed
        session={data.session} title={<Trans>Your card is sealed</Trans>} filedAt={filedAt} deadlineAt={data.deadlineAt}
        actions={<Button onClick={() => void reopen()}><Trans>Take it back to change it</Trans></Button>}
      />
    </FullPage>
  )
}

/** A screen that nothing else is owed beside: it opens as soon as it is filed. */
const isAlone = ({ kind, opensBoth }: CardData): boolean => kind === 'recruiter' && opensBoth

interface WritingProps {
  readonly data: CardData
  readonly onReload: () => void
}

const Writing = ({ data, onReload }: WritingProps) => {
  const { t } = useLingui()
  const { round } = data
  const kept = useDraft({
    draft: data.draft, version: data.version,
    save: (version, draft) => send('save-scorecard', { round, version, draft }), newest: () => read('scorecard', { round }).then(now => now.version),
  })
  const card: CardForm = { data, draft: kept.draft, change: kept.change, context: contextOf(data) }
  const [besideOpen, setBesideOpen] = useState(false)
  return (
    <FullPage
      title={t`Scorecard`}
      about={<><span className="faint opt">{useAbout(data)}</span><SealedChip session={data.session} alone={isAlone(data)} /></>}
      tools={
        <>
          <SaveNote state={kept.state} loadedAt={data.savedAt} />
          <Button size="sm" variant="ghost" icon={<PanelRight className="s" />} aria-pressed={besideOpen} onClick={() => setBesideOpen(!besideOpen)}><Trans>From the round</Trans></Button>
          <LinkButton size="sm" variant="ghost" className="opt" href="/"><Trans>Finish later</Trans></LinkButton>
        </>
      }
    >
      <CardBody card={card} kept={kept} besideOpen={besideOpen} onReload={onReload} />
    </FullPage>
  )
}

interface CardBodyProps {
  readonly card: CardForm
  readonly kept: KeptDraft<CardForm['draft']>
  readonly besideOpen: boolean
  readonly onReload: () => void
}

const CardBody = ({ card, kept, besideOpen, onReload }: CardBodyProps) => {
  const { data, draft } = card
  const [attaching, setAttaching] = useState<DimensionId>()
  const [reviewing, setReviewing] = useState(false)
  const filing = useFiling({ session: data.session, kept, file: (now, opensBoth) => send('file-scorecard', { round: data.round, ...now, opensBoth }) })
  const screen = data.kind === 'recruiter'
  const file = () => {
    if (draft.vote === 1) return setReviewing(true)
    const problem = nextProblem(card)
    if (problem) return goTo(problem)
    void filing.run(false)
  }
  useCardKeys(card, file)
  const name = data.dimensions.find(({ id }) => id === attaching)?.name
  return (
    <div className={besideOpen ? 'score-page with-beside' : 'score-page'}>
      {besideOpen && <Beside data={data} />}
      <section className="left">
        {kept.state.kind === 'newer' && <NewerDraft onLoad={onReload} onKeep={() => void kept.overwrite().catch(sayRefusal)} />}
        {screen ? <><ScreenHead /><ChecklistPart card={card} /></> : <Dimensions card={card} onAttach={setAttaching} />}
        <WordsPart card={card} />
      </section>
      <div className="right">
        {screen ? <ScreenPart card={card} /> : <><VotePart card={card} /><LevelPart card={card} /><KeeperPart card={card} /></>}
        <FilePart card={card} busy={filing.busy} refusal={filing.refusal} onFile={file} />
      </div>
      {attaching && <AttachDialog card={card} dimension={attaching} name={name ?? 'Conduct'} onClose={() => setAttaching(undefined)} />}
      {reviewing && !filing.confirming && (
        <StrongNoDialog
          card={card} busy={filing.busy} refusal={filing.refusal} onFile={() => void filing.run(false)} onClose={() => setReviewing(false)}
          onNo={() => {
            card.change(now => ({ ...now, vote: 2 }))
            setReviewing(false)
          }}
        />
      )}
      {filing.confirming && <OpensBothDialog alone={isAlone(data)} busy={filing.busy} onFile={() => void filing.run(true)} onClose={filing.cancel} />}
    </div>
  )
}

const ScreenHead = () => <h2><Trans>What the screen covered</Trans></h2>

const Dimensions = ({ card, onAttach }: { readonly card: CardForm; readonly onAttach: (dimension: DimensionId) => void }) => (
  <>
    <div className="row head">
      <h2><Trans>How did each part go?</Trans></h2>
      <span className="sp" />
      <span className="faint sm"><Trans>1 to 4 on each, every score needs evidence</Trans></span>
    </div>
    <NeverAsked of={card.data.neverAsked} />
    {card.data.dimensions.map(dimension => <DimensionRow key={dimension.id} card={card} dimension={dimension} onAttach={onAttach} />)}
    <ConductRow card={card} onAttach={onAttach} />
  </>
)

const useCardKeys = (card: CardForm, file: () => void) => {
  const { t } = useLingui()
  const closed = card.data.kind === 'recruiter' || !isVoteOpen(card.draft, card.context)
  const voteWords = useVoteWords()
  const vote = (to: 1 | 2 | 3 | 4) => ({ id: `vote-${to}`, label: voteWords[toVote(to)], keys: [String(to)], disabled: closed, run: () => card.change(now => ({ ...now, vote: to })) })
  useCommands(t`Scorecard`, [{ id: 'file', label: t`File scorecard`, keys: ['$mod+Enter'], run: file }, vote(1), vote(2), vote(3), vote(4)])
}
