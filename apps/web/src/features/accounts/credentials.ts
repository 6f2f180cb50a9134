import { limits } from '@unanimous/protocol'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Refused } from '../../platform/api.ts'

export type FieldName = 'handle' | 'email' | 'current' | 'password'
/** What is wrong with which field: one sentence each, from here or from the server. */
export type Problems = Partial<Record<FieldName, MessageDescriptor | string>>
export type Credentials = Readonly<Record<FieldName, string>>

/** Fields from top to bottom: the first with a problem gets the focus. */
export const fieldOrder: readonly FieldName[] = ['handle', 'email', 'current', 'password']

/** What an account is made of. */
export const makingFields: readonly FieldName[] = ['handle', 'email', 'password']

const passwordMinChars = limits.passwordMinChars
type Check = (values: Credentials) => MessageDescriptor | undefined

const checks: Readonly<Record<FieldName, Check>> = {
  handle: ({ handle }) => (handle.trim().length < 2 ? msg`A handle needs two characters. It is what your peers see.` : undefined),
  email: ({ email }) => (/^\S+@\S+$/.test(email.trim()) ? undefined : msg`Write an e-mail address, such as name@example.org.`),
  current: ({ current }) => (current.length === 0 ? msg`Write your password.` : undefined),
  password: ({ password }) => (password.length < passwordMinChars ? msg`A password needs ${passwordMinChars} characters.` : undefined),
}

/** What a person can mend in these fields before anything is sent. A password that exists is not measured. */
export const problemsOf = (values: Credentials, fields: readonly FieldName[]): Problems =>
  Object.fromEntries(fields.flatMap(name => {
    const problem = checks[name](values)
    return problem ? [[name, problem]] : []
  }))

const fieldOfCode: readonly (readonly [code: RegExp, field: FieldName])[] = [
  [/^account\/handle|INVALID_NAME/, 'handle'],
  [/email-taken|email-same|USER_ALREADY_EXISTS|INVALID_EMAIL$/, 'email'],
  [/wrong-password/, 'current'],
  [/PASSWORD|weak-password/, 'password'],
]

/** Where a refusal belongs. One that is about none of the form's fields belongs under its last, beside the button. */
export const placeOf = ({ code, message }: Refused, fields: readonly FieldName[]): Problems => {
  const last = fields.at(-1) ?? 'password'
  if (code === 'INVALID_EMAIL_OR_PASSWORD') return { [last]: msg`This e-mail and password do not go together.` }
  if (code === 'INVALID_TOKEN') return { [last]: msg`This link was used before or is too old. Ask for a new one.` }
  if (code.startsWith('USER_ALREADY_EXISTS')) return { email: msg`This e-mail already has an account here. Sign in with it.` }
  const field = fieldOfCode.find(([pattern, name]) => pattern.test(code) && fields.includes(name))?.[1] ?? last
  return { [field]: message }
}
