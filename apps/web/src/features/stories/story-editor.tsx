import { Trans, useLingui } from '@lingui/react/macro'
import { limits, type KeptStory, type StoryText } from '@unanimous/protocol'
import { checkStory, STORY_SORTS } from '@unanimous/prep'
import { dimensionsOf } from '@unanimous/rounds'
import { Met, MetList } from '../../platform/met-list.tsx'
import { type Level, useWords } from '../../platform/words.ts'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import { Segmented, Switch } from '../../ui/choices.tsx'
import { Field, FieldError, TextArea, TextInput } from '../../ui/field.tsx'
import { Discard } from './discard.tsx'
import { Rehearsing } from './rehearsing.tsx'
import { textOf, toStory } from './story-text.ts'
import { TurnedDown } from './turned-down.tsx'
import { type KeptText, useKeptStory } from './use-kept-story.ts'
import { useStoryWords } from './story-words.ts'

/** One story, kept as it is written, with its checks beside it. */
export const StoryEditor = ({ story, onGone }: { readonly story: KeptStory; readonly onGone: () => void }) => {
  const kept = useKeptStory(story.story, textOf(story))
  return (
    <div className="story">
      <StoryFields kept={kept} />
      <div className="beside">
        <Saved state={kept.state} />
        {kept.refusal && <FieldError>{kept.refusal.message}</FieldError>}
        <Checks text={kept.text} rehearsals={story.rehearsals} />
        <Rehearsing story={story.story} rehearsals={story.rehearsals} beforeSave={kept.flush} />
        <Discard story={story.story} isKept={story.changedAt > 0} onGone={onGone} />
      </div>
    </div>
  )
}

type Written = Exclude<{ [Key in keyof StoryText]: string extends StoryText[Key] ? Key : never }[keyof StoryText], undefined>

const StoryFields = ({ kept: { text, change, flush } }: { readonly kept: KeptText }) => {
  const { t } = useLingui()
  const words = useStoryWords()
  const line = (key: Written, label: string) => (
    <Field label={label}>{wiring => <TextInput {...wiring} value={text[key]} maxLength={limits.storyLineChars} onChange={event => change({ [key]: event.target.value })} onBlur={() => void flush()} />}</Field>
  )
  const passage = (key: Written, label: string, rows = 2) => (
    <TextArea serif label={label} rows={rows} value={text[key]} maxLength={limits.storyTextChars} onChange={event => change({ [key]: event.target.value })} onBlur={() => void flush()} />
  )
  return (
    <div className="fields">
      <Segmented label={t`What it is about`} value={text.sort} onChange={sort => change({ sort })} options={STORY_SORTS.map(value => ({ value, label: words.sort(value) }))} />
      {line('title', t`Title`)}
      <div className="three">{line('date', t`When`)}{line('role', t`Your role`)}{line('domain', t`Domain`)}</div>
      {passage('situation', t`Situation, at most 60 words`, 3)}
      {passage('decision', t`Your decision, one sentence that starts with I`)}
      {line('authority', t`Your authority for it`)}
      <TurnedDown options={text.options} onChange={options => change({ options })} />
      {passage('dissenters', t`Who disagreed`)}
      {passage('counterArgument', t`Their strongest argument, as they would put it`, 3)}
      {passage('outcome', t`Outcome, with a number`)}
      {passage('failed', t`What failed`)}
      {passage('whoPaid', t`Who paid for it`)}
      {passage('wouldChange', t`What you would change`)}
      {passage('reversingFact', t`The fact that would reverse it today`)}
      {passage('feedback', t`Feedback given or received`)}
      <Covers text={text} change={change} />
      {line('values', t`Values it shows`)}
      <Switch checked={text.confidentialOk} onChange={confidentialOk => change({ confidentialOk })}><b><Trans>It may be told</Trans></b><span className="sm dim"><Trans>No names, no secrets of a company.</Trans></span></Switch>
    </div>
  )
}

/** What the story shows: the dimensions it can be told for, and how far its scope reaches. */
const Covers = ({ text, change }: Pick<KeptText, 'text' | 'change'>) => {
  const { t } = useLingui()
  const words = useWords()
  const options = [...dimensionsOf('culture'), ...dimensionsOf('hm')].map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <div className="fieldset">
        <span className="label" aria-hidden="true"><Trans>Dimensions it can be told for</Trans></span>
        <ChipChoice label={t`Dimensions it can be told for`} options={options} values={text.dimensions} onChange={dimensions => change({ dimensions: [...dimensions] })} />
      </div>
      <div className="fieldset">
        <span className="label" aria-hidden="true"><Trans>Scope it shows</Trans></span>
        <Segmented<Level> label={t`Scope it shows`} value={text.scope} onChange={scope => change({ scope })} options={[{ value: 'L4', label: words.level('L4') }, { value: 'L5', label: words.level('L5') }]} />
      </div>
    </>
  )
}

/** What a manager would ask of the story, said as it is written. */
const Checks = ({ text, rehearsals }: { readonly text: StoryText; readonly rehearsals: KeptStory['rehearsals'] }) => {
  const words = useStoryWords()
  return (
    <section aria-labelledby="story-checks">
      <h3 id="story-checks"><Trans>Does it hold?</Trans></h3>
      <MetList>{checkStory(toStory(text, rehearsals)).map(check => <Met key={check.id} met={check.holds} count={words.count(check)}>{words.check(check.id)}</Met>)}</MetList>
    </section>
  )
}

const Saved = ({ state }: Pick<KeptText, 'state'>) => (
  <p className="faint sm" role="status">{state === 'kept' ? <Trans>Kept. Only you read it.</Trans> : state === 'saving' ? <Trans>Saving</Trans> : <Trans>Not saved yet</Trans>}</p>
)
