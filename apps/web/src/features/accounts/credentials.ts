import { limits } from '@unanimous/protocol'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Refused } from '../../platform/api.ts'

export type FieldName = 'handle' | 'email' | 'password'
/** What is wrong with which field: one sentence each, from here or from the server. */
export type Problems = Partial<Record<FieldName, MessageDescriptor | string>>
export type Credentials = Readonly<Record<FieldName, string>>

/** Fields from top to bottom: the first with a problem gets the focus. */
export const fieldOrder: readonly FieldName[] = ['handle', 'email', 'password']

const passwordMinChars = limits.passwordMinChars

/** What a person can mend before anything is sent. A password is measured only when it is being made. */
export const problemsOf = ({ handle, email, password }: Credentials, making: boolean): Problems => ({
  ...(making && handle.trim().length < 2 ? { handle: msg`A handle needs two characters. It is what your peers see.` } : {}),
  ...(/^\S+@\S+$/.test(email.trim()) ? {} : { email: msg`Write an e-mail address, such as name@example.org.` }),
  ...(password.length === 0 ? { password: msg`Write your password.` } : {}),
  ...(making && password.length > 0 && password.length < passwordMinChars ? { password: msg`A password needs ${passwordMinChars} characters.` } : {}),
})

const fieldOfCode: readonly (readonly [code: RegExp, field: FieldName])[] = [
  [/^account\/handle|INVALID_NAME/, 'handle'],
  [/email-taken|USER_ALREADY_EXISTS|INVALID_EMAIL$/, 'email'],
  [/PASSWORD|weak-password/, 'password'],
]

/** Where a refusal belongs. One that is about no field belongs under the last, beside the button. */
export const problemFrom = (error: unknown): Problems => {
  if (!(error instanceof Refused)) throw error
  if (error.code === 'INVALID_EMAIL_OR_PASSWORD') return { password: msg`This e-mail and password do not go together.` }
  if (error.code.startsWith('USER_ALREADY_EXISTS')) return { email: msg`This e-mail already has an account here. Sign in with it.` }
  const field = fieldOfCode.find(([code]) => code.test(error.code))?.[1] ?? 'password'
  return { [field]: error.message }
}
