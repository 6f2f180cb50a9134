import { Trans, useLingui } from '@lingui/react/macro'
import type { KeptStory, QueryOutput } from '@unanimous/protocol'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { freshId } from '../../platform/api.ts'
import { WhenRead } from '../../platform/page-state.tsx'
import { PrepTabs } from '../../platform/prep-tabs.tsx'
import { useRead } from '../../platform/queries.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { StoryEditor } from './story-editor.tsx'
import { StoryList } from './story-list.tsx'
import { emptyStory } from './story-text.ts'
import './stories.css'

/** One's own stories: which there are, what they cover together, and the one that is being written. */
export const StoriesPage = () => {
  const read = useRead('stories', {})
  const [begun, setBegun] = useState<KeptStory>()
  const [shown, setShown] = useState<string>()
  const begin = () => {
    const story = emptyStory(freshId())
    setBegun(story)
    setShown(story.story)
  }
  const drop = () => {
    setBegun(undefined)
    setShown(undefined)
  }
  return (
    <Sheet title={<Trans>Your stories</Trans>} beside={<PrepTabs current="stories" />} tools={read.data && <Button size="sm" icon={<Plus className="s" />} onClick={begin}><Trans>New story</Trans></Button>}>
      <WhenRead read={read}>
        {data => data.stories.length === 0 && !begun ? <NoStory onBegin={begin} /> : <Stories data={data} begun={begun} shown={shown} onShow={setShown} onGone={drop} />}
      </WhenRead>
    </Sheet>
  )
}

const NoStory = ({ onBegin }: { readonly onBegin: () => void }) => (
  <EmptyState
    title={<Trans>No story yet</Trans>} about={<Trans>Three projects, two frictions, one failure. Manager and culture rounds live on them, and only you read them here.</Trans>}
    actions={<Button variant="primary" onClick={onBegin}><Trans>Write the first</Trans></Button>}
  />
)

interface StoriesProps {
  readonly data: QueryOutput<'stories'>
  /** A story whose first words may not be kept yet. */
  readonly begun: KeptStory | undefined
  readonly shown: string | undefined
  readonly onShow: (story: string) => void
  readonly onGone: () => void
}

const Stories = ({ data, begun, shown, onShow, onGone }: StoriesProps) => {
  const { t } = useLingui()
  const all = begun && !data.stories.some(({ story }) => story === begun.story) ? [...data.stories, begun] : data.stories
  const open = all.find(({ story }) => story === shown) ?? all[0]
  return (
    <div className="stories">
      <StoryList stories={all} level={data.level} shown={open?.story} onShow={onShow} />
      <div role="group" aria-label={t`The story`}>{open && <StoryEditor key={open.story} story={open} onGone={onGone} />}</div>
    </div>
  )
}
