import { Trans, useLingui } from '@lingui/react/macro'
import type { QueryOutput, SelfEstimateForm } from '@unanimous/protocol'
import { checkSelfEstimate, firstUnguessed } from '@unanimous/verdict'
import { Navigate, useParams } from '@tanstack/react-router'
import { Stamp } from 'lucide-react'
import { useState } from 'react'
import { read } from '../../platform/api.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { toVote, toVoteNumber } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { FieldError } from '../../ui/field.tsx'
import { FullPage } from '../../ui/room-frame.tsx'
import { type Score, ScoreScale } from '../../ui/score.tsx'
import { type Vote, useVoteWords, VoteCards } from '../../ui/vote.tsx'
import { Filed, SealedChip } from './filed.tsx'
import { InterviewerRating } from './interviewer-rating.tsx'
import { NewerDraft } from '../../platform/newer-draft.tsx'
import { OpensBothDialog } from './opens-both-dialog.tsx'
import { SaveNote } from '../../platform/save-note.tsx'
import { useDraft, type KeptDraft } from '../../platform/use-draft.ts'
import { useFiling } from './use-filing.ts'
import './scorecards.css'

type EstimateData = QueryOutput<'self-estimate'>

/** The candidate's sealed guess of their own card, and what they say of the interviewing. */
export const EstimatePage = () => {
  const { session = '', round = '' } = useParams({ strict: false })
  const form = useRead('self-estimate', { round })
  const [loads, setLoads] = useState(0)
  const reload = async () => {
    await form.refetch()
    setLoads(count => count + 1)
  }
  // What has opened is read where both sides stand.
  if (form.error?.code === 'self-estimate/opened') return <Navigate to="/s/$session" params={{ session }} replace />
  if (!form.data) return <FullPage title={<Trans>Your guess</Trans>}><WhenRead read={form} whose={<Trans>A guess is made by the candidate of its round.</Trans>}>{() => null}</WhenRead></FullPage>
  return (
    <WhenRead read={form}>
      {data => data.filedAt === null ? <Writing key={`${data.round} ${loads}`} data={data} onReload={() => void reload()} /> : <FiledGuess data={data} filedAt={data.filedAt} />}
    </WhenRead>
  )
}

const FiledGuess = ({ data, filedAt }: { readonly data: EstimateData; readonly filedAt: number }) => {
  const { t } = useLingui()
  return (
    <FullPage title={t`Your guess`}>
      <Filed session={data.session} title={<Trans>Your guess is sealed</Trans>} filedAt={filedAt} deadlineAt={data.deadlineAt} />
    </FullPage>
  )
}

const Writing = ({ data, onReload }: { readonly data: EstimateData; readonly onReload: () => void }) => {
  const { t } = useLingui()
  const words = useWords()
  const { round } = data
  const kept = useDraft<SelfEstimateForm>({
    draft: data.draft, version: data.version,
    save: (version, draft) => send('save-self-estimate', { round, version, draft }), newest: () => read('self-estimate', { round }).then(now => now.version),
  })
  const about = [words.kind(data.kind), data.interviewer].join(' · ')
  return (
    <FullPage
      title={t`Your guess`}
      about={<><span className="faint opt">{about}</span><SealedChip session={data.session} /></>}
      tools={<><SaveNote state={kept.state} loadedAt={data.savedAt} /><LinkButton size="sm" variant="ghost" href="/"><Trans>Finish later</Trans></LinkButton></>}
    >
      <EstimateBody data={data} kept={kept} onReload={onReload} />
    </FullPage>
  )
}

interface EstimateBodyProps {
  readonly data: EstimateData
  readonly kept: KeptDraft<SelfEstimateForm>
  readonly onReload: () => void
}

