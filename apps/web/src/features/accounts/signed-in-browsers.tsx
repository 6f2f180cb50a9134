import { Trans, useLingui } from '@lingui/react/macro'
import type { QueryOutput } from '@unanimous/protocol'
import { Monitor, Smartphone } from 'lucide-react'
import { formatDay, formatTime } from '../../platform/dates.ts'
import { useForget } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'

type SignIn = QueryOutput<'account'>['signIns'][number]

const useWhere = () => {
  const { t } = useLingui()
  return ({ browser, system }: SignIn): string => {
    if (browser !== null && system !== null) return t`${browser} on ${system}`
    return browser ?? system ?? t`An unknown browser`
  }
}

/** Everywhere this person is signed in, this browser first, with the way to end each. */
export const SignedInBrowsers = ({ signIns }: { readonly signIns: readonly SignIn[] }) => {
  const forget = useForget()
  const end = async (work: Promise<unknown>) => {
    await work.catch(sayRefusal)
    await forget('account')
  }
  return (
    <>
      <ul className="sign-ins">
        {signIns.map(signIn => <Row key={signIn.signIn} signIn={signIn} end={() => void end(send('end-sign-in', { signIn: signIn.signIn }))} />)}
      </ul>
      {signIns.length > 1 && <Button onClick={() => void end(send('end-other-sign-ins', {}))}><Trans>Sign out everywhere else</Trans></Button>}
    </>
  )
}

const Row = ({ signIn, end }: { readonly signIn: SignIn; readonly end: () => void }) => {
  const { t } = useLingui()
  const where = useWhere()(signIn)
  const since = formatDay(signIn.since)
  const used = `${formatDay(signIn.lastUsedAt)}, ${formatTime(signIn.lastUsedAt)}`
  const handheld = ['iPhone', 'iPad', 'Android'].includes(signIn.system ?? '')
  return (
    <li className="row">
      {handheld ? <Smartphone /> : <Monitor />}
      <div>
        <span className="b">{where}</span>
        <p className="dim sm">{signIn.here || signIn.open ? <Trans>Open now, signed in since {since}</Trans> : <Trans>Last used {used}, signed in since {since}</Trans>}</p>
      </div>
      <span className="sp" />
      {signIn.here ? <Chip><Trans>This browser</Trans></Chip> : <Button size="sm" aria-label={t`Sign out ${where}`} onClick={end}><Trans>Sign out</Trans></Button>}
    </li>
  )
}
