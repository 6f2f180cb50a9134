import { useLingui } from '@lingui/react/macro'
import { AtSign, KeyRound, Mail } from 'lucide-react'
import { type ComponentProps, type ReactNode, type SubmitEvent, useState } from 'react'
import { Field, TextInput } from '../../ui/field.tsx'
import { type Credentials, type FieldName, fieldOrder, problemFrom, type Problems, problemsOf } from './credentials.ts'

interface CredentialForm {
  readonly values: Credentials
  readonly problems: Problems
  readonly busy: boolean
  set(name: FieldName, value: string): void
  /** Checks, sends, and puts what is refused under its field. Nothing typed is ever cleared. */
  submit(event: SubmitEvent<HTMLFormElement>, making: boolean, send: (values: Credentials) => Promise<void>): Promise<void>
  clearProblems(): void
}

/** The state of a form that asks for handle, e-mail and password. */
export const useCredentialForm = (handle = ''): CredentialForm => {
  const [values, setValues] = useState<Credentials>({ handle, email: '', password: '' })
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  const show = (found: Problems, form: HTMLFormElement) => {
    setProblems(found)
    const first = fieldOrder.find(name => found[name] !== undefined)
    if (first) form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
    return first !== undefined
  }
  return {
    values, problems, busy,
    set(name, value) {
      setValues({ ...values, [name]: value })
      setProblems({ ...problems, [name]: undefined })
    },
    async submit(event, making, send) {
      event.preventDefault()
      const form = event.currentTarget
      if (busy || show(problemsOf(values, making), form)) return
      setBusy(true)
      try {
        await send({ ...values, handle: values.handle.trim(), email: values.email.trim() })
      } catch (error) {
        show(problemFrom(error), form)
      } finally {
        setBusy(false)
      }
    },
    clearProblems: () => setProblems({}),
  }
}

interface LineProps extends Pick<ComponentProps<'input'>, 'type' | 'autoComplete' | 'autoFocus'> {
  readonly form: CredentialForm
  readonly name: FieldName
  readonly label: string
  readonly hint?: string
  readonly icon: ReactNode
}

const Line = ({ form, name, label, hint, icon, ...input }: LineProps) => {
  const { i18n } = useLingui()
  const problem = form.problems[name]
  return (
    <Field label={label} hint={hint} error={typeof problem === 'object' ? i18n._(problem) : problem}>
      {wiring => <TextInput {...wiring} {...input} name={name} size="lg" icon={icon} value={form.values[name]} onChange={event => form.set(name, event.target.value)} spellCheck={false} autoCapitalize="none" />}
    </Field>
  )
}

/** The fields, one under the other. `making` adds the handle and asks for a new password. */
export const CredentialFields = ({ form, making, autoFocus }: { readonly form: CredentialForm; readonly making: boolean; readonly autoFocus?: boolean }) => {
  const { t } = useLingui()
  return (
    <>
      {making && <Line form={form} name="handle" label={t`Handle`} hint={t`What your peers see.`} icon={<AtSign />} autoComplete="nickname" autoFocus={autoFocus} />}
      <Line form={form} name="email" type="email" label={t`Work or personal e-mail`} icon={<Mail />} autoComplete={making ? 'email' : 'username'} autoFocus={!making && autoFocus} />
      <Line form={form} name="password" type="password" label={t`Password`} icon={<KeyRound />} autoComplete={making ? 'new-password' : 'current-password'} />
    </>
  )
}
