import { useLingui } from '@lingui/react/macro'
import { AtSign, KeyRound, Mail } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { Refused } from '../../platform/api.ts'
import { Field, TextInput } from '../../ui/field.tsx'
import { type Credentials, type FieldName, fieldOrder, placeOf, type Problems, problemsOf } from './credentials.ts'

export interface CredentialForm {
  readonly values: Credentials
  readonly problems: Problems
  readonly busy: boolean
  set(name: FieldName, value: string): void
  /** Checks the named fields, sends, and puts what is refused under its field. Nothing typed is ever cleared. */
  submit(element: HTMLFormElement, fields: readonly FieldName[], send: (values: Credentials) => Promise<void>): Promise<void>
  clearProblems(): void
  /** Empties the fields, once what they held was taken. */
  empty(): void
}

/** The state of a form that asks for some of handle, e-mail and passwords. */
export const useCredentialForm = (handle = ''): CredentialForm => {
  const start: Credentials = { handle, email: '', current: '', password: '' }
  const [values, setValues] = useState(start)
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  const show = (found: Problems, element: HTMLFormElement) => {
    setProblems(found)
    const first = fieldOrder.find(name => found[name] !== undefined)
    if (first) element.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
    return first !== undefined
  }
  return {
    values, problems, busy,
    set(name, value) {
      setValues({ ...values, [name]: value })
      setProblems({ ...problems, [name]: undefined })
    },
    async submit(element, fields, send) {
      if (busy || show(problemsOf(values, fields), element)) return
      setBusy(true)
      try {
        await send({ ...values, handle: values.handle.trim(), email: values.email.trim() })
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        show(placeOf(error, fields), element)
      } finally {
        setBusy(false)
      }
    },
    clearProblems: () => setProblems({}),
    empty: () => setValues(start),
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

interface FieldsProps {
  readonly form: CredentialForm
  readonly fields: readonly FieldName[]
  /** What the address is called where it is not the one to sign in by. */
  readonly emailLabel?: string
  readonly autoFocus?: boolean | undefined
}

/** The fields, one under the other, in the order they are always in. */
export const CredentialFields = ({ form, fields, emailLabel, autoFocus = false }: FieldsProps) => {
  const { t } = useLingui()
  const first = fieldOrder.find(name => fields.includes(name))
  const focus = (name: FieldName) => ({ autoFocus: autoFocus && name === first })
  const making = fields.includes('handle')
  return (
    <>
      {fields.includes('handle') && <Line form={form} name="handle" label={t`Handle`} hint={t`What your peers see.`} icon={<AtSign />} autoComplete="nickname" {...focus('handle')} />}
      {fields.includes('email') && <Line form={form} name="email" type="email" label={emailLabel ?? t`Work or personal e-mail`} icon={<Mail />} autoComplete={making || emailLabel !== undefined ? 'email' : 'username'} {...focus('email')} />}
      {fields.includes('current') && <Line form={form} name="current" type="password" label={fields.includes('password') ? t`Your password now` : t`Password`} icon={<KeyRound />} autoComplete="current-password" {...focus('current')} />}
      {fields.includes('password') && <Line form={form} name="password" type="password" label={making ? t`Password` : t`New password`} icon={<KeyRound />} autoComplete="new-password" {...focus('password')} />}
    </>
  )
}
