import { Trans } from '@lingui/react/macro'
import { FieldError } from '../../ui/field.tsx'
import { After } from './interruptions.tsx'
import type { KeptText } from './kept-texts.ts'

/** It lets a pause of the hands and a short drop pass. */
const quietMs = 2_000

/** Below what is on this page alone: that it is, or why the server did not take it. */
export const NotSaved = ({ of: { value, state, refusal } }: { readonly of: KeptText<unknown> }) => {
  if (state === 'kept') return null
  if (state === 'failed') return <FieldError>{refusal}</FieldError>
  return <After key={JSON.stringify(value)} ms={quietMs}><span className="faint sm not-saved"><Trans>Not saved yet</Trans></span></After>
}
