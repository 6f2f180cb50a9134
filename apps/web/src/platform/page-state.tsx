import { Trans, useLingui } from '@lingui/react/macro'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button, LinkButton } from '../ui/button.tsx'
import { useHold } from '../ui/patience.ts'
import { EmptyState, Loading } from '../ui/surfaces.tsx'
import { signOut } from './account.ts'
import { hasFailed, type Refused } from './api.ts'
import { CopyableId } from './copyable-id.tsx'
import { useRead } from './queries.ts'

/** As much of a read as a page needs to know. */
type Read<T> = Pick<UseQueryResult<T, Refused>, 'data' | 'error'> & { readonly refetch: () => Promise<unknown> }

interface WhenReadProps<T> {
  readonly read: Read<T>
  /** Whose page this is and how one gets in, for whoever is refused it. */
  readonly whose?: ReactNode
  readonly children: (data: T) => ReactNode
}

/** What a page shows of a read: nothing for a moment, then its shape, then the data or why there is none. */
export const WhenRead = <T,>({ read, whose, children }: WhenReadProps<T>) => {
  const { t } = useLingui()
  const waiting = read.data === undefined && !read.error
  const holds = useHold(waiting)
  if (waiting || holds) return <div style={{ padding: '28px 32px' }}><Loading label={t`Loading`} /></div>
  if (read.data !== undefined) return children(read.data)
  const { error } = read
  if (!error) return null
  if (hasFailed(error)) return <Failed error={error} onRetry={() => void read.refetch()} />
  return <NotForYou message={error.message} whose={whose} />
}

const Failed = ({ error, onRetry }: { readonly error: Refused; readonly onRetry: () => void }) => (
  <EmptyState
    title={error.code === 'network/unreachable' ? <Trans>The server does not answer</Trans> : <Trans>This page could not be read</Trans>}
    about={<>{error.message} {error.incident !== undefined && <Trans>What you saved is safe. Whoever runs this server finds the failure in its log under this number:</Trans>}</>}
    actions={
      <>
        <Button variant="primary" onClick={onRetry}><Trans>Try again</Trans></Button>
        <LinkButton href="/"><Trans>Go home</Trans></LinkButton>
        {error.incident !== undefined && <CopyableId id={error.incident} text={`${error.incident} ${location.pathname}`} />}
      </>
    }
  />
)

/** Somebody else's page: whose it is, who one is here oneself, and how one gets in. */
export const NotForYou = ({ message, whose }: { readonly message: ReactNode; readonly whose?: ReactNode }) => {
  const me = useRead('me', {})
  const handle = me.data?.profile.handle
  const here = location.pathname + location.search
  return (
    <EmptyState
      title={<Trans>This is not here for you</Trans>}
      about={<>{whose ?? message} {handle !== undefined && <Trans>You are signed in as {handle}.</Trans>}</>}
      actions={
        <>
          <LinkButton variant="primary" href="/"><Trans>Go home</Trans></LinkButton>
          {handle === undefined
            ? <LinkButton href={`/sign-in?to=${encodeURIComponent(here)}`}><Trans>Sign in</Trans></LinkButton>
            : <Button onClick={() => void signOut(here)}><Trans>Sign in as somebody else</Trans></Button>}
        </>
      }
    />
  )
}
