import { Plural, Trans } from '@lingui/react/macro'
import type { QueueView } from '@unanimous/protocol'
import { BookOpen, Link, PencilLine } from 'lucide-react'
import { Kbd } from '../../ui/kbd.tsx'

type Counted = Extract<QueueView, { state: 'idle' | 'waiting' }>

/** Who is about, in plain counts. */
export const RightNow = ({ view }: { readonly view: Counted }) => (
  <section>
    <h3><Trans>Right now on this server</Trans></h3>
    <p className="stat">
      <span><b className="num">{view.online}</b> <Trans>online</Trans></span>
      <span><b className="num">{view.searching}</b> <Trans>searching</Trans></span>
      {view.state === 'waiting' && <span><b className="num">{view.wantSame}</b> <Plural value={view.wantSame} one="wants the same" other="want the same" /></span>}
    </p>
    {view.medianWaitMs !== null && <MedianWait ms={view.medianWaitMs} />}
  </section>
)

const MedianWait = ({ ms }: { readonly ms: number }) => {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  return <p className="faint sm"><Plural value={minutes} one="Median wait of the last 14 days: # minute" other="Median wait of the last 14 days: # minutes" /></p>
}

interface RatherNotWaitProps {
  readonly onInvite: () => void
  readonly busy: boolean
}

/** What somebody may bring to ask. */
export const OwnQuestions = () => (
  <section>
    <h3><Trans>A question of your own?</Trans></h3>
    <a className="way" href="/library/mine">
      <span className="sign"><PencilLine /></span>
      <span>
        <b><Trans>Your questions</Trans></b>
        <em><Trans>Paste one, it gets a ladder of follow-ups. For practice rounds that you interview in.</Trans></em>
      </span>
    </a>
  </section>
)

/** What does not depend on a stranger. */
export const RatherNotWait = ({ onInvite, busy }: RatherNotWaitProps) => (
  <section>
    <h3><Trans>Rather not wait?</Trans></h3>
    <button type="button" className="way" onClick={onInvite} aria-keyshortcuts="i" aria-busy={busy || undefined} disabled={busy}>
      <span className="sign"><Link /></span>
      <span>
        <b><Trans>Send an invite link</Trans></b>
        <em><Trans>Opens a room for one guest. No account needed.</Trans></em>
      </span>
      <Kbd keys="i" />
    </button>
    <a href="/library" className="way">
      <span className="sign"><BookOpen /></span>
      <span>
        <b><Trans>Prepare to interview</Trans></b>
        <em><Trans>Read a round of the library, warm up, rehearse it alone.</Trans></em>
      </span>
    </a>
  </section>
)
