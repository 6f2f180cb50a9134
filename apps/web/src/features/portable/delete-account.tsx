import { Trans } from '@lingui/react/macro'
import { Trash } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { deleteAccount } from '../../platform/account.ts'
import { useRead } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { Field, FieldError, TextInput } from '../../ui/field.tsx'

interface Whose {
  readonly person: string
  readonly guest: boolean
}

/** Says what goes and what stays, asks once, and does it. */
export const DeleteAccount = ({ person, guest }: Whose) => {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <div className="goes-stays">
        <List title={<Trans>What goes</Trans>}>
          <li><Trans>Your profile, your ways to sign in, every browser that is signed in.</Trans></li>
          <li><Trans>Your loops and their links, your plan, stories and questions, your goal, your blocks.</Trans></li>
          <li><Trans>Your notes, drafts, guesses that have not opened, and what you imported.</Trans></li>
          <li><Trans>What was counted of your speech and typing, and your recordings in this browser.</Trans></li>
          <li><Trans>A round that is running ends; what was planned is not held.</Trans></li>
        </List>
        <List title={<Trans>What stays</Trans>}>
          <li><Trans>Your peers’ own record of the rounds you held together, as from “a former peer”.</Trans></li>
          <li><Trans>In it: cards you filed and received, evidence, the shared code and the chat.</Trans></li>
          <li><Trans>When both of a session are gone, all of it goes.</Trans></li>
        </List>
      </div>
      <Button icon={<Trash />} onClick={() => setAsking(true)}><Trans>Delete the account</Trans></Button>
      {asking && <Confirm person={person} guest={guest} onClose={() => setAsking(false)} />}
    </>
  )
}

const List = ({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) => <div><h3>{title}</h3><ul className="dim">{children}</ul></div>

const Confirm = ({ person, guest, onClose }: Whose & { readonly onClose: () => void }) => {
  // Whoever signs in by a link or by GitHub alone has no password to give; a sign-in of just now stands for it.
  const asksPassword = useRead('account', {}, { enabled: !guest }).data?.password ?? !guest
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    try {
      await deleteAccount(person, asksPassword ? password : null)
    } catch (error) {
      setRefusal(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <AlertDialog
      open narrow onClose={onClose} title={<Trans>Delete the account?</Trans>} description={<Trans>It cannot be brought back, by you or by anybody.</Trans>}
      footer={<><Button variant="ghost" keys="Escape" onClick={onClose}><Trans>Back</Trans></Button><span className="sp" /><Button variant="danger" type="submit" form="delete-account" busy={busy}><Trans>Delete for good</Trans></Button></>}
    >
      <form id="delete-account" onSubmit={event => { event.preventDefault(); void remove() }}>
        {asksPassword
          ? (
            <Field label={<Trans>Your password</Trans>} error={refusal}>
              {wiring => <TextInput {...wiring} type="password" autoComplete="current-password" autoFocus required value={password} onChange={event => setPassword(event.target.value)} />}
            </Field>
          )
          : refusal !== undefined && <p className="fieldset"><FieldError>{refusal}</FieldError></p>}
      </form>
    </AlertDialog>
  )
}
