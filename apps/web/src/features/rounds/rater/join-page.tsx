import { Trans, useLingui } from '@lingui/react/macro'
import { limits, type QueryOutput } from '@unanimous/protocol'
import { useParams, useRouter } from '@tanstack/react-router'
import { Eye, Headphones, Hourglass, Lock, UserRoundCheck } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Refused, sendOverHttp } from '../../../platform/api.ts'
import { enterAsGuest } from '../../../platform/enter-as-guest.ts'
import { useRead } from '../../../platform/queries.ts'
import { useWords } from '../../../platform/words.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Field, FieldError, TextInput } from '../../../ui/field.tsx'
import { Logo } from '../../../ui/logo.tsx'
import { Banner, EmptyState, Loading } from '../../../ui/surfaces.tsx'
import './rater.css'

type RaterLink = QueryOutput<'rater-link'>

/** Nobody tells a page whose reader has no seat yet: until both agreed it asks. */
const askAgainMs = 3_000

/** Behind a second rater's link: whose rounds, what one will see and owe; a name is enough to come in. */
export const JoinAsRaterPage = () => {
  const { t } = useLingui()
  const { token } = useParams({ from: '/rate-with/$token' })
  const link = useRead('rater-link', { token }, { askAgainMs: ({ state }) => (state === 'asked' ? askAgainMs : undefined) })
  return (
    <main className="rater-join" id="page">
      {link.isPending && <Loading label={t`Loading the link`} rows={2} />}
      {link.error && !link.data && <Unreadable code={link.error.code} message={link.error.message} onRetry={() => void link.refetch()} />}
      {link.data && (link.data.state === 'open' || link.data.state === 'asked' ? <Open link={link.data} token={token} onAgain={() => void link.refetch()} /> : <Closed link={link.data} />)}
    </main>
  )
}

const Unreadable = ({ code, message, onRetry }: { readonly code: string; readonly message: string; readonly onRetry: () => void }) =>
  code === 'network/unreachable'
    ? <EmptyState alone title={<Trans>This link cannot be read right now</Trans>} about={message} actions={<Button variant="primary" onClick={onRetry}><Trans>Try again</Trans></Button>} />
    : <EmptyState alone title={<Trans>This link leads nowhere</Trans>} about={code === 'input/invalid' ? <Trans>Look whether it was copied whole, or ask for a new one.</Trans> : message} actions={<LinkButton variant="primary" href="/"><Trans>Go home</Trans></LinkButton>} />

const Closed = ({ link: { state, session } }: { readonly link: RaterLink }) => {
  const home = <LinkButton variant="primary" href="/"><Trans>Go home</Trans></LinkButton>
  if (state === 'yours' && session !== null) return <EmptyState alone title={<Trans>You have a place here</Trans>} about={<Trans>It is kept for you, from this browser and any other you sign in on.</Trans>} actions={<LinkButton variant="primary" href={`/r/${session}`}><Trans>Open the room</Trans></LinkButton>} />
  if (state === 'taken') return <EmptyState alone title={<Trans>Somebody rates here already</Trans>} about={<Trans>A round has one second rater at most.</Trans>} actions={home} />
  if (state === 'expired') return <EmptyState alone title={<Trans>This link is too old</Trans>} about={<Trans>Ask whoever sent it for a new one.</Trans>} actions={home} />
  return <EmptyState alone title={<Trans>These rounds are over</Trans>} about={<Trans>There is nothing left to rate.</Trans>} actions={home} />
}

const Fact = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => <li>{icon}<span>{children}</span></li>

const Open = ({ link, token, onAgain }: { readonly link: RaterLink; readonly token: string; readonly onAgain: () => void }) => {
  const words = useWords()
  const [one = '', other = ''] = link.people
  return (
    <>
      <span className="brand"><Logo size={24} /> Unanimous</span>
      <h1 className="title" tabIndex={-1}><Trans>Rate with {one} and {other}</Trans></h1>
      <ul>
        {link.rounds.map((round, index) => {
          const kind = words.kind(round.kind)
          const { interviewer, candidate } = round
          return <Fact key={index} icon={<UserRoundCheck />}><Trans>{kind}: {interviewer} interviews {candidate}.</Trans></Fact>
        })}
        <Fact icon={<Eye />}><Trans>You read along: the script, the code or the board, the chat. You write nothing there.</Trans></Fact>
        <Fact icon={<Lock />}><Trans>You keep what you saw and file a card of your own. The lower of the two votes counts, and nobody sees yours before all are in.</Trans></Fact>
        <Fact icon={<Headphones />}><Trans>The call here is between the two. Hear them in another way: in the same place, or in a call that one of them opens for you.</Trans></Fact>
      </ul>
      {link.state === 'asked'
        ? <Banner icon={<Hourglass />} title={<Trans>Not both have agreed yet</Trans>} about={<Trans>Once {one} and {other} have said yes, you can come in here. Leave this page open.</Trans>} />
        : <JoinForm token={token} onAgain={onAgain} />}
    </>
  )
}

/** One field for those without an account, none for the others. */
const JoinForm = ({ token, onAgain }: { readonly token: string; readonly onAgain: () => void }) => {
  const { t } = useLingui()
  const router = useRouter()
  const me = useRead('me', {})
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [busy, setBusy] = useState(false)
  // A second try after a refusal must not make a second guest.
  const entered = useRef(false)
  const member = me.data?.guest === false ? me.data : undefined
  const submit = async () => {
    if (!member && name.trim() === '') return setWrong(t`Write the name the others should see.`)
    setBusy(true)
    try {
      if (me.data === undefined && !entered.current) await enterAsGuest()
      entered.current = true
      const { session } = await sendOverHttp('join-as-rater', member ? { token } : { token, name: name.trim() })
      router.history.push(`/rate/${session}`)
    } catch (error) {
      setWrong(error instanceof Refused ? error.message : t`The server failed at this. Try again.`)
      setBusy(false)
      if (error instanceof Refused) onAgain()
    }
  }
  if (me.isPending) return null
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
        : <Field label={t`Your name`} error={wrong}>{wiring => <TextInput {...wiring} name="name" size="lg" value={name} maxLength={limits.nameChars} autoComplete="nickname" autoFocus onChange={event => setName(event.target.value)} />}</Field>}
      <Button type="submit" variant="primary" size="xl" wide busy={busy} autoFocus={member !== undefined}>{handle === undefined ? <Trans>Come in and rate</Trans> : <Trans>Rate as {handle}</Trans>}</Button>
    </form>
  )
}
