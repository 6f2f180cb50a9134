import { Trans, useLingui } from '@lingui/react/macro'
import type { QueueView } from '@unanimous/protocol'
import { useEffect, useState } from 'react'
import { announce } from '../../platform/announce.tsx'
import { formatMSs, useServerNow } from '../../platform/clock.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { ToastCard } from '../../ui/toast.tsx'
import { useRingOnce } from './ring.ts'
import { type Offered, useQueue } from './use-queue.ts'
import './matching.css'

const seeks = (view: QueueView): boolean => view.state === 'waiting' || view.state === 'offered'

/** Keeps an eye on the search while another page is shown: rings once, and says where to answer. It moves nobody. */
export const MatchWatch = () => {
  const { t } = useLingui()
  const { view } = useQueue(true)
  const offered = view?.state === 'offered' ? view : undefined
  const [sought, setSought] = useState(false)
  if (!sought && view && seeks(view)) setSought(true)
  useRingOnce(offered?.offer, t`Somebody to swap rounds with`)
  if (offered) return <Found view={offered} />
  // A match of an hour ago stands among what is upcoming; only a fresh one is news.
  return view?.state === 'matched' && sought ? <Matched session={view.session} /> : null
}

const Found = ({ view }: { readonly view: Offered }) => {
  const { t } = useLingui()
  const left = formatMSs(Math.max(0, view.expiresAt - useServerNow()))
  const { handle } = view.peer
  useEffect(() => announce(t`${handle} was found. Answer on the practice page.`), [handle, t])
  return (
    <div className="match-away">
      <ToastCard tone="done" icon={<Avatar name={handle} who="peer" />} text={<Trans>{handle} was found</Trans>} about={<Trans>{left} left to accept</Trans>}>
        <LinkButton size="sm" variant="primary" href="/practice"><Trans>Answer</Trans></LinkButton>
      </ToastCard>
    </div>
  )
}

const Matched = ({ session }: { readonly session: string }) => (
  <div className="match-away">
    <ToastCard tone="done" text={<Trans>You are matched</Trans>}>
      <LinkButton size="sm" variant="primary" href={`/r/${session}/green`}><Trans>Open the green room</Trans></LinkButton>
    </ToastCard>
  </div>
)
