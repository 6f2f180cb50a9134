import { Trans, useLingui } from '@lingui/react/macro'
import type { Host, SessionView } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { Check, Copy, Link } from 'lucide-react'
import { useState } from 'react'
import { useServerNow } from '../../platform/clock.ts'
import { copyText } from '../../platform/copy-text.ts'
import { formatDay } from '../../platform/dates.ts'
import { useCreateInvite } from '../../platform/use-create-invite.ts'
import { useInviteUrl } from '../../platform/server-url.ts'
import { useForget, useRead } from '../../platform/queries.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/field.tsx'
import { Banner } from '../../ui/surfaces.tsx'
import { act } from './act.ts'

interface InviteLinkProps {
  readonly code: string
  readonly session: string
  readonly expiresAt: number
}

/** While nobody has taken the other seat: the link to it, or that the link is too old by now. */
export const EmptySeat = ({ view: { peer, inviteCode, inviteExpiresAt, session, rounds, bothWays } }: { readonly view: SessionView }) => {
  const now = useServerNow(60_000)
  const { create, busy } = useCreateInvite()
  const [first] = rounds
  if (peer !== null || inviteCode === null || inviteExpiresAt === null) return null
  if (now < inviteExpiresAt) return <InviteLink code={inviteCode} session={session} expiresAt={inviteExpiresAt} />
  const day = formatDay(inviteExpiresAt)
  return (
    <Banner
      tone="warn"
      icon={<Link />}
      title={<Trans>The invite to this room is too old</Trans>}
      about={<Trans>It could be taken until {day}. A new one opens a room with the same plan.</Trans>}
      action={first && <Button size="sm" busy={busy} onClick={() => void create({ kind: first.kind, minutes: first.minutes === 45 ? 45 : 60, bothWays })}><Trans>New invite</Trans></Button>}
    />
  )
}

/** The link for the empty seat, and whether it would open where the friend is. */
const InviteLink = ({ code, session, expiresAt }: InviteLinkProps) => {
  const { t } = useLingui()
  const host = useRead('host', {})
  const navigate = useNavigate()
  const forget = useForget()
  const [copied, setCopied] = useState(false)
  const link = useInviteUrl(code)
  const day = formatDay(expiresAt)
  const copy = () => copyText(link).then(() => setCopied(true), () => setCopied(false))
  const revoke = async () => {
    if (!await act('revoke-invite', { session })) return
    void forget('home')
    await navigate({ to: '/practice' })
  }
  return (
    <div className="invite-link">
      <div className="row">
        <TextInput readOnly icon={<Link />} aria-label={t`Invite link`} value={link} onFocus={event => event.target.select()} />
        <Button icon={copied ? <Check /> : <Copy />} onClick={() => void copy()}>{copied ? <Trans>Copied</Trans> : <Trans>Copy link</Trans>}</Button>
      </div>
      <p className="faint sm">
        <Trans>For one guest, until {day}, no account needed.</Trans>{' '}
        {host.data && <Reach host={host.data} />}{' '}
        <button type="button" className="ul" onClick={() => void revoke()}><Trans>Take it back</Trans></button>
      </p>
    </div>
  )
}

const Reach = ({ host: { reach, turn } }: { readonly host: Host }) => (
  <>
    {reach === 'this-machine' && <Trans>It opens on this machine only: for another, start with <code>npm start -- --lan</code>, or set PUBLIC_URL behind a tunnel.</Trans>}
    {reach === 'network' && <Trans>It opens on your network. For a friend elsewhere, set PUBLIC_URL behind a tunnel.</Trans>}
    {reach === 'public' && <Trans>It opens from anywhere.</Trans>}
    {reach === 'public' && !turn && <> <Trans>No relay is set up, so between some networks a call needs TURN; text always works.</Trans></>}
  </>
)
