import { Trans, useLingui } from '@lingui/react/macro'
import type { KeptStory } from '@unanimous/protocol'
import { checkStory, L5_STORIES_NEEDED, storySet } from '@unanimous/prep'
import { dimensionName } from '../../platform/dimension-names.ts'
import { Met, MetList } from '../../platform/met-list.tsx'
import type { Level } from '../../platform/words.ts'
import { cx } from '../../ui/class-names.ts'
import { toStory } from './story-text.ts'
import { useStoryWords } from './story-words.ts'

interface StoryListProps {
  readonly stories: readonly KeptStory[]
  readonly level: Level
  readonly shown: string | undefined
  readonly onShow: (story: string) => void
}

/** Which stories there are, and what they cover together. */
export const StoryList = ({ stories, level, shown, onShow }: StoryListProps) => {
  const { t } = useLingui()
  return (
    <div>
      <ul className="story-list" aria-label={t`Stories`}>
        {stories.map(story => <StoryRow key={story.story} story={story} isShown={story.story === shown} onPress={() => onShow(story.story)} />)}
      </ul>
      <Coverage stories={stories} level={level} />
    </div>
  )
}

const StoryRow = ({ story, isShown, onPress }: { readonly story: KeptStory; readonly isShown: boolean; readonly onPress: () => void }) => {
  const words = useStoryWords()
  const checks = checkStory(toStory(story, story.rehearsals))
  const met = checks.filter(({ holds }) => holds).length
  const all = checks.length
  return (
    <li>
      <button type="button" className={cx('story-row', isShown && 'on')} aria-current={isShown || undefined} onClick={onPress}>
        <b className="ell">{story.title || <Trans>Untitled</Trans>}</b>
        <span className="sm dim">{words.sort(story.sort)}</span>
        <span className="sm faint num"><Trans>{met} of {all} checks</Trans></span>
      </button>
    </li>
  )
}

/** The four culture dimensions, the scope and the sorts that all stories together should hold. */
const Coverage = ({ stories, level }: Pick<StoryListProps, 'stories' | 'level'>) => {
  const words = useStoryWords()
  const set = storySet(stories.map(story => toStory(story, story.rehearsals)), level)
  const needed = L5_STORIES_NEEDED
  const scoped = set.ofL5Scope
  return (
    <section className="coverage">
      <h3><Trans>Together they cover</Trans></h3>
      <MetList>
        {set.culture.map(({ dimension, stories: count }) => <Met key={dimension} met={count > 0}>{dimensionName(dimension)}</Met>)}
        {level === 'L5' && <Met met={set.hasScope}><Trans>The scope of L5, {scoped} of {needed}</Trans></Met>}
        {set.sorts.map(({ sort, have, wanted }) => {
          const name = words.sort(sort)
          return <Met key={sort} met={have >= wanted}><Trans>{name}, {have} of {wanted}</Trans></Met>
        })}
      </MetList>
    </section>
  )
}
