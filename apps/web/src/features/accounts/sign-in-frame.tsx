import { Trans, useLingui } from '@lingui/react/macro'
import { Server } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { setTheme, type Theme, useTheme } from '../../platform/theme.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { Logo } from '../../ui/logo.tsx'
import { LoopRing, type RingArc, RingSaying } from '../../ui/loop-ring.tsx'
import './accounts.css'

/** The frame of the pages before the door: the name, the host, what is asked, and the poster beside it. */
export const SignInFrame = ({ children }: { readonly children: ReactNode }) => (
  <div className="sign-in">
    <main className="in" id="page">
      <header className="row">
        <span className="brand"><Logo size={24} /> Unanimous</span>
        <span className="sp" />
        <Chip icon={<Server />}>{location.host}</Chip>
      </header>
      <div className="mid">{children}</div>
      <PageFoot />
    </main>
    <Poster />
  </div>
)

const PageFoot = () => {
  const { t } = useLingui()
  const theme = useTheme()
  const [open, setOpen] = useState(false)
  return (
    <footer className="faint sm row g3">
      <span className="nowrap"><Trans>Self-hosted, open source</Trans></span>
      <button type="button" className="nowrap" onClick={() => setOpen(true)}><Trans>What we store</Trans></button>
      <span className="sp" />
      <Select<Theme>
        bare
        size="sm"
        aria-label={t`Theme`}
        value={theme}
        onChange={setTheme}
        options={[{ value: 'system', label: t`System` }, { value: 'light', label: t`Light` }, { value: 'dark', label: t`Dark` }]}
      />
      <Dialog open={open} onClose={() => setOpen(false)} title={<Trans>What we store</Trans>} narrow footer={<Button variant="primary" onClick={() => setOpen(false)}><Trans>Close</Trans></Button>}>
        <ul className="stored">
          <li><Trans>Your handle, e-mail and a salted hash of your password.</Trans></li>
          <li><Trans>Rounds you held: the final code, what was asked, evidence, notes, scorecards and chat.</Trans></li>
          <li><Trans>Every keystroke of a round only if both of you agreed to keep a replay.</Trans></li>
          <li><Trans>Never sound or pictures: a call goes from browser to browser.</Trans></li>
          <li><Trans>All of it on this server and nowhere else.</Trans></li>
        </ul>
      </Dialog>
    </footer>
  )
}

const posterArcs: readonly RingArc[] = [
  { weight: 4, state: 'yes' }, { weight: 4, state: 'strong-yes' }, { weight: 6, state: 'yes' }, { weight: 6, state: 'yes' }, { weight: 12, state: 'strong-yes' }, { weight: 8, state: 'next' },
]

const Poster = () => {
  const { t } = useLingui()
  return (
    <aside className="poster" data-theme="dark" aria-label={t`What it is`}>
      <div className="ring-box">
        <LoopRing size="logo" arcs={posterArcs}>
          <RingSaying first={t`Five said yes.`} second={t`One seat is open.`} />
        </LoopRing>
      </div>
      <ol>
        <li><b><Trans>Swap</Trans></b><p><Trans>Interview for an hour, then trade seats.</Trans></p></li>
        <li><b><Trans>Seal</Trans></b><p><Trans>Neither vote opens until both are filed.</Trans></p></li>
        <li><b><Trans>Close the ring</Trans></b><p><Trans>Six rounds. One strong no breaks it.</Trans></p></li>
      </ol>
    </aside>
  )
}
