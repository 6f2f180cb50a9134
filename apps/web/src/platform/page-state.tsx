import { Trans, useLingui } from '@lingui/react/macro'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState, Loading } from '../ui/surfaces.tsx'
import type { Refused } from './api.ts'

/** As much of a read as a page needs to know. */
type Read<T> = Pick<UseQueryResult<T, Refused>, 'data' | 'error'> & { readonly refetch: () => Promise<unknown> }

interface WhenReadProps<T> {
  readonly read: Read<T>
  readonly children: (data: T) => ReactNode
}

/** What a page shows of a read: nothing for a moment, then its shape, then the data or why there is none. */
export const WhenRead = <T,>({ read, children }: WhenReadProps<T>) => {
  const { t } = useLingui()
  if (read.data !== undefined) return children(read.data)
  if (!read.error) return <div style={{ padding: '28px 32px' }}><Loading label={t`Loading`} /></div>
  const again = read.error.code === 'network/unreachable'
  return (
    <EmptyState
      title={again ? <Trans>The server does not answer</Trans> : <Trans>This is not here for you</Trans>}
      about={read.error.message}
      actions={
        <>
          {again && <Button variant="primary" onClick={() => void read.refetch()}><Trans>Try again</Trans></Button>}
          <LinkButton variant={again ? 'default' : 'primary'} href="/"><Trans>Go home</Trans></LinkButton>
        </>
      }
    />
  )
}
