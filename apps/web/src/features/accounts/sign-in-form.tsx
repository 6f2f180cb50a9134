import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@unanimous/protocol'
import { useRouter } from '@tanstack/react-router'
import { GitBranch, Mail } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { forgetPerson, isKnownHere, rememberAccount } from '../../platform/account.ts'
import { addressOfGitHub, authenticate, sendOverHttp } from '../../platform/api.ts'
import { viewerZone } from '../../platform/dates.ts'
import { useRead } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { Button } from '../../ui/button.tsx'
import { CredentialFields, type CredentialForm, useCredentialForm } from './credential-fields.tsx'
import { type Credentials, type FieldName, makingFields } from './credentials.ts'

const linkMinutes = limits.mailedLinkMs / 60_000

/** With an account, with a new one, or with one whose password is gone. */
type Mode = 'enter' | 'make' | 'forgot'
const fieldsOf: Readonly<Record<Mode, readonly FieldName[]>> = { enter: ['email', 'current'], make: makingFields, forgot: ['email'] }

const enter = async (mode: Mode, { handle, email, current, password }: Credentials): Promise<void> => {
  if (mode === 'make') await authenticate('sign-up/email', { name: handle, email, password })
  else await authenticate('sign-in/email', { email, password: current })
  forgetPerson()
  rememberAccount()
  // The browser knows the zone, so nobody is asked for it; a failure costs a line in the settings.
  if (mode === 'make') await sendOverHttp('update-profile', { timeZone: viewerZone() }).catch(() => undefined)
}

/** The ways in that this host has: a password, a link by mail, GitHub. */
export const SignInForm = ({ to }: { readonly to: string }) => {
  const methods = useRead('host', {}).data?.signInMethods ?? ['password']
  const [mode, setMode] = useState<Mode>(isKnownHere() ? 'enter' : 'make')
  const [sentTo, setSentTo] = useState<string>()
  const form = useCredentialForm()
  if (sentTo !== undefined) return <Sent to={sentTo} forgot={mode === 'forgot'} onBack={() => setSentTo(undefined)} />
  return (
    <>
      {methods.includes('github') && mode !== 'forgot' && <ByGitHub to={to} />}
      <ByEmail form={form} to={to} mode={mode} setMode={setMode} mail={methods.includes('mail')} onSent={setSentTo} />
    </>
  )
}

interface ByEmailProps {
  readonly form: CredentialForm
  readonly to: string
  readonly mode: Mode
  readonly setMode: (mode: Mode) => void
  readonly mail: boolean
  readonly onSent: (email: string) => void
}

const ByEmail = ({ form, to, mode, setMode, mail, onSent }: ByEmailProps) => {
  const { t } = useLingui()
  const router = useRouter()
  const fields = fieldsOf[mode]
  const turn = (next: Mode) => {
    form.clearProblems()
    setMode(next)
  }
  const send = async (values: Credentials) => {
    if (mode === 'forgot') {
      await authenticate('request-password-reset', { email: values.email })
      return onSent(values.email)
    }
    await enter(mode, values)
    router.history.push(to)
  }
  const sendLink = ({ currentTarget: { form: element } }: MouseEvent<HTMLButtonElement>) => {
    if (element) void form.submit(element, fields.filter(name => name === 'handle' || name === 'email'), async ({ handle, email }) => {
      await authenticate('sign-in/magic-link', { email, callbackURL: to, ...(mode === 'make' ? { name: handle } : {}) })
      onSent(email)
    })
  }
  return (
    <form
      noValidate
      aria-label={mode === 'make' ? t`Create an account` : mode === 'forgot' ? t`Forgotten password` : t`Sign in`}
      onSubmit={event => {
        event.preventDefault()
        void form.submit(event.currentTarget, fields, send)
      }}
    >
      <CredentialFields key={mode} form={form} fields={fields} autoFocus />
      {mode === 'enter' && mail && <Button variant="ghost" size="sm" className="forgot" onClick={() => turn('forgot')}><Trans>Forgot your password?</Trans></Button>}
      <Button type="submit" variant="primary" size="xl" wide busy={form.busy}>
        {mode === 'make' ? <Trans>Create account</Trans> : mode === 'forgot' ? <Trans>Send me a link to a new password</Trans> : <Trans>Sign in</Trans>}
      </Button>
      {mail && mode !== 'forgot' && <Button size="xl" wide icon={<Mail />} onClick={sendLink}>{mode === 'make' ? <Trans>No password, send me a sign-in link</Trans> : <Trans>Send me a sign-in link</Trans>}</Button>}
      <Button variant="ghost" wide onClick={() => turn(mode === 'enter' ? 'make' : 'enter')}>
        {mode === 'make' ? <Trans>I have an account here</Trans> : mode === 'forgot' ? <Trans>Back to signing in</Trans> : <Trans>Create an account</Trans>}
      </Button>
    </form>
  )
}

/** Says the same whether or not somebody has an account: who asks learns nothing of others. */
const Sent = ({ to, forgot, onBack }: { readonly to: string; readonly forgot: boolean; readonly onBack: () => void }) => (
  <div className="sent" role="status">
    <h2 tabIndex={-1} ref={node => node?.focus()}><Trans>Look into your mail</Trans></h2>
    <p>
      {forgot
        ? <Trans>If <b>{to}</b> has an account here, a link to a new password is on its way.</Trans>
        : <Trans>A sign-in link is on its way to <b>{to}</b>.</Trans>}
      {' '}
      <Trans>It works once, for {linkMinutes} minutes. Nothing there? Look among the unwanted mail.</Trans>
    </p>
    <Button wide onClick={onBack}><Trans>Back</Trans></Button>
  </div>
)

const ByGitHub = ({ to }: { readonly to: string }) => {
  const go = async () => {
    rememberAccount()
    location.assign(await addressOfGitHub(to, to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`))
  }
  return (
    <>
      <Button size="xl" wide icon={<GitBranch />} onClick={() => void go().catch(sayRefusal)}><Trans>Continue with GitHub</Trans></Button>
      <p className="or"><span><Trans>or by e-mail</Trans></span></p>
    </>
  )
}
