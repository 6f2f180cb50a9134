import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { limits, type QueryOutput } from '@unanimous/protocol'
import { useParams, useRouter } from '@tanstack/react-router'
import { Archive, Clock, Repeat, UserRound } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { enterAsGuest } from '../../platform/enter-as-guest.ts'
import { Refused, sendOverHttp } from '../../platform/api.ts'
import { InsecureNotice } from '../../platform/insecure-notice.tsx'
import { useRead } from '../../platform/queries.ts'
import { useWords } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Field, FieldError, TextInput } from '../../ui/field.tsx'
import { Logo } from '../../ui/logo.tsx'
import { EmptyState, Loading } from '../../ui/surfaces.tsx'
import './matching.css'

type Invite = QueryOutput<'invite'>

/** Behind an invite link: who asks, how long it takes, what is kept; a name is enough to come in. */
export const InvitePage = () => {
  const { t } = useLingui()
  const { code } = useParams({ from: '/i/$code' })
  const invite = useRead('invite', { code })
  if (invite.data?.state === 'open') return <OpenInvite invite={invite.data} code={code} />
  return (
    <main className="invitation" id="page">
      {invite.data && <ClosedInvite invite={invite.data} />}
      {invite.error && <Unreadable code={invite.error.code} message={invite.error.message} onRetry={() => void invite.refetch()} />}
      {invite.isPending && <Loading label={t`Loading the invite`} rows={2} />}
    </main>
  )
}

const Unreadable = ({ code, message, onRetry }: { readonly code: string; readonly message: string; readonly onRetry: () => void }) =>
  code === 'network/unreachable'
    ? <EmptyState alone title={<Trans>This invite cannot be read right now</Trans>} about={message} actions={<Button variant="primary" onClick={onRetry}><Trans>Try again</Trans></Button>} />
    : <EmptyState alone title={<Trans>This link leads nowhere</Trans>} about={code === 'input/invalid' ? <Trans>Look whether it was copied whole, or ask for a new one.</Trans> : message} actions={<LinkButton variant="primary" href="/"><Trans>Go home</Trans></LinkButton>} />

const ClosedInvite = ({ invite: { state, inviter, session } }: { readonly invite: Invite }) => {
  const again = <Trans>Ask {inviter} for a new link.</Trans>
  const home = <LinkButton variant="primary" href="/"><Trans>Go home</Trans></LinkButton>
  if (state === 'yours' && session !== null) {
    return <EmptyState alone title={<Trans>You have a seat here</Trans>} about={<Trans>The room keeps it for you, from this browser and any other you sign in on.</Trans>} actions={<LinkButton variant="primary" href={`/r/${session}/green`}><Trans>Open the green room</Trans></LinkButton>} />
  }
  if (state === 'taken') return <EmptyState alone title={<Trans>Somebody has taken this seat</Trans>} about={<Trans>If it was you, open the link in the browser you used then, or sign in. Otherwise ask {inviter} for a new link.</Trans>} actions={<><LinkButton variant="primary" href="/sign-in"><Trans>Sign in</Trans></LinkButton><LinkButton href="/"><Trans>Go home</Trans></LinkButton></>} />
  if (state === 'expired') return <EmptyState alone title={<Trans>This invite is too old</Trans>} about={again} actions={home} />
  return <EmptyState alone title={<Trans>This invite was taken back</Trans>} about={again} actions={home} />
}

const OpenInvite = ({ invite, code }: { readonly invite: Invite; readonly code: string }) => {
  const words = useWords()
  const { inviter } = invite
  const kind = words.kind(invite.rounds[0]?.kind ?? 'coding')
  return (
    <main className="invitation" id="page">
      <span className="brand"><Logo size={24} /> Unanimous</span>
      <h1 className="title" tabIndex={-1}><Trans>{inviter} invites you to a mock interview</Trans></h1>
      <p className="lead"><Trans>{kind}, on a shared screen, as senior rounds are held.</Trans></p>
      <Facts invite={invite} />
      <InsecureNotice />
      <JoinForm code={code} />
    </main>
  )
}

const Fact = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => <li>{icon}<span>{children}</span></li>

const Facts = ({ invite: { rounds, totalMinutes, inviter } }: { readonly invite: Invite }) => {
  const both = rounds.length > 1
  const youFirst = rounds[0]?.youAre === 'interviewer'
  const each = rounds[0]?.minutes ?? 60
  return (
    <ul>
      <Fact icon={<Clock />}>
        {both
          ? <Trans>About {totalMinutes} minutes in all: two rounds of {each}, a break, and the votes opened together.</Trans>
          : <Plural value={totalMinutes} one="About # minute in all, with the votes opened at the end." other="About # minutes in all, with the votes opened at the end." />}
        {rounds.some(round => round.longer) && <> <Trans>Longer rounds, as an accommodation; nothing else changes.</Trans></>}
      </Fact>
      <Fact icon={<Repeat />}>
        {both
          ? <Trans>You are interviewed first, then you interview {inviter}. A script says what to ask, so you need not have done it before.</Trans>
          : youFirst ? <Trans>You interview {inviter}. A script says what to ask, so you need not have done it before.</Trans> : <Trans>{inviter} interviews you.</Trans>}
      </Fact>
      <Fact icon={<Archive />}><Trans>Kept on this server for the two of you: the code, what was asked, the scorecards and the chat. Keystrokes only if you both agree. No sound, no pictures.</Trans></Fact>
      <Fact icon={<UserRound />}><Trans>No account needed. You can make one afterwards and keep it all.</Trans></Fact>
    </ul>
  )
}

const takeSeat = async (code: string, name: string): Promise<string> => {
  const { session } = await sendOverHttp('accept-invite', name ? { code, name } : { code })
  return session
}

/** One field for those without an account, none for the others. */
const JoinForm = ({ code }: { readonly code: string }) => {
  const { t } = useLingui()
  const router = useRouter()
  const me = useRead('me', {})
  const field = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [busy, setBusy] = useState(false)
  // A second try after a refusal must not make a second guest.
  const entered = useRef(false)
  const member = me.data?.guest === false ? me.data : undefined
  if (me.isPending) return null
  const submit = async () => {
    if (!member && name.trim() === '') {
      setWrong(t`Write the name the other person should see.`)
      field.current?.focus()
      return
    }
    setBusy(true)
    try {
      if (me.data === undefined && !entered.current) await enterAsGuest()
      entered.current = true
      router.history.push(`/r/${await takeSeat(code, name.trim())}/green`)
    } catch (error) {
      setWrong(error instanceof Refused ? error.message : t`The server failed at this. Try again.`)
      setBusy(false)
    }
  }
  const handle = member?.profile.handle
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      {member
        ? wrong && <FieldError>{wrong}</FieldError>
        : (
          <Field label={t`Your name`} error={wrong}>
            {wiring => <TextInput {...wiring} ref={field} name="name" size="lg" value={name} maxLength={limits.nameChars} autoComplete="nickname" autoFocus onChange={event => setName(event.target.value)} />}
          </Field>
        )}
      <Button type="submit" variant="primary" size="xl" wide busy={busy} autoFocus={member !== undefined} keys={member ? 'Enter' : undefined}>
        {handle === undefined ? <Trans>Go to the green room</Trans> : <Trans>Join as {handle}</Trans>}
      </Button>
      {!member && <p className="faint sm"><Trans>Have an account here? <a className="ul" href={`/sign-in?to=/i/${code}`}>Sign in</a> and this round goes into your history.</Trans></p>}
    </form>
  )
}
