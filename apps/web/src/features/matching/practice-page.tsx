import { Trans, useLingui } from '@lingui/react/macro'
import type { Criteria, Profile, QueryOutput, QueueView } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { formatMSs, useServerNow } from '../../platform/clock.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { WhenRead } from '../../platform/page-state.tsx'
import { useForget, useRead } from '../../platform/queries.ts'
import { send, useLineState } from '../../platform/server-socket.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Chip, Dot } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { CriteriaForm, useCriteria } from './criteria-form.tsx'
import { Offer } from './offer.tsx'
import { OwnQuestions, RatherNotWait, RightNow } from './practice-side.tsx'
import { useRingOnce } from './ring.ts'
import { useCreateInvite } from '../../platform/use-create-invite.ts'
import { useQueue } from './use-queue.ts'
import { AskedFor, Searching } from './waiting.tsx'
import './matching.css'

/** State what you want, wait for the other half, or send a link instead. */
export const PracticePage = () => {
  const me = useRead('me', {})
  if (!me.data) return <Sheet title={<Trans>Practice</Trans>}><WhenRead read={me}>{() => null}</WhenRead></Sheet>
  return me.data.guest ? <GuestPractice /> : <MemberPractice me={me.data} />
}

const GuestPractice = () => (
  <Sheet title={<Trans>Practice</Trans>}>
    <EmptyState
      title={<Trans>Meeting strangers needs an account</Trans>}
      about={<Trans>You are here as a guest. Keep this account with an e-mail and a password, and everything you did stays yours.</Trans>}
      actions={<LinkButton variant="primary" href="/settings"><Trans>Keep my account</Trans></LinkButton>}
    />
  </Sheet>
)

const MemberPractice = ({ me }: { readonly me: QueryOutput<'me'> }) => {
  const { t } = useLingui()
  const queue = useQueue(true)
  const { view } = queue
  const [criteria, setCriteria] = useCriteria(me.profile, view)
  const invite = useCreateInvite()
  const sendInvite = () => {
    void keepLanguages(me.profile, criteria)
    void invite.create({ kind: criteria.kind, minutes: criteria.minutes, bothWays: criteria.direction === 'both-ways' })
  }
  useCommands(t`Practice`, [{ id: 'invite', label: t`Send an invite link`, keys: ['i'], run: sendInvite }])
  useRingOnce(view?.state === 'offered' ? view.offer : undefined, t`Somebody to swap rounds with`)
  useGoWhenMatched(view)
  if (!view) return <Sheet title={<Trans>Practice</Trans>}><WhenRead read={queue.read}>{() => null}</WhenRead></Sheet>
  return (
    <Sheet title={<Trans>Practice</Trans>} beside={<StateChip state={view.state} />} tools={<Live />} still>
      <div className="match">
        <section className="stage" aria-label={t`Finding a peer`}>
          <Stage view={view} queue={queue} criteria={criteria} onCriteria={setCriteria} profile={me.profile} />
        </section>
        <aside className="match-side" aria-label={t`About the search`}>
          {(view.state === 'waiting' || view.state === 'offered') && <AskedFor criteria={view.criteria} relaxed={view.relaxed} />}
          {(view.state === 'idle' || view.state === 'waiting') && <RightNow view={view} />}
          <RatherNotWait onInvite={sendInvite} busy={invite.busy} />
          <OwnQuestions />
        </aside>
      </div>
      {view.state === 'waiting' && <TabTitle since={view.joinedAt} />}
    </Sheet>
  )
}

interface StageProps {
  readonly view: QueueView
  readonly queue: ReturnType<typeof useQueue>
  readonly criteria: Criteria
  readonly onCriteria: (criteria: Criteria) => void
  readonly profile: Profile
}

/** What was asked for here for the first time is known from now on. */
const keepLanguages = async (profile: Profile, { spokenLanguages, codeLanguages }: Criteria): Promise<void> => {
  const first = {
    ...(profile.spokenLanguages.length === 0 ? { spokenLanguages } : {}),
    ...(profile.codeLanguages.length === 0 && codeLanguages.length > 0 ? { codeLanguages } : {}),
  }
  if (Object.keys(first).length > 0) await send('update-profile', first).catch(() => undefined)
}

/** The one thing there is to do now: ask, wait, answer an offer, or go in. */
const Stage = ({ view, queue, criteria, onCriteria, profile }: StageProps) => {
  const [changing, setChanging] = useState(false)
  const { act, busy, refusal } = queue
  if (view.state === 'matched') {
    return <EmptyState title={<Trans>You are matched</Trans>} about={<Trans>Your peer waits for you in the green room.</Trans>} actions={<LinkButton variant="primary" href={`/r/${view.session}/green`}><Trans>Open the green room</Trans></LinkButton>} />
  }
  if (view.state === 'offered') return <Offer view={view} act={act} busy={busy} refusal={refusal?.message} />
  if (view.state === 'waiting' && !changing) return <Searching view={view} act={act} onChange={() => setChanging(true)} />
  const search = async (wanted: Criteria) => {
    if (view.state === 'waiting') await act('leave-queue', {})
    await act('join-queue', wanted)
    setChanging(false)
    await keepLanguages(profile, wanted)
  }
  return <CriteriaForm criteria={criteria} onChange={onCriteria} busy={busy !== undefined} refusal={refusal?.message} onSearch={search} onBack={view.state === 'waiting' ? () => setChanging(false) : undefined} />
}

/** Who was searching a moment ago goes to the green room; who comes back here later finds the way there instead. */
const useGoWhenMatched = (view: QueueView | undefined) => {
  const navigate = useNavigate()
  const forget = useForget()
  const sought = useRef(false)
  const session = view?.state === 'matched' ? view.session : undefined
  useEffect(() => {
    if (view?.state === 'waiting' || view?.state === 'offered') sought.current = true
    if (session === undefined || !sought.current) return
    void forget('home')
    void navigate({ to: '/r/$session/green', params: { session } })
  }, [view?.state, session, navigate, forget])
}

const StateChip = ({ state }: { readonly state: string }) => {
  if (state === 'waiting') return <Chip tone="mark"><Trans>Searching</Trans></Chip>
  return state === 'offered' ? <Chip tone="mark"><Trans>Found</Trans></Chip> : null
}

const Live = () => {
  const line = useLineState()
  const live = line === 'connected'
  return <span className="faint sm row g2" role="status"><Dot tone={live ? 'ok' : 'warn'} />{live ? <Trans>Live</Trans> : <Trans>Reconnecting</Trans>}</span>
}

/** `1:24 Searching`, so that a person in another tab sees how it goes. */
const TabTitle = ({ since }: { readonly since: number }) => {
  const { t } = useLingui()
  const clock = formatMSs(useServerNow() - since)
  useEffect(() => {
    const before = document.title
    document.title = t`${clock} Searching`
    return () => {
      document.title = before
    }
  }, [clock, t])
  return null
}
