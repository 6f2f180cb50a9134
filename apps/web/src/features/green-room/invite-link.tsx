import { Trans, useLingui } from '@lingui/react/macro'
import type { Host } from '@unanimous/protocol'
import { useNavigate } from '@tanstack/react-router'
import { Check, Copy, Link } from 'lucide-react'
import { useRef, useState } from 'react'
import { useForget, useRead } from '../../platform/queries.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/field.tsx'
import { act } from './act.ts'

/** Over plain http there is no clipboard to write to; the old way works after a press. */
const copy = async (input: HTMLInputElement): Promise<void> => {
  input.select()
  if (window.isSecureContext) await navigator.clipboard.writeText(input.value)
  else document.execCommand('copy')
}

interface InviteLinkProps {
  readonly code: string
  readonly session: string
}

/** The link for the empty seat, and whether it would open where the friend is. */
export const InviteLink = ({ code, session }: InviteLinkProps) => {
  const { t } = useLingui()
  const host = useRead('host', {})
  const navigate = useNavigate()
  const forget = useForget()
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const link = `${(host.data?.publicUrl ?? location.origin).replace(/\/$/, '')}/i/${code}`
  const revoke = async () => {
    if (!await act('revoke-invite', { session })) return
    void forget('home')
    await navigate({ to: '/practice' })
  }
  return (
    <div className="invite-link">
      <div className="row">
        <TextInput ref={input} readOnly icon={<Link />} aria-label={t`Invite link`} value={link} onFocus={event => event.target.select()} />
        <Button
          icon={copied ? <Check /> : <Copy />}
          onClick={() => {
            if (input.current) void copy(input.current).then(() => setCopied(true), () => setCopied(false))
          }}
        >
          {copied ? <Trans>Copied</Trans> : <Trans>Copy link</Trans>}
        </Button>
      </div>
      <p className="faint sm">
        <Trans>For one guest, seven days, no account needed.</Trans>{' '}
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
