import { Trans, useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { Server } from 'lucide-react'
import { useEffect, useState } from 'react'
import { forgetPerson, isKnownHere, rememberAccount } from '../../platform/account.ts'
import { authenticate, sendOverHttp } from '../../platform/api.ts'
import { viewerZone } from '../../platform/dates.ts'
import { InsecureNotice } from '../../platform/insecure-notice.tsx'
import { useRead } from '../../platform/queries.ts'
import { returnPath } from '../../platform/return-path.ts'
import { setTheme, type Theme, useTheme } from '../../platform/theme.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { Logo } from '../../ui/logo.tsx'
import { LoopRing, type RingArc, RingSaying } from '../../ui/loop-ring.tsx'
import { CredentialFields, useCredentialForm } from './credential-fields.tsx'
import type { Credentials } from './credentials.ts'
import './accounts.css'

const enter = async (making: boolean, { handle, email, password }: Credentials): Promise<void> => {
  if (making) await authenticate('sign-up/email', { name: handle, email, password })
  else await authenticate('sign-in/email', { email, password })
  forgetPerson()
  rememberAccount()
  // The browser knows the zone, so nobody is asked for it; a failure costs a line in the settings.
  if (making) await sendOverHttp('update-profile', { timeZone: viewerZone() }).catch(() => undefined)
}

/** Get in: with an account, with a new one, or by looking at a finished loop first. */
export const SignInPage = () => {
  const to = returnPath(useRouter().history.location.search)
  useLeaveWhenSignedIn(to)
  return (
    <div className="sign-in">
      <main className="in" id="page">
        <header className="row">
          <span className="brand"><Logo size={24} /> Unanimous</span>
          <span className="sp" />
          <Chip icon={<Server />}>{location.host}</Chip>
        </header>
        <div className="mid">
          <h1 tabIndex={-1}><Trans>Practise the interview<br />where one no ends it.</Trans></h1>
          <p className="lead"><Trans>Two engineers, one room. You interview each other on senior rounds, then open your votes together.</Trans></p>
          <InsecureNotice />
          <SignInForm to={to} />
          <p className="dim more"><Trans>Got an invite link? Open it: a name is enough. New here? <a className="ul" href="/sample">See a finished loop</a> without an account.</Trans></p>
        </div>
        <PageFoot />
      </main>
      <Poster />
    </div>
  )
}

const useLeaveWhenSignedIn = (to: string) => {
  const router = useRouter()
  const me = useRead('me', {})
  const signedIn = me.data?.guest === false
  useEffect(() => {
    if (signedIn) router.history.replace(to)
  }, [router, signedIn, to])
}

const SignInForm = ({ to }: { readonly to: string }) => {
  const { t } = useLingui()
  const router = useRouter()
  const host = useRead('host', {})
  const form = useCredentialForm()
  const [making, setMaking] = useState(!isKnownHere())
  const offersPassword = host.data?.signInMethods.includes('password') ?? true
  if (!offersPassword) return <p className="dim"><Trans>This server lets people in by invite link only.</Trans></p>
  return (
    <form
      noValidate
      aria-label={making ? t`Create an account` : t`Sign in`}
      onSubmit={event => void form.submit(event, making, async values => {
        await enter(making, values)
        router.history.push(to)
      })}
    >
      <CredentialFields key={String(making)} form={form} making={making} autoFocus />
      <Button type="submit" variant="primary" size="xl" wide busy={form.busy}>{making ? <Trans>Create account</Trans> : <Trans>Sign in</Trans>}</Button>
      <Button
        variant="ghost"
        wide
        onClick={() => {
          form.clearProblems()
          setMaking(!making)
        }}
      >
        {making ? <Trans>I have an account here</Trans> : <Trans>Create an account</Trans>}
      </Button>
    </form>
  )
}

const PageFoot = () => {
  const { t } = useLingui()
  const theme = useTheme()
  const [open, setOpen] = useState(false)
  return (
    <footer className="faint sm row g3">
      <span className="nowrap"><Trans>Self-hosted, open source</Trans></span>
      <button type="button" className="nowrap" onClick={() => setOpen(true)}><Trans>What we store</Trans></button>
      <span className="sp" />
      <Select<Theme>
        bare
        size="sm"
        aria-label={t`Theme`}
        value={theme}
        onChange={setTheme}
        options={[{ value: 'system', label: t`System` }, { value: 'light', label: t`Light` }, { value: 'dark', label: t`Dark` }]}
      />
      <Dialog open={open} onClose={() => setOpen(false)} title={<Trans>What we store</Trans>} narrow footer={<Button variant="primary" onClick={() => setOpen(false)}><Trans>Close</Trans></Button>}>
        <ul className="stored">
          <li><Trans>Your handle, e-mail and a salted hash of your password.</Trans></li>
          <li><Trans>Rounds you held: the final code, what was asked, evidence, notes, scorecards and chat.</Trans></li>
          <li><Trans>Every keystroke of a round only if both of you agreed to keep a replay.</Trans></li>
          <li><Trans>Never sound or pictures: a call goes from browser to browser.</Trans></li>
          <li><Trans>All of it on this server and nowhere else.</Trans></li>
        </ul>
      </Dialog>
    </footer>
  )
}

const posterArcs: readonly RingArc[] = [
  { weight: 4, state: 'yes' }, { weight: 4, state: 'strong-yes' }, { weight: 6, state: 'yes' }, { weight: 6, state: 'yes' }, { weight: 12, state: 'strong-yes' }, { weight: 8, state: 'next' },
]

const Poster = () => {
  const { t } = useLingui()
  return (
    <aside className="poster" data-theme="dark" aria-label={t`What it is`}>
      <div className="ring-box">
        <LoopRing size="logo" arcs={posterArcs}>
          <RingSaying first={t`Five said yes.`} second={t`One seat is open.`} />
        </LoopRing>
      </div>
      <ol>
        <li><b><Trans>Swap</Trans></b><p><Trans>Interview for an hour, then trade seats.</Trans></p></li>
        <li><b><Trans>Seal</Trans></b><p><Trans>Neither vote opens until both are filed.</Trans></p></li>
        <li><b><Trans>Close the ring</Trans></b><p><Trans>Six rounds. One strong no breaks it.</Trans></p></li>
      </ol>
    </aside>
  )
}