const EstimateBody = ({ data, kept, onReload }: EstimateBodyProps) => {
  const { t } = useLingui()
  const { draft } = kept
  const filing = useFiling({ session: data.session, kept, file: (now, opensBoth) => send('file-self-estimate', { round: data.round, ...now, opensBoth }) })
  const checked = checkSelfEstimate(draft, { kind: data.kind, ended: true, opened: false })
  const first = firstUnguessed(draft, data.dimensions.map(({ id }) => id))
  const unguessed = data.dimensions.find(({ id }) => id === first)
  const file = () => {
    if (checked.ok) void filing.run(false)
    else (unguessed ? document.getElementById(`guess-${unguessed.id}`) : document)?.querySelector<HTMLElement>(unguessed ? 'input' : '.votes input')?.focus()
  }
  const voteWords = useVoteWords()
  const vote = (to: 1 | 2 | 3 | 4) => ({ id: `vote-${to}`, label: voteWords[toVote(to)], keys: [String(to)], run: () => kept.change(now => ({ ...now, vote: to })) })
  useCommands(t`Your guess`, [{ id: 'file', label: t`File your guess`, keys: ['$mod+Enter'], run: file }, vote(1), vote(2), vote(3), vote(4)])
  return (
    <div className="score-page">
      <section className="left">
        {kept.state.kind === 'newer' && <NewerDraft onLoad={onReload} onKeep={() => void kept.overwrite().catch(sayRefusal)} />}
        <Guesses data={data} kept={kept} />
        <InterviewerRating interviewer={data.interviewer} value={draft.interviewer} onChange={interviewer => kept.change(now => ({ ...now, interviewer }))} />
      </section>
      <div className="right">
        <GuessedVote data={data} kept={kept} />
        <div className="file-part">
          {filing.refusal ? <p className="fieldset"><FieldError>{filing.refusal}</FieldError></p> : !checked.ok && <p className="dim sm" id="file-problem">{unguessed ? <Trans>Guess how “{unguessed.name}” went.</Trans> : checked.refusal.message}</p>}
          <Button wide size="xl" variant="primary" icon={<Stamp />} keys="$mod+Enter" busy={filing.busy} onClick={file} aria-describedby={filing.refusal || checked.ok ? undefined : 'file-problem'}><Trans>File your guess</Trans></Button>
          <p className="faint sm end-note"><Trans>It opens together with the card, and not before.</Trans></p>
        </div>
      </div>
      {filing.confirming && <OpensBothDialog busy={filing.busy} onFile={() => void filing.run(true)} onClose={filing.cancel} />}
    </div>
  )
}

const Guesses = ({ data, kept: { draft, change } }: Pick<EstimateBodyProps, 'data' | 'kept'>) => {
  const interviewer = data.interviewer
  return (
    <>
      <div className="row head">
        <h2><Trans>What did {interviewer} see?</Trans></h2>
        <span className="sp" />
        <span className="faint sm"><Trans>Guess the rating you were given on each</Trans></span>
      </div>
      {data.dimensions.map(({ id, name, anchors }) => {
        const guess = draft.guesses?.[id]
        const byScore: Readonly<Record<Score, string>> = { 1: anchors[0] ?? '', 2: anchors[1] ?? '', 3: anchors[2] ?? '', 4: anchors[3] ?? '' }
        return (
          <div className="dm" key={id} id={`guess-${id}`}>
            <div><h3>{name}</h3></div>
            <ScoreScale label={name} value={guess} anchors={byScore} onChange={score => change(now => ({ ...now, guesses: { ...now.guesses, [id]: score } }))} />
            <div className="an">
              {guess === undefined
                ? <ol className="anchors">{anchors.map((anchor, index) => <li key={anchor}><b className="num">{index + 1}</b><span>{anchor}</span></li>)}</ol>
                : <p className="anchor">{byScore[guess]}</p>}
            </div>
          </div>
        )
      })}
    </>
  )
}

const GuessedVote = ({ data, kept: { draft, change } }: Pick<EstimateBodyProps, 'data' | 'kept'>) => {
  const { t } = useLingui()
  const interviewer = data.interviewer
  const anchors: Readonly<Record<Vote, string>> = {
    'strong-no': t`Would argue against hiring you.`, no: t`Below the bar today.`, yes: t`At the bar.`, 'strong-yes': t`Would argue for you.`,
  }
  return (
    <section aria-label={t`The vote you guess`}>
      <h2><Trans>How did {interviewer} vote?</Trans></h2>
      <p className="dim"><Trans>A guess far from the vote is the first thing to talk about.</Trans></p>
      <VoteCards label={t`The vote you guess`} value={draft.vote && toVote(draft.vote)} anchors={anchors} onChange={vote => change(now => ({ ...now, vote: toVoteNumber(vote) }))} />
    </section>
  )
}
