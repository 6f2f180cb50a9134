import { Trans, useLingui } from '@lingui/react/macro'
import { disagreements, isVoteOpen, suggestedVote, type Disagreement } from '@unanimous/verdict'
import { toVote, toVoteNumber, type VoteNumber } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { Segmented } from '../../ui/choices.tsx'
import { TextArea } from '../../ui/field.tsx'
import { type Vote, VoteCards, VoteLabel } from '../../ui/vote.tsx'
import { without, type CardForm } from './card-form.ts'

/** What each vote says, at the level this round judges at. */
export const useVoteAnchors = (level: string, inLoop: boolean): Readonly<Record<Vote, string>> => {
  const { t } = useLingui()
  return {
    'strong-no': inLoop ? t`I would argue against this hire in the room. Ends the loop.` : t`I would argue against this hire in the room.`,
    no: t`Below the ${level} bar today. I could be talked round.`,
    yes: t`At the bar. I would work with them.`,
    'strong-yes': t`Above the bar. I would argue for them.`,
  }
}

/** The vote, closed until every dimension is rated or set aside; what the ratings suggest shows only after it. */
export const VotePart = ({ card }: { readonly card: CardForm }) => {
  const { t } = useLingui()
  const words = useWords()
  const { data, draft, change, context } = card
  const open = isVoteOpen(draft, context)
  const inLoop = data.standing === 'loop'
  const anchors = useVoteAnchors(data.targetLevel, inLoop)
  return (
    <section aria-label={t`Your vote`}>
      <h2><Trans>Your vote</Trans></h2>
      <p className="dim">
        {!open ? <Trans>Opens when every part is rated with evidence, or set aside.</Trans>
          : inLoop ? <Trans>One strong no ends the loop, whatever the other rounds say.</Trans>
          : <Trans>Practice: your vote moves no loop.</Trans>}
      </p>
      <VoteCards
        label={t`Your vote`} value={draft.vote && toVote(draft.vote)} anchors={anchors} disabled={!open}
        onChange={vote => change(now => ({ ...now, vote: toVoteNumber(vote) }))}
      />
      <div className="level-bar">
        <span className="cap"><Trans>The bar: {words.level(data.targetLevel)}</Trans></span>
        <p>{data.levelBar}</p>
      </div>
      {draft.vote !== undefined && <Suggested card={card} vote={draft.vote} />}
    </section>
  )
}

const Suggested = ({ card, vote }: { readonly card: CardForm; readonly vote: VoteNumber }) => {
  const { t } = useLingui()
  const { draft, change, context } = card
  const suggested = suggestedVote(context.kind, draft.ratings ?? {}, context.hintPoints)
  const conflicts = disagreements(draft, context)
  const say = useDisagreementWords()
  return (
    <>
      {suggested !== undefined && (
        <p className="suggested">
          <span className="dim">{suggested === vote ? <Trans>Your ratings suggest the same:</Trans> : <Trans>Your ratings suggest</Trans>}</span>
          <VoteLabel vote={toVote(suggested)} />
        </p>
      )}
      {conflicts.length > 0 && (
        <div className="disagree">
          {conflicts.map(conflict => <p key={conflict} className="dim">{say[conflict]}</p>)}
          <TextArea
            serif label={t`Why, in one sentence`} maxLength={280} value={draft.disagreement ?? ''}
            onChange={event => change(now => (event.target.value === '' ? without(now, 'disagreement') : { ...now, disagreement: event.target.value }))}
          />
        </div>
      )}
    </>
  )
}

const useDisagreementWords = (): Readonly<Record<Disagreement, string>> => {
  const { t } = useLingui()
  return {
    'vote-above-ratings': t`Your vote stands above what you rated. It is yours to give.`,
    'vote-below-ratings': t`Your vote stands below what you rated. It is yours to give.`,
    'top-rating-after-hints': t`A 4 stands where hints cost three points or more.`,
    'yes-but-let-go': t`You voted yes and would let them go.`,
    'no-but-fight': t`You voted no and would fight to keep them.`,
  }
}

/** Where they stood against the level, apart from the vote. */
export const LevelPart = ({ card: { draft, change } }: { readonly card: CardForm }) => {
  const { t } = useLingui()
  return (
    <section className="part">
      <h3><Trans>Against the level</Trans></h3>
      <Segmented
        wide label={t`Against the level`} value={draft.levelSignal} onChange={levelSignal => change(now => ({ ...now, levelSignal }))}
        options={[{ value: 'below', label: t`Below` }, { value: 'at', label: t`At` }, { value: 'above', label: t`Above` }]}
      />
    </section>
  )
}

/** The last question. It computes nothing. */
export const KeeperPart = ({ card: { data, draft, change } }: { readonly card: CardForm }) => {
  const { t } = useLingui()
  const candidate = data.candidate
  return (
    <section className="part">
      <h3><Trans>Keeper test</Trans></h3>
      <p className="q"><Trans>Knowing what you know now, would you choose {candidate} again, and fight to keep them?</Trans></p>
      <Segmented
        wide label={t`Keeper test`} value={draft.keeper} onChange={keeper => change(now => ({ ...now, keeper }))}
        options={[{ value: 'fight', label: t`I would fight` }, { value: 'sorry', label: t`I would be sorry` }, { value: 'let_go', label: t`I would let go` }]}
      />
    </section>
  )
}

/** Keep doing, change one thing: what the candidate reads first. */
export const WordsPart = ({ card: { data, draft, change } }: { readonly card: CardForm }) => {
  const { t } = useLingui()
  const candidate = data.candidate
  const set = (key: 'keepDoing' | 'changeOne' | 'authorship', text: string) => change(now => (text === '' ? without(now, key) as typeof now : { ...now, [key]: text }))
  return (
    <section className="words-part">
      <h3><Trans>What should {candidate} hear?</Trans></h3>
      <div className="two">
        <TextArea serif label={t`Keep doing`} maxLength={2000} value={draft.keepDoing ?? ''} onChange={event => set('keepDoing', event.target.value)} />
        <TextArea serif label={t`Change one thing`} maxLength={2000} value={draft.changeOne ?? ''} onChange={event => set('changeOne', event.target.value)} />
      </div>
      {data.kind === 'deep' && <TextArea serif label={t`What shows that the system was really theirs`} maxLength={2000} value={draft.authorship ?? ''} onChange={event => set('authorship', event.target.value)} />}
    </section>
  )
}
