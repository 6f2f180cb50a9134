import { Trans } from '@lingui/react/macro'
import type { KeptStory } from '@unanimous/protocol'
import { ChevronRight, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRead } from '../../platform/queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { useStoryWords } from './story-words.ts'
import './own-stories.css'

/** One's own stories beside a talk, for their teller alone: the page asks for them itself, and nothing of a room carries them. */
export const OwnStories = () => {
  const { data } = useRead('stories', {})
  if (!data || data.stories.length === 0) return null
  return (
    <details className="own-stories">
      <summary><ChevronRight className="s" aria-hidden="true" /><b><Trans>Your stories</Trans></b><span className="sp" /><Chip icon={<Lock />}><Trans>Only you</Trans></Chip></summary>
      <div className="own-stories-list">{data.stories.map(story => <Outline key={story.story} story={story} />)}</div>
    </details>
  )
}

/** A story as far as one needs it while telling it. */
const Outline = ({ story }: { readonly story: KeptStory }) => {
  const words = useStoryWords()
  return (
    <details>
      <summary><ChevronRight className="s" aria-hidden="true" /><span>{story.title || <Trans>Untitled</Trans>}</span><span className="sp" /><span className="faint sm">{words.sort(story.sort)}</span></summary>
      <dl>
        <Said name={<Trans>Situation</Trans>} text={story.situation} />
        <Said name={<Trans>Decision</Trans>} text={story.decision} />
        {story.options.map(({ option, against, number }, index) => <Said key={index} name={<Trans>Turned down</Trans>} text={[option, against, number].filter(part => part.trim() !== '').join(' · ')} />)}
        <Said name={<Trans>Their argument</Trans>} text={story.counterArgument} />
        <Said name={<Trans>Outcome</Trans>} text={story.outcome} />
        <Said name={<Trans>What failed</Trans>} text={story.failed} />
        <Said name={<Trans>Who paid</Trans>} text={story.whoPaid} />
        <Said name={<Trans>Would reverse it</Trans>} text={story.reversingFact} />
      </dl>
      {!story.confidentialOk && <p className="faint sm"><Trans>Not marked as fit to be told.</Trans></p>}
    </details>
  )
}

const Said = ({ name, text }: { readonly name: ReactNode; readonly text: string }) => (text.trim() === '' ? null : <><dt>{name}</dt><dd>{text}</dd></>)
