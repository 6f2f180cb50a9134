import type { Refused } from '../../platform/api.ts'
import { FieldError } from '../../ui/field.tsx'

/** Why the server said no, where the act was made. */
export const Refusal = ({ refusal }: { readonly refusal: Refused | undefined }) =>
  refusal ? <FieldError>{refusal.message}</FieldError> : null
