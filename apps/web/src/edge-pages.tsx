import { Trans } from '@lingui/react/macro'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button, LinkButton } from './ui/button.tsx'
import { EmptyState } from './ui/surfaces.tsx'

/** Nothing lives at this address. */
export const NotFoundPage = () => (
  <main id="page" style={{ display: 'grid', minHeight: '100dvh', placeContent: 'center' }}>
    <EmptyState
      alone
      title={<Trans>There is no page here</Trans>}
      about={<Trans>The address may be old, or a letter is missing.</Trans>}
      actions={<LinkButton variant="primary" href="/"><Trans>Go home</Trans></LinkButton>}
    />
  </main>
)

/** A page broke while it was drawn. What was saved is on the server. */
export const PageFailed = ({ error, reset }: ErrorComponentProps) => (
  <main id="page" style={{ display: 'grid', minHeight: '100dvh', placeContent: 'center' }}>
    <EmptyState
      alone
      title={<Trans>This page stopped</Trans>}
      about={<Trans>What you saved is safe. Try again, or go home.</Trans>}
      actions={
        <>
          <Button variant="primary" onClick={reset}><Trans>Try again</Trans></Button>
          <LinkButton href="/"><Trans>Go home</Trans></LinkButton>
        </>
      }
    />
    <p className="mono sm faint" style={{ textAlign: 'center' }}>{error instanceof Error ? error.message : String(error)}</p>
  </main>
)
