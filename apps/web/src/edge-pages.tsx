import { Trans } from '@lingui/react/macro'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { CopyableId, numberOf } from './platform/copyable-id.tsx'
import { queryClient } from './platform/queries.ts'
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

/** A page broke while it was drawn. What was saved is on the server; the number and what broke go to whoever can mend it. */
export const PageFailed = ({ error, reset }: ErrorComponentProps) => (
  <main id="page" style={{ display: 'grid', minHeight: '100dvh', placeContent: 'center', justifyItems: 'center' }}>
    <EmptyState
      alone
      title={<Trans>This page stopped</Trans>}
      about={<Trans>What you saved is safe. Try again, or go home.</Trans>}
      actions={
        <>
          <Button variant="primary" onClick={() => readAnew(reset)}><Trans>Try again</Trans></Button>
          <LinkButton href="/"><Trans>Go home</Trans></LinkButton>
        </>
      }
    />
    <CopyableId {...named(error)} />
  </main>
)

/** What the page was drawn from may be what broke it. */
const readAnew = (reset: () => void) => {
  queryClient.clear()
  reset()
}

const named = (error: unknown): { readonly id: string; readonly text: string } => {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const id = numberOf(what)
  return { id, text: [id, location.pathname, new Date().toISOString(), what, error instanceof Error ? error.stack : ''].join('\n') }
}
