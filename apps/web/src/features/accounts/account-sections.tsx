import { Trans, useLingui } from '@lingui/react/macro'
import type { QueryOutput } from '@unanimous/protocol'
import { CircleAlert, CircleCheck, MailQuestion } from 'lucide-react'
import { useState } from 'react'
import { WhenRead } from '../../platform/page-state.tsx'
import { useForget, useRead } from '../../platform/queries.ts'
import { send } from '../../platform/server-socket.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Banner } from '../../ui/surfaces.tsx'
import { toast } from '../../ui/toast.tsx'
import { CredentialFields, useCredentialForm } from './credential-fields.tsx'
import type { FieldName } from './credentials.ts'
import { Section } from './section.tsx'
import { SignedInBrowsers } from './signed-in-browsers.tsx'

type Account = QueryOutput<'account'>

/** How one gets in: the address, the password, and the browsers that are signed in. */
export const AccountSections = () => {
  const account = useRead('account', {})
  const methods = useRead('host', {}).data?.signInMethods ?? []
  const mail = methods.includes('mail')
  return (
    <WhenRead read={account}>
      {data => (
        <>
          <Section title={<Trans>E-mail</Trans>} about={mail ? <Trans>You sign in with it. Your peers never see it.</Trans> : <Trans>You sign in with it. This server cannot send mail, so nothing is ever sent there. Your peers never see it.</Trans>}><Email account={data} mail={mail} /></Section>
          <Section title={<Trans>Password</Trans>} about={mail ? <Trans>A new one signs out every other browser.</Trans> : <Trans>A new one signs out every other browser. Keep it well: this server cannot send mail, so a forgotten password cannot be replaced.</Trans>}><Password account={data} /></Section>
          <Section title={<Trans>Signed-in browsers</Trans>} about={<Trans>Sign out any that you do not know, then change your password.</Trans>}><SignedInBrowsers signIns={data.signIns} /></Section>
        </>
      )}
    </WhenRead>
  )
}

const Email = ({ account, mail }: { readonly account: Account; readonly mail: boolean }) => {
  const { t } = useLingui()
  const [changing, setChanging] = useState(false)
  return (
    <>
      <div className="row wrap">
        <span className="b address">{account.email}</span>
        {account.verified ? <Chip icon={<CircleCheck />}><Trans>Verified</Trans></Chip> : mail && <Chip tone="warn" icon={<CircleAlert />}><Trans>Not verified</Trans></Chip>}
      </div>
      {mail && !account.verified && account.newEmail === null && <Verify account={account} />}
      {account.newEmail !== null && (
        <Banner icon={<MailQuestion />} title={<Trans>A link is on its way to {account.newEmail}</Trans>} about={<Trans>Open it, and that is your address. Until then this one stays.</Trans>} />
      )}
      {changing ? <ChangeEmail account={account} onDone={() => setChanging(false)} /> : <Button aria-label={t`Change the e-mail`} onClick={() => setChanging(true)}><Trans>Change</Trans></Button>}
    </>
  )
}

const Verify = ({ account }: { readonly account: Account }) => {
  const { t } = useLingui()
  const { email } = account
  const ask = async () => {
    await send('verify-email', {})
    toast(t`A link is on its way to ${email}.`)
  }
  return (
    <div className="fieldset">
      <p className="dim sm">
        {account.password
          ? <Trans>We wrote to you when you made the account. Until you open the link there, signing in by a mailed link removes your password: somebody else could have set it.</Trans>
          : <Trans>We wrote to you. Open the link there.</Trans>}
      </p>
      <div><Button onClick={() => void ask().catch(sayRefusal)}><Trans>Send the link again</Trans></Button></div>
    </div>
  )
}

const ChangeEmail = ({ account, onDone }: { readonly account: Account; readonly onDone: () => void }) => {
  const { t } = useLingui()
  const form = useCredentialForm()
  const forget = useForget()
  const fields: readonly FieldName[] = account.password ? ['email', 'current'] : ['email']
  return (
    <form
      noValidate
      className="keep"
      aria-label={t`Change the e-mail`}
      onSubmit={event => {
        event.preventDefault()
        void form.submit(event.currentTarget, fields, async ({ email, current }) => {
          const { changed } = await send('change-email', { email, current: account.password ? current : null })
          await forget('me', 'account')
          if (changed) toast(t`Your e-mail is changed.`)
          onDone()
        })
      }}
    >
      <CredentialFields form={form} fields={fields} emailLabel={t`New e-mail`} autoFocus />
      <div className="row">
        <Button type="submit" variant="primary" busy={form.busy}><Trans>Change the e-mail</Trans></Button>
        <Button variant="ghost" onClick={onDone}><Trans>Cancel</Trans></Button>
      </div>
    </form>
  )
}

const Password = ({ account }: { readonly account: Account }) => {
  const { t } = useLingui()
  const form = useCredentialForm()
  const forget = useForget()
  const fields: readonly FieldName[] = account.password ? ['current', 'password'] : ['password']
  return (
    <form
      noValidate
      className="keep"
      aria-label={account.password ? t`Change the password` : t`Set a password`}
      onSubmit={event => {
        event.preventDefault()
        void form.submit(event.currentTarget, fields, async ({ current, password }) => {
          await send('change-password', { current: account.password ? current : null, password })
          form.empty()
          await forget('account')
          toast(account.password ? t`Your password is changed.` : t`You have a password now.`)
        })
      }}
    >
      {!account.password && <p className="dim">{account.github ? <Trans>You have none: you sign in with GitHub or a link.</Trans> : <Trans>You have none: you sign in by a link.</Trans>}</p>}
      {/* Tells a password manager whose it is. */}
      <input type="email" name="username" autoComplete="username" value={account.email} readOnly hidden />
      <CredentialFields form={form} fields={fields} />
      <div><Button type="submit" busy={form.busy}>{account.password ? <Trans>Change the password</Trans> : <Trans>Set a password</Trans>}</Button></div>
    </form>
  )
}
