import { Trans, useLingui } from '@lingui/react/macro'
import { rememberAccount } from '../../platform/account.ts'
import { useForget } from '../../platform/queries.ts'
import { send } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.tsx'
import { CredentialFields, useCredentialForm } from './credential-fields.tsx'
import { makingFields } from './credentials.ts'

/** Turns a guest into a member: the same person, so seats, cards and open pages stay theirs. */
export const KeepAccount = ({ handle }: { readonly handle: string }) => {
  const { t } = useLingui()
  const form = useCredentialForm(handle)
  const forget = useForget()
  return (
    <form
      noValidate
      className="keep"
      aria-label={t`Keep the account`}
      onSubmit={event => {
        event.preventDefault()
        void form.submit(event.currentTarget, makingFields, async ({ handle, email, password }) => {
          await send('keep-account', { handle, email, password })
          rememberAccount()
          await forget('me', 'home')
          toast(t`This is your account now.`)
        })
      }}
    >
      <CredentialFields form={form} fields={makingFields} />
      <Button type="submit" variant="primary" busy={form.busy}><Trans>Keep this account</Trans></Button>
    </form>
  )
}
