import { Trans } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { usePhone } from './phone.ts'

const OnComputer = lazy(() => import('./on-computer-dialog.tsx').then(module => ({ default: module.OnComputerDialog })))

/** Under a text or a board on a phone, where it might be written: it is read there, and written where there is a keyboard. */
export const ReadsAlong = ({ writable }: { readonly writable: boolean }) => {
  const reads = usePhone()
  const [asked, setAsked] = useState(false)
  if (!reads || !writable) return null
  return (
    <p className="reads-along">
      <span className="dim sm"><Trans>A phone reads along here.</Trans></span>
      <Button size="sm" onClick={() => setAsked(true)}><Trans>Open on a computer</Trans></Button>
      {asked && <Suspense><OnComputer onClose={() => setAsked(false)} /></Suspense>}
    </p>
  )
}
