import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { LoopBoard, QueryOutput } from '@unanimous/protocol'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { freshId } from '../../platform/api.ts'
import { useServerNow } from '../../platform/clock.ts'
import { copyText } from '../../platform/copy-text.ts'
import { formatDay } from '../../platform/dates.ts'
import { useServerUrl } from '../../platform/server-url.ts'
import { useForget, useRead } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented, Switch } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldError, TextInput } from '../../ui/field.tsx'

type Share = QueryOutput<'loop-shares'>['shares'][number]

const lifetimes = ['1', '7', '30', '90'] as const
type Days = (typeof lifetimes)[number]
const dayCount: Readonly<Record<Days, 1 | 7 | 30 | 90>> = { 1: 1, 7: 7, 30: 30, 90: 90 }

/** Read-only links to a loop: made once and shown once, because the server keeps no token. */
export const ShareDialog = ({ board, onClose }: { readonly board: LoopBoard; readonly onClose: () => void }) => {
  const { t } = useLingui()
  const { act, refusal, pending } = useActs()
  const forget = useForget()
  const serverUrl = useServerUrl()
  const shares = useRead('loop-shares', { loop: board.loop })
  const [days, setDays] = useState<Days>('7')
  const [shows, setShows] = useState<Share['shows']>('board')
  const [names, setNames] = useState(false)
  const [link, setLink] = useState<string>()
  const make = async () => {
    const token = freshId()
    if (!await act('share-loop', { loop: board.loop, token, days: dayCount[days], shows, names })) return
    setLink(`${serverUrl}/share/${token}`)
    await forget('loop-shares')
  }
  const revoke = async (share: string) => {
    await act('revoke-share', { share })
    await forget('loop-shares')
  }
  return (
    <Dialog
      open onClose={onClose} title={<Trans>Share this loop</Trans>}
      description={<Trans>Anybody with the link reads it, without an account, until it expires or you take it back.</Trans>}
      footer={<><Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button><span className="sp" /><Button variant={link === undefined ? 'primary' : 'default'} busy={pending > 0} onClick={() => void make()}>{link === undefined ? <Trans>Make a link</Trans> : <Trans>Make another link</Trans>}</Button></>}
    >
      <div className="open-loop">
        <Segmented<Share['shows']> wide label={t`What it shows`} value={shows} onChange={setShows} options={[{ value: 'board', label: t`The board` }, { value: 'cards', label: t`Board, cards and evidence` }]} />
        <Segmented<Days> wide label={t`For how long`} value={days} onChange={setDays} options={lifetimes.map(value => ({ value, label: <Plural value={dayCount[value]} one="# day" other="# days" /> }))} />
        <Switch checked={names} onChange={setNames}><b><Trans>Name the interviewers</Trans></b><span className="sm dim"><Trans>Off, they are numbered. What they wrote is shown as they wrote it.</Trans></span></Switch>
        {refusal && <p className="fieldset"><FieldError>{refusal.message}</FieldError></p>}
        {link !== undefined && <MadeLink key={link} link={link} />}
        {shares.data && shares.data.shares.length > 0 && <ShareList shares={shares.data.shares} onRevoke={share => void revoke(share)} />}
      </div>
    </Dialog>
  )
}

const MadeLink = ({ link }: { readonly link: string }) => {
  const { t } = useLingui()
  const [copied, setCopied] = useState(false)
  return (
    <div className="col g1">
      <div className="row">
        <TextInput readOnly autoFocus aria-label={t`Link to this loop`} value={link} onFocus={event => event.target.select()} />
        <Button variant="primary" icon={copied ? <Check /> : <Copy />} onClick={() => void copyText(link).then(() => setCopied(true), () => setCopied(false))}>{copied ? <Trans>Copied</Trans> : <Trans>Copy link</Trans>}</Button>
      </div>
      <p className="faint sm"><Trans>Copy it now. It is shown this once; only its trace is kept here.</Trans></p>
    </div>
  )
}

interface ShareListProps {
  readonly shares: readonly Share[]
  readonly onRevoke: (share: string) => void
}

const ShareList = ({ shares, onRevoke }: ShareListProps) => {
  const { t } = useLingui()
  const now = useServerNow(60_000)
  return (
    <ul className="shares" aria-label={t`Links to this loop`}>
      {shares.map(({ share, shows, names, createdAt, expiresAt, revokedAt }) => {
        const made = formatDay(createdAt)
        const until = formatDay(expiresAt)
        const isOver = revokedAt !== null || expiresAt <= now
        return (
          <li key={share} className="row">
            <span>
              <b>{shows === 'cards' ? <Trans>Board, cards and evidence</Trans> : <Trans>The board</Trans>}</b>
              <span className="sm dim">{names ? <Trans>named, from {made} to {until}</Trans> : <Trans>numbered, from {made} to {until}</Trans>}</span>
            </span>
            {isOver
              ? <span className="faint sm">{revokedAt === null ? <Trans>Expired</Trans> : <Trans>Taken back</Trans>}</span>
              : <Button size="sm" onClick={() => onRevoke(share)}><Trans>Take it back</Trans></Button>}
          </li>
        )
      })}
    </ul>
  )
}
