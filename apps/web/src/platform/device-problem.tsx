import { Trans } from '@lingui/react/macro'
import type { DeviceProblem } from '@unanimous/call'

/** Why a camera or microphone is not there, in a few words. */
export const DeviceProblemWords = ({ problem }: { readonly problem: DeviceProblem }) => {
  switch (problem) {
    case 'blocked': return <Trans>Blocked by the browser</Trans>
    case 'system-blocked': return <Trans>Blocked by the system</Trans>
    case 'in-use': return <Trans>Used by another program</Trans>
    case 'no-device': return <Trans>None found</Trans>
    case 'insecure-origin': return <Trans>Needs https</Trans>
    default: return <Trans>Did not start</Trans>
  }
}
