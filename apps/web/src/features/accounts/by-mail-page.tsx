import { Trans, useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { forgetPerson, rememberAccount } from '../../platform/account.ts'
import { authenticate, sendOverHttp } from '../../platform/api.ts'
import { useForget, useRead } from '../../platform/queries.ts'
import { returnPath } from '../../platform/return-path.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Banner } from '../../ui/surfaces.tsx'
import { toast } from '../../ui/toast.tsx'
import { CredentialFields, useCredentialForm } from './credential-fields.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

/**
 * Where every link in a mail leads. What it is for stands after the `#`, and nothing is done before a press, because programs
 * that look into mails open their links too.
 */
export const ByMailPage = () => {
  const { hash } = useRouter().history.location
  const values = new URLSearchParams(hash.replace(/^#/, ''))
  const [signIn, reset, address] = [values.get('sign-in'), values.get('reset'), values.get('address')]
  return (
    <SignInFrame>
      {signIn !== null ? <SignInHere token={signIn} to={returnPath(`?${values.toString()}`)} />
        : reset !== null ? <NewPassword token={reset} />
        : address !== null ? <ConfirmAddress token={address} />
        : <Words title={<Trans>This link is not whole</Trans>} about={<Trans>Copy all of it from the mail, to its last letter.</Trans>}><LinkButton variant="primary" size="xl" wide href="/sign-in"><Trans>Sign in</Trans></LinkButton></Words>}
    </SignInFrame>
  )
}

const Words = ({ title, about, refusal, children }: { readonly title: ReactNode; readonly about: ReactNode; readonly refusal?: string | undefined; readonly children: ReactNode }) => (
  <>
    <h1 tabIndex={-1}>{title}</h1>
    <p className="lead">{about}</p>
    {refusal && <Banner urgent tone="bad" icon={<CircleAlert />} title={refusal} />}
    {children}
  </>
)

/** Runs what the one button of a page does, and keeps why it was refused. */
const usePress = (work: () => Promise<void>) => {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const press = async () => {
    setBusy(true)
    setRefusal(undefined)
    await work().catch((error: unknown) => setRefusal(sentenceOf(error)))
    setBusy(false)
  }
  return { busy, refusal, press: () => void press() }
}

const SignInHere = ({ token, to }: { readonly token: string; readonly to: string }) => {
  const router = useRouter()
  const { busy, refusal, press } = usePress(async () => {
    await authenticate('magic-link/verify', { token })
    forgetPerson()
    rememberAccount()
    router.history.replace(to)
  })
  const host = location.host
  return (
    <Words title={<Trans>Sign in here</Trans>} about={<Trans>One press, and this browser is signed in to {host}.</Trans>} refusal={refusal}>
      {refusal === undefined
        ? <Button variant="primary" size="xl" wide autoFocus busy={busy} onClick={press}><Trans>Sign in</Trans></Button>
        : <LinkButton variant="primary" size="xl" wide href="/sign-in"><Trans>Ask for a new link</Trans></LinkButton>}
    </Words>
  )
}

const NewPassword = ({ token }: { readonly token: string }) => {
  const { t } = useLingui()
  const router = useRouter()
  const form = useCredentialForm()
  return (
    <Words title={<Trans>Choose a new password</Trans>} about={<Trans>Every browser that is signed in to your account will be signed out.</Trans>}>
      <form
        noValidate
        aria-label={t`Choose a new password`}
        onSubmit={event => {
          event.preventDefault()
          void form.submit(event.currentTarget, ['password'], async ({ password }) => {
            await authenticate('reset-password', { token, newPassword: password })
            forgetPerson()
            rememberAccount()
            toast(t`Your password is new. Sign in with it.`)
            router.history.replace('/sign-in')
          })
        }}
      >
        <CredentialFields form={form} fields={['password']} autoFocus />
        <Button type="submit" variant="primary" size="xl" wide busy={form.busy}><Trans>Set the password</Trans></Button>
        <LinkButton variant="ghost" wide href="/sign-in"><Trans>Back to signing in</Trans></LinkButton>
      </form>
    </Words>
  )
}

/** Only its owner confirms an address, so whoever was written to by mistake takes nothing over. */
const ConfirmAddress = ({ token }: { readonly token: string }) => {
  const { t } = useLingui()
  const router = useRouter()
  const me = useRead('me', {})
  const forget = useForget()
  const { busy, refusal, press } = usePress(async () => {
    const { email } = await sendOverHttp('confirm-email', { token })
    await forget('me', 'account')
    toast(t`${email} is confirmed.`)
    router.history.replace('/settings')
  })
  const here = `/sign-in?to=${encodeURIComponent(`/by-mail#address=${token}`)}`
  if (me.error?.code === 'account/sign-in-first') return (
    <Words title={<Trans>Sign in to confirm it</Trans>} about={<Trans>An address is confirmed by the account it is for.</Trans>}>
      <LinkButton variant="primary" size="xl" wide href={here}><Trans>Sign in</Trans></LinkButton>
    </Words>
  )
  const handle = me.data?.profile.handle ?? ''
  return (
    <Words title={<Trans>Confirm your address</Trans>} about={<Trans>From then on it is the address of {handle}, to sign in with and to be written to.</Trans>} refusal={refusal}>
      {refusal === undefined
        ? <Button variant="primary" size="xl" wide autoFocus busy={busy} onClick={press}><Trans>Confirm</Trans></Button>
        : <LinkButton variant="primary" size="xl" wide href="/settings"><Trans>Go to the settings</Trans></LinkButton>}
    </Words>
  )
}
