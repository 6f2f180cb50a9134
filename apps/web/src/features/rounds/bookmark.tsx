import { Trans, useLingui } from '@lingui/react/macro'
import type { OwnBookmark } from '@unanimous/rounds'
import { Bookmark, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from '../../platform/announce.tsx'
import { freshId } from '../../platform/api.ts'
import { formatMmSs } from '../../platform/clock.ts'
import { useCommands } from '../../platform/keyboard.ts'
import type { Act } from '../../platform/use-acts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TOAST_MS } from '../../ui/toast.tsx'
import type { ConsoleStage } from './stage.ts'

interface BookmarkMomentProps {
  readonly stage: Pick<ConsoleStage, 'round' | 'keepsReplay'>
  readonly bookmarks: readonly OwnBookmark[]
  readonly act: Act
  /** A console's bar has no room for the word. */
  readonly short?: boolean
}

/** Marks this moment for one's own replay; where none is kept there is nothing to find it in. */
export const BookmarkMoment = (props: BookmarkMomentProps) => (props.stage.keepsReplay ? <Bookmarking {...props} /> : null)

/** What was marked last can be taken back in the bar itself: a message over the code would be in the way. */
const Bookmarking = ({ stage, bookmarks, act, short = false }: BookmarkMomentProps) => {
  const { t } = useLingui()
  const { round } = stage.round
  const [newest, setNewest] = useState<string>()
  const made = bookmarks.find(({ bookmark }) => bookmark === newest)
  useEffect(() => {
    if (newest === undefined) return
    const timer = setTimeout(() => setNewest(undefined), TOAST_MS)
    return () => clearTimeout(timer)
  }, [newest])
  const time = made && formatMmSs(made.atMs)
  useEffect(() => {
    if (time !== undefined) announce(t`Bookmarked ${time}`)
  }, [time, t])
  const press = () => {
    const bookmark = freshId()
    void act('bookmark-moment', { round, bookmark, on: true }).then(done => done && setNewest(bookmark))
  }
  const takeBack = () => {
    if (made) void act('bookmark-moment', { round, bookmark: made.bookmark, on: false })
  }
  useCommands(t`Room`, [
    { id: 'bookmark', label: t`Bookmark this moment`, keys: ['$mod+b'], run: press },
    { id: 'bookmark-undo', label: t`Take the bookmark back`, keys: ['$mod+z'], notInText: true, run: takeBack, disabled: made === undefined },
  ], 'page')
  return (
    <>
      {made && <Button size="sm" variant="ghost" icon={<Undo2 className="s" />} keys="$mod+z" onClick={takeBack}><time aria-hidden="true">{time}</time><span className="unseen"><Trans>Take the bookmark at {time} back</Trans></span></Button>}
      {short
        ? <IconButton size="sm" variant="ghost" label={t`Bookmark this moment`} keys="$mod+b" onClick={press}><Bookmark className="s" /></IconButton>
        : <Button size="sm" variant="ghost" icon={<Bookmark className="s" />} keys="$mod+b" onClick={press}><span className="opt" aria-hidden="true"><Trans>Bookmark</Trans></span><span className="unseen"><Trans>Bookmark this moment</Trans></span></Button>}
    </>
  )
}
