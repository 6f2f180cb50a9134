import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useRouter } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { InsecureNotice } from '../../platform/insecure-notice.tsx'
import { useRead } from '../../platform/queries.ts'
import { returnPath } from '../../platform/return-path.ts'
import { Banner } from '../../ui/surfaces.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

/** Get in: with an account, with a new one, or by looking at a finished loop first. */
export const SignInPage = () => {
  const { search } = useRouter().history.location
  const to = returnPath(search)
  useLeaveWhenSignedIn(to)
  return (
    <SignInFrame>
      <h1 tabIndex={-1}><Trans>Practise the interview<br />where one no ends it.</Trans></h1>
      <p className="lead"><Trans>Two engineers, one room. You interview each other on senior rounds, then open your votes together.</Trans></p>
      <InsecureNotice />
      <GitHubRefusal code={new URLSearchParams(search).get('error')} />
      <SignInForm to={to} />
      <p className="dim more"><Trans>Got an invite link? Open it: a name is enough. New here? <a className="ul" href="/sample">See a finished loop</a> without an account.</Trans></p>
    </SignInFrame>
  )
}

const useLeaveWhenSignedIn = (to: string) => {
  const router = useRouter()
  const me = useRead('me', {})
  const signedIn = me.data?.guest === false
  useEffect(() => {
    if (signedIn) router.history.replace(to)
  }, [router, signedIn, to])
}

const refusals: ReadonlyMap<string, MessageDescriptor> = new Map([
  ['account_not_linked', msg`An account here has the same e-mail, and nobody has shown that it is yours. Sign in to it as you did before and verify the e-mail in the settings. After that GitHub opens it.`],
  ['access_denied', msg`GitHub was not allowed to say who you are.`],
  ['email_not_found', msg`GitHub named no e-mail address for you.`],
])

/** Somebody came back from GitHub without being let in. */
const GitHubRefusal = ({ code }: { readonly code: string | null }) => {
  const { i18n } = useLingui()
  if (code === null) return null
  const why = refusals.get(code) ?? msg`Something on the way did not fit. Try again.`
  return <Banner tone="warn" icon={<CircleAlert />} title={<Trans>GitHub did not sign you in</Trans>} about={i18n._(why)} />
}
